import HTTPMessage
import JSON
import OCPI
import Roaming

/// The hub's own answer to an OCPI request, before headers and time are put on it.
struct OCPIAnswer: Sendable {
    var http: Int
    var status: OCPIStatus
    var message: String?
    /// Already JSON; passes through untouched.
    var data: [UInt8]?
    var headers: HTTPFields = HTTPFields()

    init(
        http: Int = 200, status: OCPIStatus = .success, message: String? = nil, data: [UInt8]? = nil,
        headers: HTTPFields = HTTPFields()
    ) {
        self.http = http
        self.status = status
        self.message = message
        self.data = data
        self.headers = headers
    }

    /// A refusal that names the field, the rule and the value; valid JSON from a known sender is no HTTP error.
    static func refused(_ error: FieldError) -> OCPIAnswer {
        OCPIAnswer(status: .invalidParameters, message: error.description)
    }

    static func ok(_ value: JSONValue, http: Int = 200) -> OCPIAnswer {
        OCPIAnswer(http: http, data: value.serialized())
    }

    /// The bytes on the wire; `routing` is nil for configuration modules, which carry no routing headers.
    func response(to request: RoutingHeaders, from answering: PartyID?, at now: Timestamp) -> HTTPResponse {
        var fields = headers
        fields.set("Content-Type", "application/json")
        var routing = request.answer(from: answering)
        if answering == nil { (routing.to, routing.from) = (nil, nil) }
        routing.write(to: &fields)
        let body = Envelope.bytes(status: status, message: message, aroundData: data, at: now)
        return HTTPResponse(status: http, headers: fields, body: body)
    }
}
