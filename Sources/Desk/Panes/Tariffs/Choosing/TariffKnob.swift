/// What a page of a tariff depends on and a person can turn.
enum TariffKnob: String, CaseIterable, Sendable {
    // The state that prices are shown for.
    case dimension, energySoFar, minutesSoFar, power, date, zone
    // The session that is priced.
    case standardSession, energy, parked, start, reservation, pace
    // Which versions are looked at.
    case version, baseline
    // Found on demand.
    case breakEven

    /// The state of the charts.
    static let state: Set<TariffKnob> = [.dimension, .energySoFar, .minutesSoFar, .power, .date, .zone]
    /// The inputs of a session. `power` sets how fast it charges.
    static let session: Set<TariffKnob> = [
        .standardSession, .energy, .power, .parked, .start, .reservation, .pace, .date, .zone,
    ]
}
