extension PriceCurve {
    /// - Parameter date: a day of the location's calendar.
    public init(
        tariff: Tariff, dimension: TariffDimension, date: CivilDate, zone: ZoneRules,
        state: PriceState = PriceState(), policy: RatingPolicy = .hub1
    ) {
        let start = zone.firstInstant(of: LocalTime(date, minute: 0))
        let end = zone.firstInstant(of: LocalTime(date, minute: 1440))
        let made = PriceStretches(tariff: tariff, dimension: dimension, zone: zone, state: state, policy: policy)
            .between(start, end)
        var slots: [CurveSlot] = []
        var first = made.stretches.startIndex
        var from = start
        while from < end {
            let to = min(from + .seconds(900), end)
            while made.stretches[first].end <= from { first += 1 }
            var inside: [PriceStretch] = []
            var index = first
            while index < made.stretches.endIndex, let part = made.stretches[index].cut(from: from, to: to) {
                inside.append(part)
                index += 1
            }
            slots.append(CurveSlot(start: from, local: zone.local(from), stretches: inside))
            from = to
        }
        self.init(
            date: date, dimension: dimension, state: state, slots: slots, stretches: made.stretches,
            basis: made.scale.basis, lowest: made.scale.lowest, highest: made.scale.highest)
    }
}
