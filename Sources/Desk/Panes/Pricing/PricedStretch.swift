import AdminAPI
import Roaming

/// One charging period, or several in a row that are priced alike: the same components at the same prices.
struct PricedStretch {
    /// An amount, and the run that has it.
    struct Amount {
        let run: NamedRun.Name
        var line: PricingLine
    }

    private(set) var periods: ClosedRange<Int>
    let start: Timestamp
    private(set) var end: Timestamp
    private(set) var volumes: [PricingVolume]
    private(set) var amounts: [Amount]
    let spansPriceChange: Bool

    /// Every period, or with `folded` those alike as one. The amounts of further runs are there only where they differ.
    static func all(_ pricing: CDRPricing, folded: Bool) -> [PricedStretch] {
        guard let run = pricing.runs.first?.run else { return [] }
        var result: [PricedStretch] = []
        for (index, period) in run.periods.enumerated() {
            let next = PricedStretch(index, period, pricing)
            if folded, let last = result.last, let joined = last.joined(next) {
                result[result.count - 1] = joined
            } else {
                result.append(next)
            }
        }
        return result
    }

    private init(_ index: Int, _ period: PricingPeriod, _ pricing: CDRPricing) {
        periods = index...index
        (start, end) = (period.start, period.end)
        volumes = period.volumes
        spansPriceChange = period.spansPriceChange
        amounts = []
        for named in pricing.runs where named.run.obstacle == nil {
            for line in named.run.lines where line.period == index {
                let isKnown = amounts.contains {
                    $0.line.family == line.family && $0.line.quantity == line.quantity && $0.line.price == line.price
                }
                if !isKnown { amounts.append(Amount(run: named.name, line: line)) }
            }
        }
    }

    /// Both as one; nil when they are not priced alike or the sums are beyond all measure.
    private func joined(_ next: PricedStretch) -> PricedStretch? {
        guard !spansPriceChange, !next.spansPriceChange, end == next.start,
            volumes.map(\.dimension) == next.volumes.map(\.dimension), amounts.count == next.amounts.count,
            zip(amounts, next.amounts).allSatisfy({ $0.isAlike($1) })
        else { return nil }
        var result = self
        result.periods = periods.lowerBound...next.periods.upperBound
        result.end = next.end
        for index in volumes.indices {
            // Powers and currents are no amounts that add up.
            let isSum = ["ENERGY", "TIME", "PARKING_TIME", "RESERVATION_TIME"].contains(volumes[index].dimension)
            guard isSum || volumes[index] == next.volumes[index] else { return nil }
            guard isSum else { continue }
            guard let sum = volumes[index].amount.plus(next.volumes[index].amount) else { return nil }
            result.volumes[index].amount = sum
        }
        for index in amounts.indices {
            let (old, new) = (amounts[index].line, next.amounts[index].line)
            guard let quantity = old.quantity.plus(new.quantity) else { return nil }
            result.amounts[index].line.quantity = quantity
            result.amounts[index].line.amount = PriceFigure(
                net: old.amount.net.flatMap { net in new.amount.net.flatMap(net.plus) },
                gross: old.amount.gross.flatMap { gross in new.amount.gross.flatMap(gross.plus) })
        }
        return result
    }
}

extension PricedStretch.Amount {
    fileprivate func isAlike(_ other: PricedStretch.Amount) -> Bool {
        run == other.run && line.family == other.line.family && line.tariff == other.line.tariff
            && line.element == other.line.element && line.component == other.line.component
            && line.price == other.line.price && line.family != "FLAT"
    }
}

extension Decimal4 {
    /// Nil when the sum is out of range.
    fileprivate func plus(_ other: Decimal4) -> Decimal4? {
        let (sum, overflow) = tenThousandths.addingReportingOverflow(other.tenThousandths)
        return overflow ? nil : Decimal4(tenThousandths: sum)
    }
}
