import JSON
import Roaming

/// A JSON object under construction; a nil value leaves its member out, as the API never sends null.
struct Members {
    private(set) var object = JSONObject()

    mutating func add(_ name: String, _ value: JSONValue?) { if let value { object[name] = value } }
    mutating func add(_ name: String, _ value: String?) { if let value { object[name] = .string(value) } }
    mutating func add(_ name: String, _ value: Bool?) { if let value { object[name] = .bool(value) } }
    mutating func add(_ name: String, _ value: Int?) { add(name, value.map(Int64.init)) }
    mutating func add(_ name: String, _ value: Int64?) {
        if let value { object[name] = .number(JSONNumber(value)) }
    }
    mutating func add(_ name: String, _ value: Timestamp?) { add(name, value?.rfc3339) }
    mutating func add(_ name: String, _ value: PartyID?) { add(name, value?.description) }
    mutating func add(_ name: String, _ value: Decimal4?) { add(name, value?.text) }
    mutating func add(_ name: String, _ values: [String]) { object[name] = .array(values.map(JSONValue.string)) }
    mutating func add(_ name: String, _ values: [Int]) {
        object[name] = .array(values.map { .number(JSONNumber(Int64($0))) })
    }
    /// Members in name order, so that equal values are equal bytes.
    mutating func add(_ name: String, _ values: [String: Int]) {
        var counts = JSONObject()
        for key in values.keys.sorted() { counts[key] = .number(JSONNumber(Int64(values[key] ?? 0))) }
        object[name] = .object(counts)
    }
    mutating func add(_ name: String, _ values: [some JSONConvertible]) { object[name] = .array(values.map(\.json)) }

    var json: JSONValue { .object(object) }
}

/// A value of the contract: what `init` reads, `json` writes.
public protocol JSONConvertible: Hashable, Sendable {
    /// Unknown members are ignored, so that a newer hub can add some.
    init(_ reader: ObjectReader) throws(FieldError)
    var json: JSONValue { get }
}
