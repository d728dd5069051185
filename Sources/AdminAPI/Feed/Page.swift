import JSON

/// A page of a list, newest or best first, with what it takes to get the next one.
public struct Page<Item: JSONConvertible>: JSONConvertible {
    public var items: [Item]
    /// Opaque; nil at the end.
    public var next: String?
    /// How many there are in all; nil where counting would cost too much.
    public var total: Int?
    /// What the hub did not understand in `q`; the rest of the query was applied.
    public var problems: [String]

    public init(items: [Item], next: String? = nil, total: Int? = nil, problems: [String] = []) {
        self.items = items
        self.next = next
        self.total = total
        self.problems = problems
    }

    public init(_ reader: ObjectReader) throws(FieldError) {
        items = try reader.list("items")
        next = try reader.optionalString("next")
        total = try reader.optionalInt("total")
        problems = reader.has("problems") ? try reader.strings("problems") : []
    }

    public var json: JSONValue {
        var members = Members()
        members.add("items", items)
        members.add("next", next)
        members.add("total", total)
        if !problems.isEmpty { members.add("problems", problems) }
        return members.json
    }

    /// The page's schema for items of the schema named `item`.
    public static func schema(of item: String) -> Schema { pageSchema(of: item) }
}

/// Also for kinds known only at run time.
func pageSchema(of item: String) -> Schema {
    Schema(
        "\(item)Page", "A page of \(item) items",
        [
            .field("items", .list(.object(item)), "The items of this page"),
            .optional("next", .text, "Cursor of the next page; absent at the end"),
            .optional("total", .integer, "How many there are in all, where that is cheap to know"),
            .optional("problems", .list(.text), "What was not understood in q; the rest was applied"),
        ])
}
