/// What a planned session costs, and what would have made it cheaper or dearer.
public struct CostOfSession: Hashable, Sendable {
    public let plan: SessionPlan
    public let detail: ChargeDetail
    /// The engine's own lines and totals.
    public let charge: RatedCharge
    /// What one kWh more adds to the total, at the last power; nil without charging.
    public let nextKilowattHour: ExactPrice?
    /// What one minute more of charging adds, at the last power.
    public let nextChargingMinute: ExactPrice?
    /// What one minute more adds when the car stays plugged in; nil for a reservation that expires.
    public let nextParkedMinute: ExactPrice?
    /// The total when the driver leaves ten minutes before the plan's end; nil where there is no such session.
    public let tenMinutesEarlier: ExactPrice?
    /// The total when the car stays ten minutes longer, parked.
    public let tenMinutesLater: ExactPrice?
    /// Where the price changes next if the session goes on as it ends, nearest first by kind.
    public let crossings: [NextCrossing]

    public init(
        plan: SessionPlan, tariff: Tariff, zone: ZoneRules, policy: RatingPolicy = .hub1
    ) throws(PlanObstacle) {
        let session = try plan.metered(in: zone)
        let pricer = PlanPricer(tariff, zone: zone, policy: policy)
        let charge = try pricer.charge(for: session)
        func total(_ other: MeteredSession?) -> ExactPrice? { other.flatMap { pricer.outcome(for: $0).charge?.total } }
        func extra(_ other: MeteredSession?) -> ExactPrice? { total(other)?.less(charge.total) }
        self.plan = plan
        self.charge = charge
        detail = pricer.detail(of: session)
        var (kilowattHour, minute): (MeteredSession?, MeteredSession?)
        if let power = session.chargingPower, power > .zero {
            let hour = Int128(10_000) * 3_600_000 / Int128(power.tenThousandths)
            kilowattHour = session.chargingLonger(
                by: .milliseconds(Int64(clamping: max(hour, 1))), energy: Decimal4(tenThousandths: 10_000))
            minute = session.chargingLonger(
                by: .seconds(60), energy: Decimal4(tenThousandths: power.tenThousandths / 60))
        }
        nextKilowattHour = extra(kilowattHour)
        nextChargingMinute = extra(minute)
        nextParkedMinute = extra(session.parkedLonger(by: .seconds(60)))
        tenMinutesEarlier = total(session.ending(at: session.end - .seconds(600)))
        tenMinutesLater = total(session.parkedLonger(by: .seconds(600)))
        crossings = CrossingSearch(session: session, charge: charge, tariff: tariff, zone: zone, policy: policy).all
    }
}

extension ExactPrice {
    /// An amount is known where both are.
    func less(_ other: ExactPrice) -> ExactPrice {
        ExactPrice(net: ExactPrice.difference(net, other.net), gross: ExactPrice.difference(gross, other.gross))
    }

    /// A difference beyond 127 bits is one that nobody can name.
    private static func difference(_ left: ExactNumber?, _ right: ExactNumber?) -> ExactNumber? {
        guard let left, let right else { return nil }
        return try? left.subtracting(right)
    }

    /// - Precondition: the number is not zero.
    func divided(by number: ExactNumber) -> ExactPrice {
        ExactPrice(
            net: net.flatMap { try? $0.divided(by: number) }, gross: gross.flatMap { try? $0.divided(by: number) })
    }
}
