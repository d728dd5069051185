/// What a peer may make us hold. All counts are bytes unless they say otherwise.
public struct HTTPLimits: Hashable, Sendable {
    /// RFC 9112 §3 recommends at least 8 000.
    public var target = 8192
    /// One header or trailer field line, without its CRLF.
    public var fieldLine = 8192
    /// Start line and fields together, line ends included.
    public var head = 32768
    /// How many fields a head or a trailer section may have.
    public var fieldCount = 100
    /// A chunk's size line with its extensions.
    public var chunkLine = 256
    public var trailers = 4096
    /// A body after its framing is removed; a server's routes may set their own.
    public var body = 1_048_576
    /// How many 1xx responses may come before the final one.
    public var interimResponses = 8
    /// Fields that may occur once. A second one could make two readers of a message disagree about who sent it.
    public var singleFields: Set<String> = [
        "authorization", "content-type", "idempotency-key", "if-match", "last-event-id", "ocpi-from-country-code",
        "ocpi-from-party-id", "ocpi-to-country-code", "ocpi-to-party-id", "x-correlation-id", "x-request-id",
    ]

    public init() {}

    public static let standard = HTTPLimits()
}
