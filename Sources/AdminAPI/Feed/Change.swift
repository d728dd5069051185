import JSON

/// One row of the feed: the latest state of a resource, or that it is gone.
public struct Change: JSONConvertible {
    public var seq: Int64
    /// A `Kind`; a desk passes over a kind that its version does not know.
    public var kindName: String
    public var id: String
    /// Nil when the resource is gone.
    public var resource: JSONValue?

    public var kind: Kind? { Kind(rawValue: kindName) }
    public var isDeletion: Bool { resource == nil }

    public init(seq: Int64, kind: Kind, id: String, resource: JSONValue?) {
        self.seq = seq
        self.kindName = kind.rawValue
        self.id = id
        self.resource = resource
    }

    public init(_ reader: ObjectReader) throws(FieldError) {
        seq = try reader.int64("seq")
        kindName = try reader.string("kind")
        id = try reader.string("id")
        if try reader.optionalBool("deleted") == true {
            resource = nil
        } else {
            guard let body = reader.value("resource"), case .object = body else {
                throw reader.fail("resource", rule: "must be an object unless deleted")
            }
            resource = body
        }
    }

    public var json: JSONValue {
        var members = Members()
        members.add("seq", seq)
        members.add("kind", kindName)
        members.add("id", id)
        if let resource { members.add("resource", resource) } else { members.add("deleted", true) }
        return members.json
    }

    public static let schema = Schema(
        "Change", "The latest state of one resource, or that it is gone",
        [
            .field("seq", .integer, "Its place in the feed"),
            .field("kind", .word(Kind.allCases.map(\.rawValue)), "Kind of the resource"),
            .field("id", .text, "Id of the resource"),
            .optional("deleted", .flag, "True when it is gone; then there is no resource"),
            .optional("resource", .anyJSON, "The resource, by its kind's schema"),
        ])
}
