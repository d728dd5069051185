extension WeekCurve {
    public init(
        tariff: Tariff, dimension: TariffDimension, monday: CivilDate, zone: ZoneRules,
        state: PriceState = PriceState(), policy: RatingPolicy = .hub1
    ) {
        let start = zone.firstInstant(of: LocalTime(monday, minute: 0))
        let end = zone.firstInstant(of: LocalTime(monday, minute: 7 * 1440))
        let made = PriceStretches(tariff: tariff, dimension: dimension, zone: zone, state: state, policy: policy)
            .between(start, end)
        var hours = (0..<168).map { WeekHour(hour: $0 % 24, length: .zero, stretches: []) }
        let edges = [start] + zone.changes(from: start, to: end).filter { $0 > start } + [end]
        for (from, to) in zip(edges, edges.dropFirst()) {
            for stretch in made.stretches.compactMap({ $0.cut(from: from, to: to) }) {
                for piece in stretch.pieces(ofLocalHours: zone) {
                    let local = zone.local(piece.start)
                    let cell = Int(local.day - monday.daysSince1970) * 24 + local.minute / 60
                    if hours.indices.contains(cell) { hours[cell].add(piece) }
                }
            }
        }
        self.init(
            monday: monday, dimension: dimension, state: state,
            days: (0..<7).map { Array(hours[$0 * 24..<$0 * 24 + 24]) }, basis: made.scale.basis,
            lowest: made.scale.lowest, highest: made.scale.highest)
    }
}

extension PriceStretch {
    /// Cut at full hours of the local clock, which does not change within.
    fileprivate func pieces(ofLocalHours zone: ZoneRules) -> [PriceStretch] {
        var pieces: [PriceStretch] = []
        var from = start
        while from < end {
            let local = zone.local(from).milliseconds
            let rest = (local % 3_600_000 + 3_600_000) % 3_600_000
            let to = min(end, from + .milliseconds(3_600_000 - rest))
            if let piece = cut(from: from, to: to) { pieces.append(piece) }
            from = to
        }
        return pieces
    }
}

extension WeekHour {
    fileprivate mutating func add(_ piece: PriceStretch) {
        length += piece.end - piece.start
        if let last = stretches.last, last.end == piece.start, last.price == piece.price,
            last.isInForce == piece.isInForce
        {
            stretches[stretches.count - 1] = PriceStretch(
                start: last.start, end: piece.end, isInForce: piece.isInForce, price: piece.price, level: piece.level)
        } else {
            stretches.append(piece)
        }
    }
}
