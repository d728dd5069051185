/// How rating reads what OCPI's text leaves open. The standard is the hub's policy HUB-1; an agreement may set its own.
public struct RatingPolicy: Hashable, Sendable {
    /// What `end_time` 00:00 means where it ends no window that began the day before.
    public enum EndMidnight: String, CaseIterable, Sendable {
        case endOfDay = "24:00"
        case never
    }
    /// What a window means whose start and end are the same time.
    public enum EqualBounds: String, CaseIterable, Sendable {
        case wholeDay = "whole_day"
        case never
    }
    /// What a power restriction is compared with in a period that states no power.
    public enum MissingPower: String, CaseIterable, Sendable {
        case average = "derive_average"
        case noMatch = "no_match"
    }
    /// From when min_duration and max_duration count in a session that began with a reservation.
    public enum DurationBase: String, CaseIterable, Sendable {
        case chargingStart = "charging_start"
        case sessionStart = "session_start"
    }
    /// Whether hours, which have four decimals, are read to the nearest second before the step size.
    public enum HoursSnap: String, CaseIterable, Sendable {
        case nearestSecond = "nearest_second"
        case none
    }
    /// Which time takes the step size when both charging and parking time are billed.
    public enum TimeStep: String, CaseIterable, Sendable {
        case parkingAbsorbs = "parking_absorbs"
        case lastAbsorbs = "last_absorbs"
    }
    /// Dimensions beyond OCPI's.
    public enum Extension: String, CaseIterable, Sendable {
        case none
        /// SESSION_TIME: charging and parking time together.
        case gireve
    }

    public var endMidnight = EndMidnight.endOfDay
    public var equalBounds = EqualBounds.wholeDay
    public var missingPower = MissingPower.average
    public var durationBase = DurationBase.chargingStart
    public var hoursSnap = HoursSnap.nearestSecond
    public var timeStep = TimeStep.parkingAbsorbs
    public var dimensions = Extension.none
    public var rounding = PriceRounding.standard

    public init() {}

    public static let hub1 = RatingPolicy()
}

/// How an exact price becomes an amount that is published; once a figure, never in between.
public struct PriceRounding: Hashable, Sendable {
    public enum Mode: String, CaseIterable, Sendable {
        case halfAwayFromZero = "half_away_from_zero"
        case halfEven = "half_even"
        case towardZero = "toward_zero"
    }

    /// What is rounded: the total, or each billed line, whose sum is then the total.
    public enum Scope: String, CaseIterable, Sendable { case total, line }

    public var mode: Mode
    /// 0 to 4; nil for the currency's minor unit.
    public var decimals: Int?
    public var scope: Scope

    public init(mode: Mode = .halfAwayFromZero, decimals: Int? = nil, scope: Scope = .total) {
        self.mode = mode
        self.decimals = decimals
        self.scope = scope
    }

    public static let standard = PriceRounding()
}
