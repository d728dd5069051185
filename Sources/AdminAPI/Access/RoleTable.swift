/// The permissions as rows: for `GET /roles`, and as docs/ROLES.md.
extension RoleRow {
    public static let table: [RoleRow] = Role.allCases.map { role in
        RoleRow(
            role: role.rawValue, words: role.words,
            actions: Permissions.actions(roles: [role], isService: false).map(\.rawValue),
            kinds: Kind.allCases.filter { $0.readers.contains(role) }.map(\.rawValue),
            scopes: ReadScope.allCases.filter { $0.readers.contains(role) }.map(\.rawValue))
    }

    /// The table as Markdown, a line per action or read and a column per role.
    static var markdown: String {
        let heads = table.map(\.role)
        var lines = [
            "# Who may do what",
            "",
            "Written by the project's tests from Sources/AdminAPI/Access; edit that.",
            "To write it anew: `REGENERATE=1 swift test --filter AdminAPITests`.",
            "",
        ]
        lines += table.map { "- **\($0.role)** \($0.words)." }
        lines += [
            "",
            "A service's token reads what its roles read and never acts. Whoever approves a payout must be another",
            "person than who released it, and whoever decides a dispute another than who raised it, whatever their roles.",
            "", "| | \(heads.joined(separator: " | ")) |", "|---|\(heads.map { _ in ":-:|" }.joined())",
        ]
        lines += ActionName.allCases.map { action in line(action.rawValue) { $0.actions.contains(action.rawValue) } }
        lines += Kind.allCases.map { kind in line("read \(kind.plural)") { $0.kinds.contains(kind.rawValue) } }
        lines += ReadScope.allCases.map { scope in line(scope.rawValue) { $0.scopes.contains(scope.rawValue) } }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func line(_ name: String, _ isAllowed: (RoleRow) -> Bool) -> String {
        "| \(name) | " + table.map { isAllowed($0) ? "x" : " " }.joined(separator: " | ") + " |"
    }
}

extension Me {
    /// What `GET /me` says about a caller.
    public init(_ caller: Caller, hub: HubInfo) {
        self.init(
            person: caller.person, name: caller.name, roles: caller.roles.names, service: caller.isService,
            permissions: Permissions.actions(roles: caller.roles, isService: caller.isService).map(\.rawValue),
            kinds: Kind.allCases.filter(caller.may(read:)).map(\.rawValue),
            scopes: ReadScope.allCases.filter(caller.may(read:)).map(\.rawValue), hub: hub)
    }
}
