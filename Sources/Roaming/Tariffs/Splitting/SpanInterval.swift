/// The least and the most that a period could have cost, had its CPO cut it where prices change.
///
/// A received period is priced at its start. When a price changes inside it, its true cost lies somewhere between.
public struct SpanInterval: Hashable, Sendable {
    /// In the order energy, time, parking, session time; those that the period has a volume of.
    public let dimensions: [DimensionSpan]
}

/// One dimension's part of a span; net amounts of volume times price, before step size and limits.
public struct DimensionSpan: Hashable, Sendable {
    public let dimension: TariffDimension
    public let low: ExactNumber
    public let high: ExactNumber
    /// What can have applied, in the tariff's order: element and component; nil for free.
    public let candidates: [ComponentIndex?]

    public var isCertain: Bool { candidates.count <= 1 }
}

/// Where a component stands in its tariff.
public struct ComponentIndex: Hashable, Sendable {
    public let element: Int
    public let component: Int

    public init(element: Int, component: Int) {
        self.element = element
        self.component = component
    }
}
