import EventLoop
import HTTPMessage

/// How a client treats every origin.
public struct HTTPClientConfiguration: Sendable {
    /// Open connections to one origin, event streams not counted; further requests wait.
    public var connectionsPerOrigin = 8
    /// Requests that may wait for a connection to one origin; more are refused at once.
    public var waitingPerOrigin = 1024
    /// How long an unused connection is kept; shorter than servers keep theirs, so that they seldom close first.
    public var idleTimeout: Duration = .seconds(30)
    /// Finding the address and connecting, together.
    public var connectDeadline: Duration = .seconds(5)
    /// From the last byte of the request to the end of the answer's head.
    public var firstByteDeadline: Duration = .seconds(30)
    /// The longest time without a byte on an event stream, comments included.
    public var eventSilence: Duration = .seconds(30)
    /// Bytes of one event, and of one line of a stream.
    public var maxEventBytes = 1 << 20
    /// What an answer's head may hold; the body's limit is the request's.
    public var limits = HTTPLimits.standard
    public var userAgent = "roamdesk"
    /// The numeric addresses of a name, in the order to try them. Called on a thread of its own; may block.
    public var resolve: @Sendable (_ host: String) -> [String] = { Socket.resolve($0) }

    /// Nil refuses `https` URLs before anything is sent; HTTPSTransport has one.
    public var secureTransport: SecureTransportMaker?

    public init() {}
}
