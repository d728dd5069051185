/// The least and the most that a period could have cost, had its CPO cut it where prices change.
///
/// A received period is priced at its start. When a price changes inside it, its true cost lies somewhere between.
public struct SpanInterval: Hashable, Sendable {
    /// One for each thing that the period has a volume of: energy, time, parking, session time, reservation.
    public let dimensions: [DimensionSpan]

    public var isCertain: Bool { dimensions.allSatisfy(\.isCertain) }
}

/// One dimension's part of a span: volume times price, before step size and limits.
public struct DimensionSpan: Hashable, Sendable {
    public let family: ChargeFamily
    /// An amount is nil where one of the candidates' is not known.
    public let low: ExactPrice
    public let high: ExactPrice
    /// What applied at some moment, in the tariff's order, free (nil) last.
    public let candidates: [ComponentPlace?]

    /// Whether the price is the same throughout.
    public var isCertain: Bool { low == high }
}
