import JSON
import Roaming

/// A replicated resource: what the feed carries, lists return and actions answer with.
public protocol Resource: JSONConvertible {
    static var kind: Kind { get }
    static var schema: Schema { get }
    /// Unique within the kind; one path segment once percent-encoded.
    var id: String { get }
    /// Counts changes of the resource from 1; its ETag is `"v<version>"`.
    var version: Int { get }
    var updatedAt: Timestamp { get }
}

extension Resource {
    public var etag: EntityTag { EntityTag(version: version) }

    /// The three members every resource starts with.
    static var identity: [FieldSchema] {
        [
            .field("id", .text, "Unique within the kind"),
            .field("version", .integer, "Counts changes from 1; the ETag is \"v<version>\""),
            .field("updated_at", .dateTime, "When it last changed"),
        ]
    }

    func identityMembers() -> Members {
        var members = Members()
        members.add("id", id)
        members.add("version", version)
        members.add("updated_at", updatedAt)
        return members
    }
}

/// `"v12"`, quotes included: the strong validator of a resource's version (RFC 9110 §8.8.3).
public struct EntityTag: Hashable, Sendable, CustomStringConvertible {
    public let version: Int

    public init(version: Int) { self.version = version }

    /// Reads one strong tag as this API writes it; anything else (weak, `*`, a list) is nil.
    public init?(_ text: String) {
        let trimmed = text.drop { $0 == " " }
        guard trimmed.hasPrefix("\"v"), trimmed.hasSuffix("\""), trimmed.utf8.count >= 4,
            let version = Int(trimmed.dropFirst(2).dropLast()), version >= 0
        else { return nil }
        self.version = version
    }

    public var description: String { "\"v\(version)\"" }
}
