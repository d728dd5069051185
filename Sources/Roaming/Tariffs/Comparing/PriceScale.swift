/// Ranks prices for colouring: levels 0 to 4 over the different amounts that occur.
struct PriceScale {
    let basis: PriceBasis?
    /// Ascending, without repetition.
    private let amounts: [ExactNumber]

    /// - Parameter prices: those in force; nil is free.
    init(_ prices: some Sequence<ExactPrice?>) {
        let prices = Array(prices)
        let basis = prices.isEmpty ? nil : PriceBasis(commonTo: prices.compactMap(\.self))
        self.basis = basis
        amounts = Array(Set(prices.compactMap { PriceScale.amount(of: $0, basis) })).sorted()
    }

    var lowest: ExactNumber? { amounts.first }
    var highest: ExactNumber? { amounts.last }

    func level(of price: ExactPrice?) -> Int? {
        guard let amount = PriceScale.amount(of: price, basis), let rank = amounts.firstIndex(of: amount) else {
            return nil
        }
        guard amounts.count > 1 else { return 2 }
        return (rank * 8 + amounts.count - 1) / (2 * (amounts.count - 1))
    }

    private static func amount(of price: ExactPrice?, _ basis: PriceBasis?) -> ExactNumber? {
        guard let basis else { return nil }
        guard let price else { return .zero }
        return basis.amount(of: price)
    }
}
