import JSON

/// What the standard sessions S1 to S8 cost under a tariff, in minor units of its currency.
///
/// A session that cannot be priced, such as one whose local time is not known, is left out.
public struct SessionCosts: JSONConvertible {
    /// True when the costs have tax in them.
    public var gross: Bool
    /// By name in lower case: `s1` to `s8`.
    public var costs: [String: Int64]

    public static let names = (1...8).map { "s\($0)" }

    public init(gross: Bool, costs: [String: Int64]) {
        self.gross = gross
        self.costs = costs
    }

    public init(_ reader: ObjectReader) throws(FieldError) {
        gross = try reader.bool("gross")
        costs = [:]
        for name in Self.names { costs[name] = try reader.optionalInt64(name) }
    }

    public var json: JSONValue {
        var members = Members()
        members.add("gross", gross)
        for name in Self.names { members.add(name, costs[name]) }
        return members.json
    }

    public static let schema = Schema(
        "SessionCosts", "What the standard sessions cost under a tariff",
        [.field("gross", .flag, "Whether tax is in the costs")]
            + names.map { .optional($0, .minorUnits, "Cost of \($0.uppercased())") })
}
