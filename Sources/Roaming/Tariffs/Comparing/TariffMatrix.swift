/// Tariffs side by side over the standard sessions.
public struct TariffMatrix: Hashable, Sendable {
    /// One session under every tariff.
    public struct Row: Hashable, Sendable {
        public let session: StandardSession
        /// In the order of the tariffs.
        public let outcomes: [RatingOutcome]
        /// Indices of the cheapest, all of them when several cost the same; one group for each currency in which at
        /// least two tariffs can be compared, because amounts of different currencies are not.
        public let best: Set<Int>
    }

    public let tariffs: [Tariff]
    public let rows: [Row]

    public init(
        tariffs: [Tariff], zone: ZoneRules, monday: CivilDate, sessions: [StandardSession] = StandardSession.all,
        policy: RatingPolicy = .hub1
    ) {
        self.tariffs = tariffs
        let pricers = tariffs.map { PlanPricer($0, zone: zone, policy: policy) }
        rows = sessions.map { session in
            let metered = session.metered(in: zone, monday: monday)
            let outcomes = pricers.map { $0.outcome(for: metered) }
            return Row(
                session: session, outcomes: outcomes,
                best: TariffMatrix.best(outcomes.map { $0.charge?.total }, tariffs.map(\.currency)))
        }
    }

    private static func best(_ totals: [ExactPrice?], _ currencies: [Currency]) -> Set<Int> {
        var best: Set<Int> = []
        for currency in Set(currencies) {
            let rated = totals.indices.filter { currencies[$0] == currency && totals[$0] != nil }
            guard rated.count > 1, let basis = PriceBasis(commonTo: rated.compactMap { totals[$0] }) else { continue }
            let amounts = rated.map { totals[$0].flatMap(basis.amount) }
            guard let least = amounts.compactMap(\.self).min() else { continue }
            best.formUnion(zip(rated, amounts).filter { $0.1 == least }.map(\.0))
        }
        return best
    }
}
