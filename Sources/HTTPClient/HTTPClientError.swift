import Glibc

/// Why there is no answer. `requestMayHaveBeenSent` tells "certainly not delivered" from "maybe".
public enum HTTPClientError: Error, Hashable, Sendable {
    /// How far a request had come.
    public enum Phase: String, Hashable, Sendable {
        /// For a free connection.
        case waiting
        case resolving
        case connecting
        case sending
        /// Sent; the answer's head is not complete.
        case answer
        case body
        /// An event stream from which nothing came for too long.
        case silence
    }

    case badURL
    /// The request cannot be put on the wire; the text names the rule and holds no value.
    case invalidRequest(String)
    case resolve(host: String)
    case connect(errno: Int32)
    case connectTimeout
    /// The handshake failed, so nothing of the request was readable to anybody.
    case tls(String)
    /// Too many requests wait for a connection to this origin.
    case overloaded(limit: Int)
    case timeout(Phase, requestMayHaveBeenSent: Bool)
    /// The connection ended before the answer did.
    case closed(requestMayHaveBeenSent: Bool)
    /// The answer breaks a rule of HTTP, which the text names.
    case malformed(String)
    /// The answer's head or body is larger than this many bytes.
    case tooLarge(limit: Int)
    /// An answer to `events` that is not a stream of events.
    case notAnEventStream(status: Int)
    /// By the caller, or by the client's shutdown.
    case cancelled(requestMayHaveBeenSent: Bool)

    /// False only when not one byte of the request was given to the network, so that sending it again is safe.
    public var requestMayHaveBeenSent: Bool {
        switch self {
        case .badURL, .invalidRequest, .resolve, .connect, .connectTimeout, .tls, .overloaded: false
        case .timeout(_, let sent), .closed(let sent), .cancelled(let sent): sent
        case .malformed, .tooLarge, .notAnEventStream: true
        }
    }
}

extension HTTPClientError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .badURL: "not an http or https URL"
        case .invalidRequest(let rule): rule
        case .resolve(let host): "the name \(host) has no address"
        case .connect(let errno): "no connection: \(String(cString: strerror(errno)))"
        case .connectTimeout: "no connection in time"
        case .tls(let text): "no secure connection: \(text)"
        case .overloaded(let limit): "\(limit) requests wait for this host already"
        case .timeout(let phase, let sent): "no answer in time (\(phase.rawValue))\(Self.fate(sent))"
        case .closed(let sent): "the connection closed without an answer\(Self.fate(sent))"
        case .malformed(let rule): "a malformed answer: \(rule)"
        case .tooLarge(let limit): "the answer is larger than \(limit) bytes"
        case .notAnEventStream(let status): "status \(status) instead of a stream of events"
        case .cancelled(let sent): "cancelled\(Self.fate(sent))"
        }
    }

    private static func fate(_ sent: Bool) -> String {
        sent ? "; the request may have been delivered" : "; the request was not sent"
    }
}
