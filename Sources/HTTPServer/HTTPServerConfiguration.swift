import HTTPMessage

/// What a server allows and how long it waits. Times are deadlines for a whole step, not for one read.
public struct HTTPServerConfiguration: Sendable {
    /// `limits.body` is the body limit of requests whose route sets none.
    public var limits = HTTPLimits.standard

    /// From a request's first byte to the end of its head; then 408.
    public var headTimeout: Duration = .seconds(10)
    /// From the end of the head to the end of the body; then 408.
    public var bodyTimeout: Duration = .seconds(60)
    /// A body slower than this many bytes a second, after the grace, is answered 408.
    public var bodyFloor = 512
    public var bodyGrace: Duration = .seconds(10)
    /// From the complete request to the handler's answer; then 503. Event streams are exempt.
    public var handlerTimeout: Duration = .seconds(30)
    /// Without any progress in writing; then the connection is reset.
    public var writeTimeout: Duration = .seconds(30)
    /// Between requests; then the connection is closed in silence. Longer than a proxy's, so that it closes first.
    public var idleTimeout: Duration = .seconds(75)
    /// After the last answer, for the client to read it and close (RFC 9112 §9.6).
    public var lingerTimeout: Duration = .seconds(5)

    /// Above it new connections are answered 503.
    public var maxConnections = 10_000
    /// How many connections may be in the course of being refused; above it nothing is accepted for a while.
    public var maxRefusals = 64
    /// How long nothing is accepted when descriptors or memory have run out.
    public var acceptPause: Duration = .milliseconds(100)
    /// The last of them is answered with "Connection: close".
    public var requestsPerConnection = 10_000
    /// In seconds, with a 503.
    public var retryAfter = 1

    /// No more is read from a connection while this many bytes wait to be written to it.
    public var outputHighWater = 1_048_576
    /// An event stream with more waiting than this is closed; its client resumes by Last-Event-ID.
    public var eventBacklog = 262_144
    /// A comment is sent on an event stream that has been silent so long; this also finds dead peers.
    public var eventHeartbeat: Duration = .seconds(15)

    /// Seconds since 1970, for the Date field.
    public var wallClock: @Sendable () -> Int64 = systemSeconds
    /// Called on the loop after each answer has been handed to the socket: the access log.
    public var onExchange: (@Sendable (ExchangeRecord) -> Void)?

    public init() {}
}
