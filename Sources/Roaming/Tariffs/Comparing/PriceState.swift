/// How far a session is, where a price depends on it.
public struct PriceState: Hashable, Sendable {
    /// kWh so far.
    public var energy: Decimal4
    /// Since the start of charging.
    public var duration: Duration
    /// kW; nil for a price that must not depend on it.
    public var power: Decimal4?
    /// Ampere, summed over the phases.
    public var current: Decimal4?

    public init(
        energy: Decimal4 = .zero, duration: Duration = .zero, power: Decimal4? = nil, current: Decimal4? = nil
    ) {
        self.energy = energy
        self.duration = duration
        self.power = power
        self.current = current
    }
}

/// Which of its two amounts a price is compared by.
public enum PriceBasis: String, Sendable {
    case gross
    case net

    /// With tax when all prices have that amount, else without; nil when they have neither in common.
    public init?(commonTo prices: some Sequence<ExactPrice>) {
        var (hasGross, hasNet) = (true, true)
        for price in prices {
            hasGross = hasGross && PriceBasis.gross.amount(of: price) != nil
            hasNet = hasNet && PriceBasis.net.amount(of: price) != nil
        }
        guard hasGross || hasNet else { return nil }
        self = hasGross ? .gross : .net
    }

    public func amount(of price: ExactPrice) -> ExactNumber? {
        switch self {
        case .gross: price.gross
        case .net: price.net
        }
    }
}
