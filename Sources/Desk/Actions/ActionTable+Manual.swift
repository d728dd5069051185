extension ActionTable {
    /// The table as a page of Markdown: docs/KEYS.md is this text, and a test compares them.
    public static var manual: String {
        var text = """
            # Keys and commands

            Made from the action table; `?` on the screen shows the same for where you are. What has no key is run by name
            with `:`. What changes something at the hub is behind `x`, and asks before it does.

            """
        for group in Action.Group.allCases {
            text += "\n## \(group.rawValue)\n\n| keys | name | what it does | where |\n|---|---|---|---|\n"
            for action in all where action.group == group {
                var keys = action.keys.map { "`\($0.label().string)`" }.joined(separator: " ")
                if let letter = action.letter { keys = "`x` `\(letter)`" }
                let argument = action.argument.map { " \($0.string)" } ?? ""
                let roles = action.roles.isEmpty ? "" : " Roles: \(action.roles.joined(separator: ", "))."
                let place =
                    action.kinds.map { $0.map(\.plural).sorted().joined(separator: ", ") }
                    ?? (action.scope == .everywhere ? "everywhere" : action.scope == .list ? "lists" : "details")
                text += "| \(keys) | `:\(action.id.rawValue)\(argument)` | \(action.help.string)\(roles) | \(place) |\n"
            }
        }
        return text
    }
}
