/// What the same session costs under two tariffs.
public struct SessionDifference: Hashable, Sendable {
    public let session: StandardSession
    public let first: RatingOutcome
    public let second: RatingOutcome
    /// Second less first, an amount each where both are known; nil where one cannot be rated or currencies differ.
    public let difference: ExactPrice?
    /// The difference for each kWh of the session; nil without energy.
    public let perKilowattHour: ExactPrice?
}

extension SessionDifference {
    /// The standard sessions under two tariffs: an ad hoc and a regular one, or an old version and a new one.
    public static func all(
        from first: Tariff, to second: Tariff, zone: ZoneRules, monday: CivilDate, policy: RatingPolicy = .hub1
    ) -> [SessionDifference] {
        let pricers = (
            PlanPricer(first, zone: zone, policy: policy), PlanPricer(second, zone: zone, policy: policy)
        )
        return StandardSession.all.map { session in
            let metered = session.metered(in: zone, monday: monday)
            return SessionDifference(
                session, energy: metered.samples[metered.samples.count - 1].energy, pricers.0.outcome(for: metered),
                pricers.1.outcome(for: metered), areComparable: first.currency == second.currency)
        }
    }

    private init(
        _ session: StandardSession, energy: Decimal4, _ first: RatingOutcome, _ second: RatingOutcome,
        areComparable: Bool
    ) {
        self.session = session
        self.first = first
        self.second = second
        guard areComparable, let from = first.charge?.total, let to = second.charge?.total else {
            difference = nil
            perKilowattHour = nil
            return
        }
        let difference = to.less(from)
        self.difference = difference
        perKilowattHour = energy > .zero ? difference.divided(by: ExactNumber(energy)) : nil
    }
}
