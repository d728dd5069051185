import HTTPMessage

/// One answered request, for the access log.
public struct ExchangeRecord: Sendable {
    /// nil when not even the request line could be read.
    public let method: HTTPMethod?
    /// The raw target with its query; empty when it could not be read. It came from outside: not for a terminal.
    public let target: String
    public let status: Int
    /// Body bytes, framing removed.
    public let requestBytes: Int
    public let responseBytes: Int
    /// From the request's first byte to its answer.
    public let duration: Duration
    public let remoteAddress: String?
    /// The rule a refused message broke.
    public let fault: MessageFault?
}
