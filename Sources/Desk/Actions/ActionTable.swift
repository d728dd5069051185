/// The table, and what is looked up in it.
public enum ActionTable {
    public static let all: [Action] = moving + going + finding + taking + looking + tariffs + doing + program

    private static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })
    private static let listKeys = keymap(.list)
    private static let detailKeys = keymap(.detail)

    public static func action(_ id: ActionID) -> Action {
        guard let action = byID[id] else { preconditionFailure("\(id.rawValue) has no row in the action table") }
        return action
    }

    /// What `key` does in a list or a detail.
    static func action(for key: Key, in scope: Action.Scope) -> Action? {
        (scope == .list ? listKeys : detailKeys)[key].map(action)
    }

    /// The row of a name as typed: its own, or one of its words.
    public static func action(named name: String) -> Action? {
        let name = name.lowercased()
        return all.first { $0.id.rawValue == name } ?? all.first { $0.words.contains(name) }
    }

    private static func keymap(_ scope: Action.Scope) -> [Key: ActionID] {
        var result: [Key: ActionID] = [:]
        for action in all where action.scope.contains(scope) {
            for key in action.keys { result[key] = action.id }
        }
        return result
    }

    /// Keys that two rows claim in one scope; empty, says a test.
    static func clashes(in scope: Action.Scope) -> [String] {
        var seen: [Key: ActionID] = [:]
        var result: [String] = []
        for action in all where action.scope.contains(scope) {
            for key in action.keys {
                if let other = seen[key] { result.append("\(key.label()): \(other.rawValue), \(action.id.rawValue)") }
                seen[key] = action.id
            }
        }
        return result
    }
}
