/// A tariff's minimum and maximum price of a session.
///
/// The amounts without and with VAT are bounded on their own. A limit that gives no amount with VAT scales it with the
/// other. When the minimum exceeds the maximum, the maximum wins. Source: OCPI 2.2.1, tariffs, min_price and max_price.
enum PriceLimits {
    static func apply(
        _ minimum: Price?, _ maximum: Price?, to sum: ExactPrice
    ) throws(ExactOverflow) -> (total: ExactPrice, applied: PriceLimitApplied?) {
        var total = sum
        var applied: PriceLimitApplied?
        if let minimum {
            let bounded = try bound(total, minimum) { $0 < $1 }
            if bounded != total { (total, applied) = (bounded, .minimum) }
        }
        if let maximum {
            let bounded = try bound(total, maximum) { $0 > $1 }
            if bounded != total { (total, applied) = (bounded, .maximum) }
        }
        return (total, applied)
    }

    private static func bound(
        _ total: ExactPrice, _ limit: Price, _ exceeds: (ExactNumber, ExactNumber) -> Bool
    ) throws(ExactOverflow) -> ExactPrice {
        var result = total
        let net = ExactNumber(limit.excludingVAT)
        if exceeds(total.net, net) {
            result.net = net
            if limit.includingVAT == nil {
                result.gross =
                    total.net == .zero
                    ? net : try total.gross.multiplied(by: net).divided(by: total.net)
            }
        }
        if let including = limit.includingVAT {
            let gross = ExactNumber(including)
            if exceeds(total.gross, gross) { result.gross = gross }
        }
        return result
    }
}
