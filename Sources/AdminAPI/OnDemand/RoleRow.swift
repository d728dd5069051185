import JSON

/// One role's row in the table of permissions, as `GET /roles` shows it.
public struct RoleRow: JSONConvertible {
    public var role: String
    public var words: String
    public var actions: [String]
    public var kinds: [String]
    public var scopes: [String]

    public init(role: String, words: String, actions: [String] = [], kinds: [String] = [], scopes: [String] = []) {
        self.role = role
        self.words = words
        self.actions = actions
        self.kinds = kinds
        self.scopes = scopes
    }
}

extension RoleRow {
    public init(_ reader: ObjectReader) throws(FieldError) {
        role = try reader.string("role")
        words = try reader.string("words")
        actions = try reader.strings("actions")
        kinds = try reader.strings("kinds")
        scopes = try reader.strings("scopes")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("role", role)
        members.add("words", words)
        members.add("actions", actions)
        members.add("kinds", kinds)
        members.add("scopes", scopes)
        return members.json
    }

    public static let schema = Schema(
        "RoleRow", "What one role may do and read",
        [
            .field("role", .text, "Role name"),
            .field("words", .text, "What it is for"),
            .field("actions", .list(.text), "Actions it may do"),
            .field("kinds", .list(.text), "Replicated kinds it reads"),
            .field("scopes", .list(.text), "On-demand reads it has"),
        ])
}
