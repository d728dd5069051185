import JSON

/// The answer of every action: its audit number and the resource as it is now.
public struct ActionAnswer: JSONConvertible {
    /// The audit number; an action repeated with its idempotency key answers with the first one's.
    public var audit: Int64
    /// The resource by the schema that the route names: usually the target, sometimes what was issued.
    public var resource: JSONValue

    public init(audit: Int64, resource: JSONValue) {
        self.audit = audit
        self.resource = resource
    }

    public init(_ reader: ObjectReader) throws(FieldError) {
        audit = try reader.int64("audit")
        guard let body = reader.value("resource"), case .object = body else {
            throw reader.fail("resource", rule: "must be an object")
        }
        resource = body
    }

    public var json: JSONValue {
        var members = Members()
        members.add("audit", audit)
        members.add("resource", resource)
        return members.json
    }

    /// The resource as `type`.
    public func decoded<Item: JSONConvertible>(as type: Item.Type = Item.self) throws(FieldError) -> Item {
        try Item(try ObjectReader(resource, at: "resource"))
    }

    static func schema(of resource: String) -> Schema {
        Schema(
            "\(resource)Answer", "The answer of an action on \(resource)",
            [
                .field("audit", .integer, "Audit number"),
                .field("resource", .object(resource), "The resource as it is now"),
            ])
    }
}
