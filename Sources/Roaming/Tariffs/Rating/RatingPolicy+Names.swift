/// A setting of a rating policy that has no such name, or not this value.
public struct UnknownSetting: Error, Hashable, Sendable, CustomStringConvertible {
    public let key: String
    /// Nil when the key itself is unknown.
    public let value: String?
    /// The keys there are, or the key's values.
    public let known: [String]

    /// To be read after the key.
    public var rule: String {
        "\(value == nil ? "is no setting; there are" : "must be one of") \(known.joined(separator: ", "))"
    }

    public var description: String { "\(key) \(rule)" }
}

extension RatingPolicy {
    /// Every key with its values, the standard one first. A key with one value names a choice that has no other yet.
    public static let settings: [(key: String, values: [String])] = [
        ("end_time_0000", EndMidnight.allCases.map(\.rawValue)),
        ("start_equals_end", EqualBounds.allCases.map(\.rawValue)),
        ("day_of_week_with_wrap", ["weekday_of_the_instant"]),
        ("missing_power", MissingPower.allCases.map(\.rawValue)),
        ("duration_base", DurationBase.allCases.map(\.rawValue)),
        ("hours_snap", HoursSnap.allCases.map(\.rawValue)),
        ("time_parking_combined", TimeStep.allCases.map(\.rawValue)),
        ("unsplit_period", ["price_at_start"]),
        ("reservation_fallback", ["free"]),
        ("tariff_change_mid_session", ["start_wins"]),
        ("limit_without_gross", ["scale_vat"]),
        ("negative_energy", ["priced_at_component"]),
        ("credit", ["rate_original"]),
        ("extension", Extension.allCases.map(\.rawValue)),
    ]

    /// Sets one choice by its names.
    public mutating func set(_ key: String, to value: String) throws(UnknownSetting) {
        guard let setting = RatingPolicy.settings.first(where: { $0.key == key }) else {
            throw UnknownSetting(key: key, value: nil, known: RatingPolicy.settings.map(\.key))
        }
        // What is done with a credit CDR has no other way, and is described in sentences rather than by a name.
        guard setting.values.contains(value) || key == "credit" else {
            throw UnknownSetting(key: key, value: value, known: setting.values)
        }
        switch key {
        case "end_time_0000": endMidnight = EndMidnight(rawValue: value) ?? endMidnight
        case "start_equals_end": equalBounds = EqualBounds(rawValue: value) ?? equalBounds
        case "missing_power": missingPower = MissingPower(rawValue: value) ?? missingPower
        case "duration_base": durationBase = DurationBase(rawValue: value) ?? durationBase
        case "hours_snap": hoursSnap = HoursSnap(rawValue: value) ?? hoursSnap
        case "time_parking_combined": timeStep = TimeStep(rawValue: value) ?? timeStep
        case "extension": dimensions = Extension(rawValue: value) ?? dimensions
        default: break
        }
    }
}
