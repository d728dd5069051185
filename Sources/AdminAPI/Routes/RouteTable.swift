/// The whole admin API as data. The hub registers these rows, and docs/admin-api.yaml is written from them.
public enum RouteTable {
    public static let base = "/admin/v1"

    /// In the order of the document.
    public static let all: [Route] =
        feed + Kind.allCases.flatMap(reads) + pricing + onDemand + questions + actions + operations

    /// The row of an operation.
    public static func route(_ operation: String) -> Route? { byOperation[operation] }

    /// The row that performs an action.
    public static func route(for action: ActionName) -> Route {
        guard let route = byAction[action] else { preconditionFailure("\(action.rawValue) has no route") }
        return route
    }

    private static let byOperation = Dictionary(uniqueKeysWithValues: all.map { ($0.operation, $0) })

    private static let byAction = Dictionary(
        uniqueKeysWithValues: actions.compactMap { route -> (ActionName, Route)? in
            guard case .action(let name) = route.access else { return nil }
            return (name, route)
        })

    /// A read, with the problems every read may have.
    static func read(
        _ path: String, _ operation: String, _ summary: String, tag: String, access: Route.Access,
        query: [QueryParameter] = [], answer: Route.Answer
    ) -> Route {
        var problems: [ProblemCode] = [.unauthorised]
        if access == .open { problems = [] }
        if access != .open, access != .signedIn { problems.append(.forbidden) }
        if path.contains("{") { problems.append(.notFound) }
        if !query.isEmpty { problems.append(.badValue) }
        return Route(
            method: .get, path: path, operation: operation, summary: summary, tag: tag, access: access, query: query,
            body: nil, answer: answer, ifMatch: .none, problems: problems)
    }

    /// A question whose body does not fit in an address. It changes nothing, so it needs no key.
    static func question(
        _ path: String, _ operation: String, _ summary: String, tag: String, access: Route.Access, body: Schema,
        answer: String
    ) -> Route {
        Route(
            method: .post, path: base + path, operation: operation, summary: summary, tag: tag, access: access,
            query: [], body: body.name, answer: .json(answer), ifMatch: .none,
            problems: [.badRequest, .unauthorised, .badValue])
    }

    /// An action, with the problems every action may have.
    static func action(
        _ path: String, _ name: ActionName, _ operation: String, _ summary: String, method: Route.Method = .post,
        body: Schema?, answers resource: String, ifMatch: Route.Precondition = .none, also: [ProblemCode] = []
    ) -> Route {
        var problems: [ProblemCode] = [
            .badRequest, .missingIdempotencyKey, .unauthorised, .forbidden, .conflict, .idempotencyConflict, .badValue,
        ]
        if path.contains("{") { problems.append(.notFound) }
        if ifMatch != .none { problems.append(.staleVersion) }
        if ifMatch == .required { problems.append(.missingIfMatch) }
        return Route(
            method: method, path: base + path, operation: operation, summary: summary, tag: "actions",
            access: .action(name), query: [], body: body?.name, answer: .json("\(resource)Answer"),
            ifMatch: ifMatch, problems: problems + also)
    }
}
