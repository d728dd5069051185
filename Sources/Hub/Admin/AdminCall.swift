import AdminAPI
import Digest
import HTTPMessage
import JSON
import Roaming

/// One call of the admin API from a known caller, its route found and its rights checked.
struct AdminCall: Sendable {
    let request: HTTPRequest
    let route: Route
    /// The path's placeholders, decoded, in order.
    let values: [String]
    let caller: AdminAPI.Caller
    /// The store's id of the caller.
    let personID: Int64
    let registry: Registry
    let now: Timestamp

    var person: Roaming.Person { Roaming.Person(id: personID, name: caller.person, isService: caller.isService) }

    /// The first placeholder: the id of what the call is about.
    var id: String { values[0] }

    /// The body as an object. An action without fields may have none.
    func body() throws(Problem) -> ObjectReader {
        do {
            let value = request.body.isEmpty ? JSONValue.object([:]) : try JSON.parse(request.body)
            return try ObjectReader(value, at: "")
        } catch let error as JSONError {
            throw Problem(.badRequest, "the body is not JSON: \(error)")
        } catch let error as FieldError {
            throw Problem(error)
        } catch {
            throw Problem(.badRequest, "the body cannot be read")
        }
    }

    /// A whole number of the query within bounds.
    func number(_ name: String, in range: ClosedRange<Int64>, default fallback: Int64) throws(Problem) -> Int64 {
        guard let text = request.queryValue(name) else { return fallback }
        guard let value = Int64(text), range.contains(value) else {
            throw Problem(
                .badValue, "\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound)",
                field: name, rule: "range")
        }
        return value
    }

    func limit() throws(Problem) -> Int { Int(try number("limit", in: 1...1000, default: 100)) }

    /// The key that makes a repeated action the same action.
    func idempotencyKey() throws(Problem) -> String {
        guard let key = request.headers.first("Idempotency-Key") else {
            throw Problem(
                .missingIdempotencyKey, "send an Idempotency-Key, a new one for each thing you mean to do",
                field: "Idempotency-Key", rule: "required")
        }
        guard (1...64).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw Problem(
                .badRequest, "Idempotency-Key must be 1 to 64 printable ASCII characters without spaces",
                field: "Idempotency-Key", rule: "format")
        }
        return key
    }

    /// What the key is bound to: the same key with anything else here is another request.
    var requestHash: [UInt8] {
        let ifMatch = request.headers.first("If-Match") ?? ""
        let head = "\(request.method.rawValue)\n\(request.target)\n\(ifMatch)\n"
        return SHA256.hash(Array(head.utf8) + request.body)
    }
}

extension Problem {
    var response: HTTPResponse {
        var fields: HTTPFields = ["Content-Type": Problem.mediaType, "Cache-Control": "no-store"]
        if status == 401 { fields.set("WWW-Authenticate", "Bearer") }
        return HTTPResponse(status: status, headers: fields, body: json.serialized())
    }
}

extension HTTPResponse {
    static func admin(_ value: JSONValue, status: Int = 200, etag: EntityTag? = nil) -> HTTPResponse {
        var fields: HTTPFields = ["Content-Type": "application/json", "Cache-Control": "no-store"]
        if let etag { fields.set("ETag", etag.description) }
        return HTTPResponse(status: status, headers: fields, body: value.serialized())
    }
}
