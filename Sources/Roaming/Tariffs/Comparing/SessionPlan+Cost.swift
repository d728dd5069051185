extension SessionPlan {
    /// The CDR that the session would have under a tariff; it claims quantities and no price.
    public func detail(
        under tariff: Tariff, zone: ZoneRules, policy: RatingPolicy = .hub1
    ) throws(PlanObstacle) -> ChargeDetail {
        SessionSplitter(tariffs: [tariff], zone: zone, policy: policy).detail(of: try metered(in: zone), under: tariff)
    }

    /// What the session costs under a tariff.
    public func rated(
        under tariff: Tariff, zone: ZoneRules, policy: RatingPolicy = .hub1
    ) throws(PlanObstacle) -> RatedCharge {
        try PlanPricer(tariff, zone: zone, policy: policy).charge(for: try metered(in: zone))
    }
}

extension StandardSession {
    /// What the session costs under a tariff in the week that begins on `monday`.
    public func cost(
        _ tariff: Tariff, zone: ZoneRules, monday: CivilDate, policy: RatingPolicy = .hub1
    ) -> RatingOutcome {
        PlanPricer(tariff, zone: zone, policy: policy).outcome(for: metered(in: zone, monday: monday))
    }

    /// The CDR that `cost` rates.
    public func detail(
        _ tariff: Tariff, zone: ZoneRules, monday: CivilDate, policy: RatingPolicy = .hub1
    ) -> ChargeDetail {
        SessionSplitter(tariffs: [tariff], zone: zone, policy: policy)
            .detail(of: metered(in: zone, monday: monday), under: tariff)
    }

    func metered(in zone: ZoneRules, monday: CivilDate) -> MeteredSession {
        do {
            return try plan(monday: monday).metered(in: zone)
        } catch {
            preconditionFailure("standard session \(id) is no session: \(error)")
        }
    }
}

/// One tariff made ready to price many sessions.
struct PlanPricer: Sendable {
    let tariff: Tariff
    let zone: ZoneRules
    private let splitter: SessionSplitter
    private let plan: RatingPlan

    init(_ tariff: Tariff, zone: ZoneRules, policy: RatingPolicy) {
        self.tariff = tariff
        self.zone = zone
        splitter = SessionSplitter(tariffs: [tariff], zone: zone, policy: policy)
        plan = RatingPlan(tariffs: [tariff], policy: policy)
    }

    func detail(of session: MeteredSession) -> ChargeDetail { splitter.detail(of: session, under: tariff) }

    func outcome(for session: MeteredSession) -> RatingOutcome { plan.rate(detail(of: session), zone: zone) }

    func charge(for session: MeteredSession) throws(PlanObstacle) -> RatedCharge {
        switch outcome(for: session) {
        case .rated(let charge): return charge
        case .cannotRate(let obstacle): throw .cannotRate(obstacle)
        }
    }
}

extension SessionSplitter {
    /// A CDR of a session that nobody had: its parties and ids stand for nothing.
    func detail(of session: MeteredSession, under tariff: Tariff) -> ChargeDetail {
        let last = session.samples[session.samples.count - 1]
        var detail = ChargeDetail(
            key: CDRKey(cpo: tariff.owner, id: "plan"), start: session.start, end: session.end, sessionID: nil,
            token: TokenReference(owner: tariff.owner, uid: "", type: "OTHER", contractID: ""),
            place: ChargePlace(locationID: "", evseUID: "", connectorID: ""), currency: tariff.currency,
            tariffs: [tariff], periods: periods(of: session),
            claim: Claim(
                total: .zero, energy: last.energy,
                time: Decimal4(
                    tenThousandths: ClockHours.rounded(session.end.milliseconds - session.start.milliseconds))),
            lastUpdated: session.end)
        let parked = detail.sum(of: .parkingTime)
        if parked > .zero { detail.claim.parkingTime = parked.rounded(decimals: 4).map(Decimal4.init(tenThousandths:)) }
        return detail
    }
}
