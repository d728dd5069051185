/// A point from which another of two tariffs is the cheaper one.
public struct BreakEvenPoint: Hashable, Sendable {
    public enum Measure: Hashable, Sendable {
        /// In kWh.
        case energy(Decimal4)
        /// Minutes plugged in.
        case minutes(Int)
    }

    public enum Cheaper: Hashable, Sendable { case first, second, neither }

    /// The first tenth of a kWh or minute at which `after` holds.
    public let at: Measure
    public let before: Cheaper
    public let after: Cheaper
    public let first: ExactPrice
    public let second: ExactPrice
}
