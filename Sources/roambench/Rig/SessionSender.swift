import Digest
import HTTPClient
import HTTPMessage
import OCPI

/// Sends session messages as the CPO and says what the hub acknowledged.
struct SessionSender: Sendable {
    enum Outcome: Hashable, Sendable {
        /// HTTP 2xx with OCPI 1000: the hub has it.
        case taken
        /// Answered, and not taken.
        case refused(String)
        /// No answer: it may have been taken or not.
        case unknown
    }

    private let client: HTTPClient
    private let headers: HTTPFields
    private let address: String

    init(_ rig: BenchRig) {
        client = rig.client
        headers = rig.cpoHeaders
        address = rig.sessionURL("")
    }

    func put(_ id: String, step: Int, requestID: String = RandomBytes.token(bytes: 16)) async -> Outcome {
        await send(.PUT, id, SessionBody.put(id, step: step), requestID)
    }

    func patch(_ id: String, step: Int, requestID: String = RandomBytes.token(bytes: 16)) async -> Outcome {
        await send(.PATCH, id, SessionBody.patch(step: step), requestID)
    }

    private func send(_ method: HTTPMethod, _ id: String, _ body: [UInt8], _ requestID: String) async -> Outcome {
        var fields = headers
        fields.set("X-Request-ID", requestID)
        fields.set("X-Correlation-ID", requestID)
        let request = HTTPClientRequest(method: method, url: address + id, headers: fields, body: body)
        guard let response = try? await client.send(request) else { return .unknown }
        guard (200..<300).contains(response.status), let envelope = try? Envelope(parsing: response.body),
            envelope.status.isSuccess
        else {
            return .refused("HTTP \(response.status) \(String(decoding: response.body.prefix(300), as: UTF8.self))")
        }
        return .taken
    }
}
