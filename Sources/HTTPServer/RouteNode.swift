import HTTPMessage

/// One place in the tree of patterns.
struct RouteNode: Sendable {
    private(set) var literals: [String: RouteNode] = [:]
    /// The placeholder's subtree; an array only because a struct cannot hold itself.
    private(set) var placeholder: [RouteNode] = []
    /// Indices into the router's routes.
    private(set) var routes: [HTTPMethod: Entry] = [:]
    private(set) var tailRoutes: [HTTPMethod: Entry] = [:]

    struct Entry: Sendable {
        let route: Int
        /// The placeholders' names on the way here.
        let names: [String]
    }

    mutating func insert(
        _ route: Int, _ method: HTTPMethod, _ segments: ArraySlice<String>, names: [String] = [], pattern: String
    ) {
        let entry = Entry(route: route, names: names)
        guard let segment = segments.first else {
            precondition(routes[method] == nil, "two routes for \(method) \(pattern)")
            routes[method] = entry
            return
        }
        let rest = segments.dropFirst()
        if segment == "{*}" {
            precondition(rest.isEmpty && tailRoutes[method] == nil, "{*} must be last and only once: \(pattern)")
            tailRoutes[method] = entry
        } else if segment.hasPrefix("{"), segment.hasSuffix("}") {
            if placeholder.isEmpty { placeholder = [RouteNode()] }
            let name = String(segment.dropFirst().dropLast())
            placeholder[0].insert(route, method, rest, names: names + [name], pattern: pattern)
        } else {
            literals[segment, default: RouteNode()].insert(route, method, rest, names: names, pattern: pattern)
        }
    }
}

/// A walk through the tree for one request.
struct RouteSearch {
    let method: HTTPMethod
    private(set) var route = -1
    private(set) var parameters: [(name: String, value: String)] = []
    private(set) var tail: [String] = []
    /// The methods that the path's patterns do serve.
    private(set) var allowed: Set<HTTPMethod> = []
    private var values: [String] = []

    init(method: HTTPMethod) { self.method = method }

    mutating func find(in node: RouteNode, _ path: ArraySlice<String>) -> Bool {
        guard let segment = path.first else {
            return take(node.routes, rest: []) || take(node.tailRoutes, rest: [])
        }
        let rest = path.dropFirst()
        if let next = node.literals[segment], find(in: next, rest) { return true }
        if let next = node.placeholder.first, !segment.isEmpty {
            values.append(segment)
            if find(in: next, rest) { return true }
            values.removeLast()
        }
        return take(node.tailRoutes, rest: path)
    }

    private mutating func take(_ routes: [HTTPMethod: RouteNode.Entry], rest: ArraySlice<String>) -> Bool {
        if routes.isEmpty { return false }
        guard let entry = routes[method] ?? (method == .HEAD ? routes[.GET] : nil) else {
            allowed.formUnion(routes.keys)
            return false
        }
        route = entry.route
        for (name, value) in zip(entry.names, values) { parameters.append((name, value)) }
        tail = Array(rest)
        return true
    }
}
