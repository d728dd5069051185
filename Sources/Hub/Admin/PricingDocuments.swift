import AdminAPI
import Roaming

/// Runs of the pricing engine as the admin API shows them.
enum PricingDocuments {
    /// One run; a claim is compared when there is one.
    static func run(
        _ detail: ChargeDetail, _ tariffs: [PricingTariff], zone: ZoneRules?, policy: RatingPolicy,
        compares: Bool
    ) -> PricingRun {
        let outcome = Rating.rate(
            detail, tariffs: tariffs.map(\.document.tariff), zone: zone, policy: policy)
        var run = PricingRun(tariffs: tariffs)
        guard case .rated(let charge) = outcome else {
            if case .cannotRate(let obstacle) = outcome { run.obstacle = obstacle.description }
            run.periods = periods(detail, zone, spanning: [])
            return run
        }
        run.parts = PriceParts(
            total: figure(charge.total), fixed: charge.fixed.map(figure), energy: charge.energy.map(figure),
            time: charge.time.map(figure), parking: charge.parking.map(figure),
            reservation: charge.reservation.map(figure))
        if let limit = charge.limit {
            run.limit = limit.rawValue
            run.beforeLimit = figure(charge.totalBeforeLimit)
        }
        run.lines = charge.lines.map(line)
        run.notes = charge.notes.map { PricingNote(code: $0.code, text: $0.description) }
        let spanning = charge.notes.compactMap {
            if case .periodSpansPriceChange(let period) = $0 { period } else { nil }
        }
        run.periods = periods(detail, zone, spanning: Set(spanning))
        run.interval = interval(detail, charge, tariffs.map(\.document.tariff), zone, policy, Set(spanning))
        if compares {
            let comparison = Comparison(of: detail, with: charge)
            run.divergences = comparison.divergences.map(\.description)
            run.roundingOnly = comparison.agrees && !comparison.rounding.isEmpty
        }
        return run
    }

    /// What a CPO claims, part by part.
    static func parts(_ claim: Claim) -> PriceParts {
        func figure(_ price: Price) -> PriceFigure {
            PriceFigure(net: price.excludingVAT, gross: price.includingVAT)
        }
        return PriceParts(
            total: figure(claim.total), fixed: claim.fixed.map(figure), energy: claim.energyCost.map(figure),
            time: claim.timeCost.map(figure), parking: claim.parkingCost.map(figure),
            reservation: claim.reservationCost.map(figure))
    }

    static func figure(_ price: ExactPrice) -> PriceFigure {
        PriceFigure(net: price.net.flatMap(decimal), gross: price.gross.flatMap(decimal))
    }

    private static func line(_ line: RatedLine) -> PricingLine {
        PricingLine(
            family: line.family.name, period: line.period, quantity: decimal(line.quantity) ?? .zero,
            price: line.price, vat: line.vat, tariff: line.tariff, element: line.element, component: line.component,
            amount: figure(line.cost))
    }

    /// What the whole could have cost, had the CPO cut the spanning periods where prices change; before price limits and
    /// with the steps as billed. Nil where nothing spans, or an amount is not known.
    private static func interval(
        _ detail: ChargeDetail, _ charge: RatedCharge, _ tariffs: [Tariff], _ zone: ZoneRules?, _ policy: RatingPolicy,
        _ spanning: Set<Int>
    ) -> PricingInterval? {
        guard !spanning.isEmpty else { return nil }
        var (low, high) = (charge.totalBeforeLimit, charge.totalBeforeLimit)
        for period in spanning {
            guard
                let span = SpanInterval(
                    of: detail, period: period, tariffs: tariffs, zone: zone, policy: policy)
            else { return nil }
            for dimension in span.dimensions where !dimension.isCertain {
                for line in charge.lines where line.period == period && line.family == dimension.family {
                    (low, high) = (low.replacing(line.cost, nil), high.replacing(line.cost, nil))
                }
                (low, high) = (low.replacing(nil, dimension.low), high.replacing(nil, dimension.high))
            }
        }
        guard low.net != nil || low.gross != nil else { return nil }
        return PricingInterval(cheapest: figure(low), dearest: figure(high))
    }

    /// In order of time, as the engine reads them.
    private static func periods(
        _ detail: ChargeDetail, _ zone: ZoneRules?, spanning: Set<Int>
    ) -> [PricingPeriod] {
        let sorted = detail.periods.enumerated().sorted {
            ($0.element.start.milliseconds, $0.offset) < ($1.element.start.milliseconds, $1.offset)
        }.map(\.element)
        return sorted.enumerated().map { index, period in
            PricingPeriod(
                start: period.start, end: index + 1 < sorted.count ? sorted[index + 1].start : detail.end,
                localStart: zone.map { clock($0.local(period.start)) },
                volumes: period.volumes.map {
                    PricingVolume(dimension: $0.dimension.rawValue, amount: $0.amount)
                }, spansPriceChange: spanning.contains(index))
        }
    }

    private static func clock(_ local: LocalTime) -> String {
        let padded = { (value: Int) in value < 10 ? "0\(value)" : "\(value)" }
        return "\(local.date) \(padded(local.minute / 60)):\(padded(local.minute % 60))"
    }

    /// To four decimals; nil beyond 64 bits.
    private static func decimal(_ number: ExactNumber) -> Decimal4? {
        number.rounded(decimals: 4).map { Decimal4(tenThousandths: $0) }
    }
}

extension ExactPrice {
    /// The sum without one amount and with another; an amount that is not known makes its side unknown.
    fileprivate func replacing(_ old: ExactPrice?, _ new: ExactPrice?) -> ExactPrice {
        func sum(_ side: KeyPath<ExactPrice, ExactNumber?>) -> ExactNumber? {
            var result = self[keyPath: side]
            if let old { result = result.flatMap { sum in old[keyPath: side].flatMap { try? sum.subtracting($0) } } }
            if let new { result = result.flatMap { sum in new[keyPath: side].flatMap { try? sum.adding($0) } } }
            return result
        }
        return ExactPrice(net: sum(\.net), gross: sum(\.gross))
    }
}
