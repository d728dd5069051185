import Roaming
import Testing

@Suite struct CostOfSessionTests {
    private let start = LocalTime(Samples.date("2026-11-20"), minute: Samples.minute("19:00"))

    /// 0.60 below 12 kWh and 0.40 from there on, cheaper from 20:00; charging 1.20 and parking 6 an hour in blocks of
    /// five minutes.
    private let tariff = Samples.tariff([
        (Samples.window("20:00", nil), [c(.energy, "0.20", nil, 100)]),
        (TariffRestrictions(maximumEnergy: d("12")), [c(.energy, "0.60", nil, 100)]),
        (.none, [c(.energy, "0.40", nil, 100), c(.time, "1.20", nil, 1), c(.parkingTime, "6", nil, 300)]),
    ])

    private func cost(_ plan: SessionPlan) throws -> CostOfSession {
        try CostOfSession(plan: plan, tariff: tariff, zone: Samples.amsterdam)
    }

    @Test func `what comes next is told from what one more would add`() throws {
        let cost = try cost(SessionPlan(start: start, energy: d("11.96"), pace: .power(d("24"))))
        // 12 kWh in blocks of 100 Wh at 0.60, and 29 min 54 s at 1.20 an hour.
        #expect(cost.charge.total.net?.text() == "7.798")
        // 40 Wh of the next kWh are paid for already, the rest costs 0.40; 2.5 min cost 0.05.
        #expect(cost.nextKilowattHour?.net?.text() == "0.45")
        #expect(cost.nextChargingMinute?.net?.text() == "0.18")
        // A block of five minutes.
        #expect(cost.nextParkedMinute?.net?.text() == "0.5")
        #expect(cost.tenMinutesLater?.net?.text() == "8.798")
        // 7.96 kWh in 19 min 54 s.
        #expect(cost.tenMinutesEarlier?.net?.text() == "5.198")
    }

    @Test func `blocks and tiers ahead are found`() throws {
        let cost = try cost(SessionPlan(start: start, energy: d("11.96"), pace: .power(d("24"))))
        let points = cost.crossings.map {
            "\($0.dimension) \($0.cause) \($0.at) \($0.becomes?.price.net?.text() ?? "free")"
        }
        let twenty = Samples.at("2026-11-20T19:00:00Z")
        #expect(
            points == [
                "energy block energy(12) 0.6", "energy energy energy(12) 0.4", "energy time instant(\(twenty)) 0.2",
            ])
    }

    @Test func `parking looks ahead in blocks of its own`() throws {
        let cost = try cost(
            SessionPlan(start: start, energy: d("12"), pace: .power(d("24")), parked: .seconds(7 * 60)))
        #expect(cost.crossings.map(\.dimension) == [.parkingTime])
        #expect(cost.crossings.map(\.cause) == [.block])
        #expect(cost.crossings.map(\.at) == [.instant(Samples.at("2026-11-20T18:40:00Z"))])
        #expect(cost.nextParkedMinute?.net == .zero)
    }

    @Test func `a reservation that expires has nothing ahead`() throws {
        let plan = SessionPlan(
            start: start, energy: d("5"), pace: .power(d("11")),
            reservation: PlannedReservation(lasting: .seconds(900), expires: true))
        let cost = try cost(plan)
        #expect(cost.nextKilowattHour == nil && cost.nextParkedMinute == nil && cost.tenMinutesEarlier == nil)
        #expect(cost.crossings.isEmpty)
    }

    @Test func `a tariff that does not rate the plan says so`() {
        var late = tariff
        late.validFrom = Samples.at("2027-01-01T00:00:00Z")
        #expect(throws: PlanObstacle.cannotRate(.noTariffValid(at: Samples.at("2026-11-20T18:00:00Z")))) {
            try CostOfSession(
                plan: SessionPlan(start: start, energy: d("5"), pace: .power(d("11"))), tariff: late,
                zone: Samples.amsterdam)
        }
    }
}
