/// When a tariff element applies; all that are given must hold. Lower bounds are inclusive, upper bounds exclusive.
///
/// Source: OCPI 2.2.1, tariffs, TariffRestrictions.
public struct TariffRestrictions: Hashable, Sendable {
    /// Minutes since local midnight, 0 to 1439.
    public var startMinute: Int?
    /// Minutes since local midnight; 0 means the end of the day.
    public var endMinute: Int?
    /// Local dates.
    public var startDate: CivilDate?
    public var endDate: CivilDate?
    /// kWh of the session so far.
    public var minimumEnergy: Decimal4?
    public var maximumEnergy: Decimal4?
    /// Ampere, summed over the phases.
    public var minimumCurrent: Decimal4?
    public var maximumCurrent: Decimal4?
    /// kW.
    public var minimumPower: Decimal4?
    public var maximumPower: Decimal4?
    /// Seconds of the session so far.
    public var minimumDuration: Int?
    public var maximumDuration: Int?
    /// Local weekdays, 1 (Monday) to 7 (Sunday); empty for every day.
    public var weekdays: Set<Int>
    /// Set for an element that prices reservations instead of sessions.
    public var reservation: ReservationPhase?
    /// Names of restrictions that this hub does not know; an element that has one never applies for certain.
    public var unknown: [String]

    public init(
        startMinute: Int? = nil, endMinute: Int? = nil, startDate: CivilDate? = nil, endDate: CivilDate? = nil,
        minimumEnergy: Decimal4? = nil, maximumEnergy: Decimal4? = nil, minimumCurrent: Decimal4? = nil,
        maximumCurrent: Decimal4? = nil, minimumPower: Decimal4? = nil, maximumPower: Decimal4? = nil,
        minimumDuration: Int? = nil, maximumDuration: Int? = nil, weekdays: Set<Int> = [],
        reservation: ReservationPhase? = nil, unknown: [String] = []
    ) {
        self.startMinute = startMinute
        self.endMinute = endMinute
        self.startDate = startDate
        self.endDate = endDate
        self.minimumEnergy = minimumEnergy
        self.maximumEnergy = maximumEnergy
        self.minimumCurrent = minimumCurrent
        self.maximumCurrent = maximumCurrent
        self.minimumPower = minimumPower
        self.maximumPower = maximumPower
        self.minimumDuration = minimumDuration
        self.maximumDuration = maximumDuration
        self.weekdays = weekdays
        self.reservation = reservation
        self.unknown = unknown
    }

    public static let none = TariffRestrictions()

    public var isEmpty: Bool { self == .none }

    /// OCPI's names of the restrictions given, in its order, then the unknown ones.
    public var names: [String] {
        let given: [(String, Bool)] = [
            ("start_time", startMinute != nil), ("end_time", endMinute != nil), ("start_date", startDate != nil),
            ("end_date", endDate != nil), ("min_kwh", minimumEnergy != nil), ("max_kwh", maximumEnergy != nil),
            ("min_current", minimumCurrent != nil), ("max_current", maximumCurrent != nil),
            ("min_power", minimumPower != nil), ("max_power", maximumPower != nil),
            ("min_duration", minimumDuration != nil), ("max_duration", maximumDuration != nil),
            ("day_of_week", !weekdays.isEmpty), ("reservation", reservation != nil),
        ]
        return given.filter(\.1).map(\.0) + unknown
    }
}

/// Which reservations an element prices. The raw value is OCPI's.
public enum ReservationPhase: String, Sendable {
    case reservation = "RESERVATION"
    case expired = "RESERVATION_EXPIRES"
}
