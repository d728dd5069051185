import HTTPMessage
import JSON
import OCPI
import Roaming

/// An answer of a simulated party before it is put in its envelope.
struct Reply: Sendable {
    var httpStatus = 200
    var status = OCPIStatus.success
    var message: String?
    var data: JSONValue?
    var fields: HTTPFields = [:]

    static func ok(_ data: JSONValue? = nil) -> Reply { Reply(data: data) }

    static let created = Reply(httpStatus: 201)

    static func refused(_ status: OCPIStatus, _ message: String, http: Int = 200) -> Reply {
        Reply(httpStatus: http, status: status, message: message)
    }

    static func notFound(_ what: String) -> Reply {
        refused(.clientError, "there is no \(what)", http: 404)
    }

    static let notAllowed = refused(.clientError, "the method is not allowed here", http: 405)

    /// The answer on the wire: envelope, ids of the request, and parties swapped where the request had them.
    func response(to request: HTTPRequest, at now: Timestamp) -> HTTPResponse {
        var headers = fields
        headers.set("Content-Type", "application/json")
        RoutingHeaders(from: request.headers).answer().write(to: &headers)
        let envelope = Envelope(status: status, message: message, data: data, timestamp: now)
        return HTTPResponse(status: httpStatus, headers: headers, body: envelope.serialized())
    }
}
