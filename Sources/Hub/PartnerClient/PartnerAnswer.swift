import HTTPClient
import HTTPMessage
import OCPI

/// What became of one request to a partner, told apart by what it says about the partner's state.
enum PartnerAnswer: Sendable {
    /// The partner answered, whatever it said.
    case answered(HTTPClientResponse)
    /// Nothing reached the partner: it may be sent again.
    case notDelivered(String)
    /// The request may have arrived, no answer did: it must not be sent again blindly.
    case maybe(String)

    init(_ error: HTTPClientError) {
        self = error.requestMayHaveBeenSent ? .maybe(error.description) : .notDelivered(error.description)
    }

    /// The envelope of the answer, when it is one.
    var envelope: Envelope? {
        guard case .answered(let response) = self else { return nil }
        return try? Envelope(parsing: response.body)  // Not an envelope is an answer too: the caller sees the status.
    }

    /// HTTP 2xx and an OCPI code of 1000-1999; HTTP 200 alone is no success.
    var isSuccess: Bool {
        guard case .answered(let response) = self, (200..<300).contains(response.status) else { return false }
        return envelope?.status.isSuccess ?? false
    }

    /// One short sentence for screens and logs: "HTTP 200, OCPI 2001: unknown location".
    var summary: String {
        switch self {
        case .answered(let response):
            guard let envelope else { return "HTTP \(response.status), not an OCPI answer" }
            let message = envelope.message.map { ": \($0.prefix(200))" } ?? ""
            return "HTTP \(response.status), OCPI \(envelope.status)\(message)"
        case .notDelivered(let reason): return "not delivered: \(reason)"
        case .maybe(let reason): return "no answer, may have arrived: \(reason)"
        }
    }
}
