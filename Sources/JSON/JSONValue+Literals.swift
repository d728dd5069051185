extension JSONValue {
    public init(_ value: Bool) { self = .bool(value) }
    public init(_ value: Int) { self = .number(JSONNumber(Int64(value))) }
    public init(_ value: Int64) { self = .number(JSONNumber(value)) }
    public init(_ value: JSONNumber) { self = .number(value) }
    public init(_ value: String) { self = .string(value) }
    public init(_ value: JSONObject) { self = .object(value) }

    /// The string, or null when there is none.
    public init(_ value: String?) { self = value.map(JSONValue.string) ?? .null }

    /// The number, or null when there is none.
    public init(_ value: Int?) { self = value.map { .number(JSONNumber(Int64($0))) } ?? .null }

    /// The number, or null when there is none.
    public init(_ value: Int64?) { self = value.map { .number(JSONNumber($0)) } ?? .null }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    public init(stringLiteral value: String) { self = .string(value) }
}

extension JSONValue: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: Int64) { self = .number(JSONNumber(value)) }
}

extension JSONValue: ExpressibleByBooleanLiteral {
    public init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSONValue: ExpressibleByArrayLiteral {
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(JSONObject(elements)) }
}

extension JSONValue: ExpressibleByNilLiteral {
    public init(nilLiteral: ()) { self = .null }
}
