import JSON

/// Adds a person or a service, without a token yet.
public struct PersonBody: JSONConvertible {
    public var id: String
    public var name: String
    public var roles: [String]
    public var service: Bool

    public init(id: String, name: String, roles: [String] = [], service: Bool) {
        self.id = id
        self.name = name
        self.roles = roles
        self.service = service
    }
}

extension PersonBody {
    public init(_ reader: ObjectReader) throws(FieldError) {
        id = try reader.words("id", limit: 32)
        guard id.utf8.allSatisfy(Self.isIDByte) else {
            throw reader.fail("id", rule: "must consist of lower-case letters, digits and hyphens")
        }
        name = try reader.words("name")
        roles = try reader.strings("roles")
        guard roles.allSatisfy({ Role(rawValue: $0) != nil }) else {
            let known = Role.allCases.map(\.rawValue).joined(separator: ", ")
            throw reader.fail("roles", rule: "must be among \(known)")
        }
        service = try reader.bool("service")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("id", id)
        members.add("name", name)
        members.add("roles", roles)
        members.add("service", service)
        return members.json
    }

    private static func isIDByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
        default: false
        }
    }

    public static let schema = Schema(
        "PersonBody", "Adds a person or service",
        [
            .field("id", .text, "Unique; lower-case letters, digits and hyphens"),
            .field("name", .text, "Display name"),
            .field("roles", .list(.text), "Role names"),
            .field("service", .flag, "It is a service"),
        ])
}
