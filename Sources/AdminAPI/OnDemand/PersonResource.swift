import JSON
import Roaming

/// Somebody with access, or a service.
public struct PersonResource: JSONConvertible {
    public var id: String
    public var name: String
    public var roles: [String]
    public var service: Bool
    public var createdAt: Timestamp
    public var tokens: [PersonToken]

    public init(
        id: String, name: String, roles: [String] = [], service: Bool, createdAt: Timestamp,
        tokens: [PersonToken] =
            []
    ) {
        self.id = id
        self.name = name
        self.roles = roles
        self.service = service
        self.createdAt = createdAt
        self.tokens = tokens
    }
}

extension PersonResource {
    public init(_ reader: ObjectReader) throws(FieldError) {
        id = try reader.string("id")
        name = try reader.string("name")
        roles = try reader.strings("roles")
        service = try reader.bool("service")
        createdAt = try reader.timestamp("created_at")
        tokens = try reader.list("tokens")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("id", id)
        members.add("name", name)
        members.add("roles", roles)
        members.add("service", service)
        members.add("created_at", createdAt)
        members.add("tokens", tokens)
        return members.json
    }

    public static let schema = Schema(
        "Person", "Somebody with access",
        [
            .field("id", .text, "Unique, lower-case"),
            .field("name", .text, "Display name"),
            .field("roles", .list(.text), "Role names, sorted"),
            .field("service", .flag, "It is a service: it reads and never acts"),
            .field("created_at", .dateTime, "When it was added"),
            .field("tokens", .list(.object("PersonToken")), "Its tokens"),
        ])
}

/// A bearer token by its fingerprint; the hub keeps only its hash.
public struct PersonToken: JSONConvertible {
    public var fingerprint: String
    public var createdAt: Timestamp
    public var lastUsedAt: Timestamp?

    public init(fingerprint: String, createdAt: Timestamp, lastUsedAt: Timestamp? = nil) {
        self.fingerprint = fingerprint
        self.createdAt = createdAt
        self.lastUsedAt = lastUsedAt
    }
}

extension PersonToken {
    public init(_ reader: ObjectReader) throws(FieldError) {
        fingerprint = try reader.string("fingerprint")
        createdAt = try reader.timestamp("created_at")
        lastUsedAt = try reader.optionalTimestamp("last_used_at")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("fingerprint", fingerprint)
        members.add("created_at", createdAt)
        members.add("last_used_at", lastUsedAt)
        return members.json
    }

    public static let schema = Schema(
        "PersonToken", "A bearer token by its fingerprint",
        [
            .field("fingerprint", .text, "fp: and eight hex digits of its SHA-256"),
            .field("created_at", .dateTime, "When it was issued"),
            .optional("last_used_at", .dateTime, "When it was last used"),
        ])
}
