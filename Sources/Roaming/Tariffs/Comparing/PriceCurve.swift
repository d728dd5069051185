/// What one dimension costs through a local day, for a session in a given state.
///
/// Prices are those of the tariff, per kWh, per hour or once, never averaged: a slot in which the price changes holds
/// both.
public struct PriceCurve: Hashable, Sendable {
    public let date: CivilDate
    public let dimension: TariffDimension
    public let state: PriceState
    /// Of 15 real minutes from midnight to midnight: 96, or 92 or 100 where clocks change by an hour.
    public let slots: [CurveSlot]
    /// The day cut where the price changes, exactly.
    public let stretches: [PriceStretch]
    /// By which amount `lowest`, `highest` and levels are compared; nil when prices have none in common.
    public let basis: PriceBasis?
    public let lowest: ExactNumber?
    public let highest: ExactNumber?

    /// The instants at which the price changes.
    public var changes: [Timestamp] { stretches.dropFirst().map(\.start) }
}

/// Fifteen real minutes of a day.
public struct CurveSlot: Hashable, Sendable {
    public let start: Timestamp
    /// What clocks at the location show at the start.
    public let local: LocalTime
    /// One stretch, or more where the price changes inside; cut to the slot, in order of time.
    public let stretches: [PriceStretch]

    public var changesInside: Bool { stretches.count > 1 }
}

/// A time during which one price holds.
public struct PriceStretch: Hashable, Sendable {
    public let start: Timestamp
    /// Exclusive.
    public let end: Timestamp
    /// False outside the tariff's dates, where there is no price at all.
    public let isInForce: Bool
    /// Nil where the dimension is free or the tariff is not in force.
    public let price: ComponentPrice?
    /// 0 (cheapest) to 4 (dearest) among the different prices of the curve; 2 when there is one; nil without a basis or
    /// where the tariff is not in force.
    public let level: Int?
}

/// The component that prices a dimension, and its price.
public struct ComponentPrice: Hashable, Sendable {
    /// Indices into the tariff's elements and the element's components.
    public let element: Int
    public let component: Int
    /// Per kWh, per hour, or once.
    public let price: ExactPrice
}
