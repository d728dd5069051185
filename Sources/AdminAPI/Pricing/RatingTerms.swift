import JSON
import Roaming

/// How prices are computed and compared for a pair of parties. What is absent is the hub's.
public struct RatingTerms: JSONConvertible {
    public var endMidnight: RatingPolicy.EndMidnight?
    public var equalBounds: RatingPolicy.EqualBounds?
    public var missingPower: RatingPolicy.MissingPower?
    public var durationBase: RatingPolicy.DurationBase?
    public var hoursSnap: RatingPolicy.HoursSnap?
    public var timeStep: RatingPolicy.TimeStep?
    public var dimensions: RatingPolicy.Extension?
    public var rounding: PriceRounding.Mode?
    /// 0 to 4.
    public var decimals: Int?
    public var scope: PriceRounding.Scope?
    /// Largest difference between claim and computed price that is still accepted; minor units, 0 to 1000000.
    public var toleranceMinor: Int64?

    public init() {}

    public var isEmpty: Bool { self == RatingTerms() }

    /// These terms, and where they are silent the others'.
    public func over(_ others: RatingTerms) -> RatingTerms {
        var result = self
        result.endMidnight = endMidnight ?? others.endMidnight
        result.equalBounds = equalBounds ?? others.equalBounds
        result.missingPower = missingPower ?? others.missingPower
        result.durationBase = durationBase ?? others.durationBase
        result.hoursSnap = hoursSnap ?? others.hoursSnap
        result.timeStep = timeStep ?? others.timeStep
        result.dimensions = dimensions ?? others.dimensions
        result.rounding = rounding ?? others.rounding
        result.decimals = decimals ?? others.decimals
        result.scope = scope ?? others.scope
        result.toleranceMinor = toleranceMinor ?? others.toleranceMinor
        return result
    }

    /// The policy with what these terms set.
    public func applied(to policy: RatingPolicy) -> RatingPolicy {
        var result = policy
        if let endMidnight { result.endMidnight = endMidnight }
        if let equalBounds { result.equalBounds = equalBounds }
        if let missingPower { result.missingPower = missingPower }
        if let durationBase { result.durationBase = durationBase }
        if let hoursSnap { result.hoursSnap = hoursSnap }
        if let timeStep { result.timeStep = timeStep }
        if let dimensions { result.dimensions = dimensions }
        if let rounding { result.rounding.mode = rounding }
        if let decimals { result.rounding.decimals = decimals }
        if let scope { result.rounding.scope = scope }
        return result
    }
}

extension RatingTerms {
    public init(_ reader: ObjectReader) throws(FieldError) {
        endMidnight = try reader.optionalChoice("end_time_0000")
        equalBounds = try reader.optionalChoice("start_equals_end")
        missingPower = try reader.optionalChoice("missing_power")
        durationBase = try reader.optionalChoice("duration_base")
        hoursSnap = try reader.optionalChoice("hours_snap")
        timeStep = try reader.optionalChoice("time_parking_combined")
        dimensions = try reader.optionalChoice("extension")
        rounding = try reader.optionalChoice("rounding_mode")
        decimals = reader.has("rounding_decimals") ? try reader.int("rounding_decimals", in: 0...4) : nil
        scope = try reader.optionalChoice("rounding_scope")
        toleranceMinor =
            reader.has("price_tolerance_minor") ? try reader.int64("price_tolerance_minor", in: 0...1_000_000) : nil
    }

    /// As people set it: a name that is not known is an error, since a misspelt rule would silently not apply.
    init(strictly reader: ObjectReader) throws(FieldError) {
        // A key with one value may be written out; there is nothing to choose.
        let fixed = RatingPolicy.settings.filter { $0.values.count == 1 }
        let known = Self.schema.fields.map(\.name)
        for odd in reader.object.names where !known.contains(odd) {
            if let value = fixed.first(where: { $0.key == odd })?.values[0] {
                guard try reader.string(odd) == value else { throw reader.fail(odd, rule: "can only be \(value)") }
                continue
            }
            throw reader.fail(odd, rule: "is no setting of prices; known are \(known.joined(separator: ", "))")
        }
        self = try RatingTerms(reader)
    }

    public var json: JSONValue {
        var members = Members()
        members.add("end_time_0000", endMidnight?.rawValue)
        members.add("start_equals_end", equalBounds?.rawValue)
        members.add("missing_power", missingPower?.rawValue)
        members.add("duration_base", durationBase?.rawValue)
        members.add("hours_snap", hoursSnap?.rawValue)
        members.add("time_parking_combined", timeStep?.rawValue)
        members.add("extension", dimensions?.rawValue)
        members.add("rounding_mode", rounding?.rawValue)
        members.add("rounding_decimals", decimals)
        members.add("rounding_scope", scope?.rawValue)
        members.add("price_tolerance_minor", toleranceMinor)
        return members.json
    }

    public static let schema = Schema(
        "RatingTerms", "How prices are computed and compared; what is absent is the hub's",
        [
            .optional("end_time_0000", words(RatingPolicy.EndMidnight.self), "What end_time 00:00 means"),
            .optional("start_equals_end", words(RatingPolicy.EqualBounds.self), "A window from a time to itself"),
            .optional("missing_power", words(RatingPolicy.MissingPower.self), "A period that states no power"),
            .optional("duration_base", words(RatingPolicy.DurationBase.self), "From when durations count"),
            .optional("hours_snap", words(RatingPolicy.HoursSnap.self), "How hours become seconds"),
            .optional("time_parking_combined", words(RatingPolicy.TimeStep.self), "Which time takes the step size"),
            .optional("extension", words(RatingPolicy.Extension.self), "Dimensions beyond OCPI's"),
            .optional("rounding_mode", words(PriceRounding.Mode.self), "How amounts are rounded"),
            .optional("rounding_decimals", .integer, "0 to 4; absent for the currency's minor unit"),
            .optional("rounding_scope", words(PriceRounding.Scope.self), "What is rounded"),
            .optional("price_tolerance_minor", .minorUnits, "Largest difference that is still accepted"),
        ])

    private static func words<Word: RawRepresentable & CaseIterable>(_ type: Word.Type) -> FieldType
    where Word.RawValue == String {
        .word(Word.allCases.map(\.rawValue))
    }
}
