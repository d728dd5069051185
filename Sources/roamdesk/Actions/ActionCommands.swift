import AdminAPI
import CommandLine
import DeskCache
import HTTPMessage
import JSON

/// Every action of the admin API as a command: `roamdesk payouts approve P-1`, `roamdesk sessions stop ID --reason …`.
///
/// Name, operand and options come from the route and the schema of its body.
enum ActionCommands {
    private static let routes = ActionName.allCases.map(RouteTable.route(for:))

    static let declarations = routes.map(declaration)

    private static let byCommand = Dictionary(
        uniqueKeysWithValues: routes.compactMap { route in action(of: route).map { (command($0), route) } })

    static func action(of route: Route) -> ActionName? {
        if case .action(let name) = route.access { name } else { nil }
    }

    /// "payout.approve" is `payouts approve`, "partner.rotate_token" is `partners rotate-token`.
    static func command(_ action: ActionName) -> String {
        let words = action.rawValue.split(separator: ".").map(String.init)
        let noun = Kind(rawValue: words[0])?.plural ?? (words[0] == "person" ? "people" : words[0])
        return noun + " " + words[1].map { $0 == "_" ? "-" : String($0) }.joined()
    }

    static func fields(of route: Route) -> [FieldSchema] {
        route.body.flatMap { name in SchemaCatalogue.all.first { $0.name == name } }?.fields ?? []
    }

    private static func declaration(_ route: Route) -> CommandDeclaration {
        let name = action(of: route).map(command) ?? route.operation
        return CommandDeclaration(
            name, route.summary,
            discussion: roles(route).map { ["For \($0)."] } ?? [],
            operands: route.pathParameters.map { OperandDeclaration($0.uppercased(), "Which", count: .oneOrMore) },
            options: fields(of: route).map(BodyOptions.declaration)
                + [OptionDeclaration("json", "Print the hub's answers as JSON, one a line")])
    }

    private static func roles(_ route: Route) -> String? {
        route.roles.map { $0.map(\.rawValue).sorted().joined(separator: ", ") }
    }

    /// Does it to each target in turn.
    static func run(_ invocation: Invocation) throws -> ExitCode {
        guard let route = byCommand[invocation.command], let action = action(of: route) else { return .usage }
        let files = try UserFiles(invocation)
        var given = try BodyOptions.values(fields(of: route), invocation)
        let line = try HubLine(try HubAccess(invocation, files.settings, paths: files.paths))
        defer { line.close() }
        let targets = route.pathParameters.isEmpty ? [nil] : invocation.operands.map(Optional.some)
        var done = 0
        var worst = ExitCode.done
        for target in targets {
            do {
                let seen = try target.flatMap { try current(route, $0, line) } ?? settings(route, line)
                if action == .approvePayout { try Approval.complete(&given, payout: seen, targets: targets.count) }
                try BodyOptions.check(given, fields(of: route))
                let answer = try line.perform(
                    PreparedAction(
                        action, method: HTTPMethod(rawValue: route.method.rawValue.uppercased()),
                        path: target.map { route.path($0) } ?? route.path,
                        body: route.body == nil ? nil : .object(given), ifMatch: version(seen),
                        idempotencyKey: IdempotencyKey.random()))
                report(action, target, answer, asJSON: invocation.has("json"))
                done += 1
            } catch let problem as HubProblem {
                Descriptor.printError("roamdesk: \(target ?? invocation.command): \(problem)")
                worst = problem.exitCode
                if problem.exitCode == .unreachable { break }
            }
        }
        return done == targets.count ? .done : done > 0 ? .partly : worst
    }

    /// The target as the hub has it now, where the action needs to say which version it is meant for.
    private static func current(_ route: Route, _ target: String, _ line: HubLine) throws -> JSONObject? {
        guard route.ifMatch != .none else { return nil }
        let collection = route.path.dropFirst(RouteTable.base.count).split(separator: "/")[0]
        let seen: JSONValue
        do {
            seen = try line.get("/\(collection)/\(PathSegment.encode(target))")
        } catch {
            // What is not there yet may be set without a version.
            guard route.ifMatch == .optional, error.status == 404 else { throw error }
            return nil
        }
        guard case .object(let object) = seen else { return nil }
        return object
    }

    private static func settings(_ route: Route, _ line: HubLine) throws -> JSONObject? {
        guard route.ifMatch == .required, route.pathParameters.isEmpty,
            case .object(let seen) = try line.get(String(route.path.dropFirst(RouteTable.base.count)))
        else { return nil }
        return seen
    }

    private static func version(_ seen: JSONObject?) -> Int? {
        guard case .number(let number)? = seen?["version"] else { return nil }
        return number.int64.flatMap(Int.init)
    }

    private static func report(
        _ action: ActionName, _ target: String?, _ answer: AdminAPI.ActionAnswer, asJSON: Bool
    ) {
        if asJSON || action == .invitePartner || action == .issuePersonToken {
            // What is shown once must be shown whole.
            Descriptor.print(String(decoding: answer.json.serialized(), as: UTF8.self) + "\n")
        } else {
            Descriptor.print("\(target ?? command(action)): done (audit \(answer.audit))\n")
        }
    }
}
