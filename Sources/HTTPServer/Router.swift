import HTTPMessage

/// Which handler serves which method and path.
///
/// A pattern is literal segments, `{name}` for one segment that is not empty, and a final `{*}` for all that
/// follow. Literal segments win over placeholders, placeholders over `{*}`, as long as the method is served there.
/// One "/" at a path's end makes no difference. HEAD is served by GET, OPTIONS by the table itself.
public struct Router: Sendable {
    public struct Route: Sendable {
        public let method: HTTPMethod
        public let pattern: String
        /// Body limit in bytes; nil for the server's own.
        public let bodyLimit: Int?
        /// Chunked bodies are answered 411.
        public let requiresLength: Bool
        let handler: HTTPHandler
    }

    /// In the order they were added.
    public private(set) var routes: [Route] = []
    /// Makes the answers to 404, 405 and 501, so that each part of a site can answer in its own form.
    public var refusal: @Sendable (_ status: Int, _ head: HTTPRequestHead) -> HTTPResponse = { status, _ in
        .text(status, String(describing: StatusText.phrase(status)))
    }

    private var root = RouteNode()

    public init() {}

    /// Adds a route. A pattern and method that are there already are our bug.
    public mutating func add(
        _ method: HTTPMethod, _ pattern: String, bodyLimit: Int? = nil, requiresLength: Bool = false,
        _ handler: @escaping HTTPHandler
    ) {
        precondition(pattern.hasPrefix("/"), "a pattern begins with /: \(pattern)")
        var segments = pattern.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        if segments.last == "" { segments.removeLast() }
        let route = Route(
            method: method, pattern: pattern, bodyLimit: bodyLimit, requiresLength: requiresLength, handler: handler)
        root.insert(routes.count, method, segments[...], pattern: pattern)
        routes.append(route)
    }

    func admit(_ head: HTTPRequestHead, defaultLimit: Int) -> Admission {
        if head.path.isEmpty {
            // OPTIONS *: what the server as a whole can do (RFC 9110 §9.3.7).
            return Admission(outcome: .refuse(Self.options(allow: everyMethod)), bodyLimit: defaultLimit)
        }
        var search = RouteSearch(method: head.method)
        var path = head.path[...]
        if path.last == "" { path.removeLast() }
        if !search.find(in: root, path) {
            return Admission(outcome: .refuse(refuse(head, allowed: search.allowed)), bodyLimit: defaultLimit)
        }
        let route = routes[search.route]
        return Admission(
            outcome: .handle(route.handler), bodyLimit: route.bodyLimit ?? defaultLimit,
            requiresLength: route.requiresLength, parameters: search.parameters, tail: search.tail)
    }

    private func refuse(_ head: HTTPRequestHead, allowed: Set<HTTPMethod>) -> HTTPResponse {
        if allowed.isEmpty { return refusal(404, head) }
        let allow = Self.allow(allowed)
        if head.method == .OPTIONS { return Self.options(allow: allow) }
        var response = refusal(405, head)
        response.headers.set("Allow", allow)
        return response
    }

    private var everyMethod: String { Self.allow(Set(routes.map(\.method))) }

    private static func options(allow: String) -> HTTPResponse {
        HTTPResponse(status: 204, headers: ["Allow": allow])
    }

    private static func allow(_ methods: Set<HTTPMethod>) -> String {
        var all = methods.union([.OPTIONS])
        if all.contains(.GET) { all.insert(.HEAD) }
        return all.map(\.rawValue).sorted().joined(separator: ", ")
    }
}
