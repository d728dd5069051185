extension RatedCharge {
    /// The amounts that are settled: without tax and with it, each rounded once from the exact number, so that the tax is
    /// their difference; or, by line, the sums of the rounded lines. Nil where an amount is unknown or too large.
    ///
    /// Where a price limit moved the total there are no lines to round, and the total is rounded either way.
    public func settled(in currency: Currency, _ rounding: PriceRounding = .standard) -> (
        net: Decimal4?, gross: Decimal4?
    ) {
        let decimals = min(rounding.decimals ?? currency.exponent, 4)
        func amount(_ number: ExactNumber?) -> Int64? { number?.rounded(decimals: decimals, mode: rounding.mode) }
        var (net, gross) = (amount(total.net), amount(total.gross))
        if rounding.scope == .line, limit == nil {
            (net, gross) = lines.reduce((0, 0)) { sums, line in
                let cost = line.cost
                return (Self.sum(sums.0, amount(cost.net)), Self.sum(sums.1, amount(cost.gross)))
            }
        }
        return (Self.decimal(net, decimals), Self.decimal(gross, decimals))
    }

    private static func sum(_ left: Int64?, _ right: Int64?) -> Int64? {
        guard let left, let right else { return nil }
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? nil : sum
    }

    private static func decimal(_ amount: Int64?, _ decimals: Int) -> Decimal4? {
        guard let amount else { return nil }
        let scaled = amount.multipliedReportingOverflow(
            by: (0..<(4 - decimals)).reduce(1) { product, _ in product * 10 })
        return scaled.overflow ? nil : Decimal4(tenThousandths: scaled.partialValue)
    }
}
