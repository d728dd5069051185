import HTTPMessage

/// What to send, and how much of an answer to wait for.
public struct HTTPClientRequest: Sendable {
    public var method: HTTPMethod
    /// Absolute, `http` or `https`.
    public var url: String
    /// Fields that belong to the connection or to the framing (`Host`, `Connection`, `Content-Length`,
    /// `Transfer-Encoding` and their like) are the client's own and are left out when they stand here.
    public var headers: HTTPFields
    /// Nil sends no body; POST, PUT and PATCH then say that its length is 0.
    public var body: [UInt8]?
    /// From the call to the last byte of the answer; for an event stream to the end of the answer's head.
    public var deadline: Duration
    /// Bytes of the answer's body above which it is refused.
    public var maxBody: Int

    public init(
        method: HTTPMethod = .GET, url: String, headers: HTTPFields = [:], body: [UInt8]? = nil,
        deadline: Duration = .seconds(10), maxBody: Int = 8 << 20
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.deadline = deadline
        self.maxBody = maxBody
    }
}

/// A final answer, framing removed. A redirect is an answer like any other.
public struct HTTPClientResponse: Hashable, Sendable {
    public var status: Int
    public var headers: HTTPFields
    public var body: [UInt8]

    public init(status: Int, headers: HTTPFields = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
