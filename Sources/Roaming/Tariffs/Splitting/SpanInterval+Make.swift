extension SpanInterval {
    /// - Parameters:
    ///   - period: index into the periods in order of time, as of `RatedLine`.
    ///   - zone: of the location; nil leaves restrictions on local time out, as if they never held.
    /// Nil when there is no such period, no tariff for it, or more moments to look at than any real tariff has. Of a
    /// period of more than 400 days the first 400 count.
    public init?(
        of detail: ChargeDetail, period index: Int, tariffs: [Tariff], zone: ZoneRules?, policy: RatingPolicy = .hub1
    ) {
        let order = detail.periods.indices.sorted {
            (detail.periods[$0].start, $0) < (detail.periods[$1].start, $1)
        }
        guard order.indices.contains(index) else { return nil }
        let periods = order.map { detail.periods[$0] }
        var volumes = PeriodVolumes()
        guard volumes.read(periods[index]),
            let tariff = SpanInterval.tariff(of: periods[index], tariffs, sessionStart: detail.start)
        else { return nil }
        let end = index + 1 < periods.count ? periods[index + 1].start : max(detail.end, periods[index].start)
        let split = SplitTariff(tariff, policy: policy)
        let prices = ComponentPrices(tariff, policy: policy)
        let isExpired = periods.allSatisfy(\.isReservationOnly)
        let chargingStart =
            policy.durationBase == .sessionStart
            ? detail.start : periods.first { !$0.isReservationOnly }?.start ?? periods[0].start
        var earlier: Int128 = 0
        for period in periods[..<index] { earlier += period.total(of: .energy) ?? 0 }
        var situation = SpanMoments(
            start: periods[index].start, end: end, base: chargingStart, energy: Int64(clamping: earlier),
            volumes: volumes, split: split, zone: zone, policy: policy)
        var spans: [DimensionSpan] = []
        let sessionTime = volumes.time + volumes.parking
        for (family, dimension, volume) in [
            (ChargeFamily.energy, TariffDimension.energy, volumes.energy), (.time, .time, volumes.time),
            (.parkingTime, .parkingTime, volumes.parking),
            (.sessionTime, .sessionTime, policy.dimensions == .gireve ? sessionTime : 0),
            (.reservation, .time, volumes.reserved),
        ] where volume != 0 {
            let phase: ReservationPhase? = family != .reservation ? nil : isExpired ? .expired : .reservation
            if family == .reservation { situation.base = periods[0].start }
            guard let moments = situation.all else { return nil }
            let places = Set(
                moments.map { split.lookup.place(of: dimension, at: $0, zone: zone, reservation: phase) })
            spans.append(DimensionSpan(family, volume: volume, places: places, prices: prices))
        }
        self.init(dimensions: spans)
    }

    /// As rating chooses it.
    private static func tariff(of period: ChargePeriod, _ tariffs: [Tariff], sessionStart: Timestamp) -> Tariff? {
        let tables = RatingPlan(tariffs: tariffs).tables
        let start = sessionStart.milliseconds
        let named = period.tariffID.flatMap { tables.named($0, validAt: start) }
        return (named ?? tables.standard(validAt: start)).map { tariffs[$0] }
    }
}

extension DimensionSpan {
    fileprivate init(
        _ family: ChargeFamily, volume: Int64, places: Set<ComponentPlace?>, prices: ComponentPrices
    ) {
        self.family = family
        candidates = places.sorted { left, right in
            guard let left, let right else { return left != nil }
            return (left.element, left.component) < (right.element, right.component)
        }
        let quantity = ExactNumber(Decimal4(tenThousandths: volume))
        let costs = places.map { place in
            place.map { prices.price(at: $0).price.times(quantity) } ?? .zero
        }
        let (nets, grosses) = (costs.compactMap(\.net), costs.compactMap(\.gross))
        let (knowsNet, knowsGross) = (nets.count == costs.count, grosses.count == costs.count)
        low = ExactPrice(net: knowsNet ? nets.min() : nil, gross: knowsGross ? grosses.min() : nil)
        high = ExactPrice(net: knowsNet ? nets.max() : nil, gross: knowsGross ? grosses.max() : nil)
    }
}

extension ExactPrice {
    fileprivate func times(_ quantity: ExactNumber) -> ExactPrice {
        ExactPrice(
            net: net.flatMap { try? $0.multiplied(by: quantity) },
            gross: gross.flatMap { try? $0.multiplied(by: quantity) })
    }
}
