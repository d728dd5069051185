import JSON
import Roaming

/// What clocks show at some locations: an IANA zone's offsets over the years that matter.
public struct ZoneDocument: JSONConvertible {
    public var rules: ZoneRules

    public init(_ rules: ZoneRules) { self.rules = rules }

    /// Of the zone only what is in force between two moments, the change before the first included in the offsets.
    public init(_ rules: ZoneRules, from start: Timestamp, to end: Timestamp) {
        let inside = rules.changes(from: start, to: end)
        let offsets = [rules.offset(at: start - .milliseconds(1))] + inside.map(rules.offset(at:))
        self.rules =
            ZoneRules(name: rules.name, changes: inside.map { $0.milliseconds / 1000 }, offsets: offsets) ?? rules
    }

    public init(_ reader: ObjectReader) throws(FieldError) {
        var changes: [Int64] = []
        for value in try reader.array("changes") {
            guard let second = value.int64Value else { throw reader.fail("changes", rule: "must hold whole numbers") }
            changes.append(second)
        }
        let name = try reader.string("name")
        guard let rules = ZoneRules(name: name, changes: changes, offsets: try reader.ints("offsets")) else {
            throw reader.fail("offsets", rule: "must be one more than changes, which ascend, each less than a day")
        }
        self.rules = rules
    }

    public var json: JSONValue {
        var members = Members()
        members.add("name", rules.name)
        members.add("changes", JSONValue.array(rules.changes.map { .number(JSONNumber($0)) }))
        members.add("offsets", rules.offsets)
        return members.json
    }

    public static let schema = Schema(
        "Zone", "The offsets of a time zone",
        [
            .field("name", .text, "IANA name"),
            .field("changes", .list(.integer), "Seconds since 1970 at which the offset changes"),
            .field("offsets", .list(.integer), "Seconds east of UTC: before the first change, then from each on"),
        ])
}
