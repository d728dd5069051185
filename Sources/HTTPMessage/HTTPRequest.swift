/// A checked request head: everything before the body.
public struct HTTPRequestHead: Sendable {
    public var method: HTTPMethod
    /// As it came, percent-encoding and query included.
    public var target: String
    /// The path's segments, each percent-decoded once. "/a/b%2Fc" is ["a", "b/c"], "/" is [""], "*" is [].
    public var path: [String]
    /// Names and values percent-decoded, "+" as space, in order.
    public var query: [(name: String, value: String)]
    public var headers: HTTPFields
    public var version: HTTPVersion

    public init(
        method: HTTPMethod, target: String, path: [String], query: [(name: String, value: String)] = [],
        headers: HTTPFields = [:], version: HTTPVersion = .http11
    ) {
        self.method = method
        self.target = target
        self.path = path
        self.query = query
        self.headers = headers
        self.version = version
    }

    /// The first value of a query parameter.
    public func queryValue(_ name: String) -> String? {
        for item in query where item.name == name { return item.value }
        return nil
    }
}

/// A complete request: a checked head and the whole body, framing removed.
@dynamicMemberLookup
public struct HTTPRequest: Sendable {
    public var head: HTTPRequestHead
    public var body: [UInt8]
    /// The peer's numeric address; nil in memory.
    public var remoteAddress: String?
    /// What the route's placeholders matched, decoded; filled by the router.
    public var parameters: [(name: String, value: String)] = []
    /// The segments a route's final "{*}" matched; filled by the router.
    public var tail: [String] = []

    public init(head: HTTPRequestHead, body: [UInt8] = [], remoteAddress: String? = nil) {
        self.head = head
        self.body = body
        self.remoteAddress = remoteAddress
    }

    /// `method`, `target`, `path`, `query`, `headers` and `version` of the head.
    public subscript<Value>(dynamicMember member: KeyPath<HTTPRequestHead, Value> & Sendable) -> Value {
        head[keyPath: member]
    }

    /// The first value of a query parameter.
    public func queryValue(_ name: String) -> String? { head.queryValue(name) }

    /// What the route's placeholder of that name matched. Asking for one the route does not have is our bug.
    public func parameter(_ name: String) -> String {
        for parameter in parameters where parameter.name == name { return parameter.value }
        preconditionFailure("the route has no placeholder {\(name)}")
    }
}
