extension JSONView {
    /// The value as a tree of its own, which outlives the document.
    public var tree: JSONValue {
        switch token.kind {
        case .null: .null
        case .no: .bool(false)
        case .yes: .bool(true)
        case .number: .number(JSONNumber(checked: text))
        case .string: .string(text)
        case .array: .array(elements.map(\.tree))
        case .object: .object(JSONObject(distinct: members.map { ($0.name.text, $0.value.tree) }))
        }
    }
}
