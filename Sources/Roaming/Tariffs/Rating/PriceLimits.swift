/// A tariff's minimum and maximum price of a session.
///
/// The amounts without and with tax are bounded on their own, as far as they are known. A limit that gives no amount
/// with tax scales it with the other. When the minimum exceeds the maximum, the maximum wins. The parts of a session's
/// cost stay as they are. Source: OCPI 2.2.1 and 2.3.0, tariffs, min_price and max_price.
struct PriceLimits: Sendable {
    let minimum: Price?
    let maximum: Price?

    var isLimited: Bool { minimum != nil || maximum != nil }

    func apply(
        to sum: ExactPrice, netOnly: Bool
    ) throws(ExactOverflow) -> (total: ExactPrice, applied: PriceLimitApplied?) {
        var total = sum
        var applied: PriceLimitApplied?
        if let minimum {
            let bounded = try Self.bound(total, minimum, netOnly) { $0 < $1 }
            if bounded != total { (total, applied) = (bounded, .minimum) }
        }
        if let maximum {
            let bounded = try Self.bound(total, maximum, netOnly) { $0 > $1 }
            if bounded != total { (total, applied) = (bounded, .maximum) }
        }
        return (total, applied)
    }

    private static func bound(
        _ total: ExactPrice, _ limit: Price, _ netOnly: Bool, _ exceeds: (ExactNumber, ExactNumber) -> Bool
    ) throws(ExactOverflow) -> ExactPrice {
        var result = total
        let including = netOnly ? nil : limit.includingVAT
        let bound = ExactNumber(limit.excludingVAT)
        if let net = total.net, exceeds(net, bound) {
            result.net = bound
            if including == nil, let gross = total.gross {
                result.gross = net.isZero ? bound : try gross.multiplied(by: bound).divided(by: net)
            }
        }
        if let including, let gross = total.gross {
            let limit = ExactNumber(including)
            if exceeds(gross, limit) { result.gross = limit }
        }
        return result
    }
}
