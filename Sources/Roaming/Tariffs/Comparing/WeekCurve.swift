/// What one dimension costs through a week, hour by hour of the local clock.
public struct WeekCurve: Hashable, Sendable {
    public let monday: CivilDate
    public let dimension: TariffDimension
    public let state: PriceState
    /// Seven days from Monday, of 24 hours each.
    public let days: [[WeekHour]]
    public let basis: PriceBasis?
    public let lowest: ExactNumber?
    public let highest: ExactNumber?
}

/// An hour as clocks name it.
public struct WeekHour: Hashable, Sendable {
    /// 0 to 23.
    public let hour: Int
    /// How much real time clocks show this hour: an hour, none where they skip it, two where they show it twice.
    public internal(set) var length: Duration
    /// In order of time; empty for an hour that clocks skip, more than one where the price changes inside.
    public internal(set) var stretches: [PriceStretch]

    public var isSkipped: Bool { stretches.isEmpty }
    public var isRepeated: Bool { length > .seconds(3600) }
    public var changesInside: Bool {
        stretches.contains { $0.price != stretches[0].price || $0.isInForce != stretches[0].isInForce }
    }
}
