import Roaming
import Testing

@Suite struct SessionPlanTests {
    private static func plan(
        _ pace: ChargingPace, at local: String = "2026-11-20 09:00", energy: String = "10", parked: Int = 0,
        reservation: PlannedReservation? = nil
    ) -> SessionPlan {
        SessionPlan(
            start: LocalTime(Samples.date(String(local.prefix(10))), minute: Samples.minute(String(local.suffix(5)))),
            energy: d(energy), pace: pace,
            parked: .seconds(parked), reservation: reservation)
    }

    /// Moment, kWh, state and power of each sample.
    private func short(_ plan: SessionPlan) throws -> [String] {
        try plan.metered(in: Samples.amsterdam).samples.map {
            "\($0.instant) \($0.energy) \($0.state) \($0.power?.text ?? "-")"
        }
    }

    @Test func `a curve is followed until the energy is reached`() throws {
        let curve = [
            PowerStep(from: .zero, power: d("120")), PowerStep(from: .seconds(300), power: d("60")),
            PowerStep(from: .seconds(600), power: d("30")),
        ]
        #expect(
            try short(Self.plan(.curve(curve), energy: "20", parked: 600)) == [
                "2026-11-20T08:00:00Z 0 charging 120", "2026-11-20T08:05:00Z 10 charging 60",
                "2026-11-20T08:10:00Z 15 charging 30", "2026-11-20T08:20:00Z 20 parking -",
                "2026-11-20T08:30:00Z 20 parking -",
            ])
    }

    @Test func `a start that clocks skip is the first moment after, one that comes twice the first`() throws {
        #expect(
            try short(Self.plan(.power(d("10")), at: "2026-03-29 02:30"))[0] == "2026-03-29T01:00:00Z 0 charging 10")
        #expect(
            try short(Self.plan(.power(d("10")), at: "2026-10-25 02:30"))[0] == "2026-10-25T00:30:00Z 0 charging 10")
    }

    @Test func `a reservation that expires has no session after it`() throws {
        let plan = Self.plan(
            .power(d("10")), parked: 600, reservation: PlannedReservation(lasting: .seconds(1800), expires: true))
        #expect(
            try short(plan) == ["2026-11-20T07:30:00Z 0 reserved -", "2026-11-20T08:00:00Z 0 parking -"])
    }

    @Test(arguments: [
        (plan(.power(.zero)), PlanObstacle.noPower(d("10"))),
        (plan(.lasting(.zero)), .noPower(d("10"))),
        (plan(.power(d("-5"))), .negative(field: "power", value: "-5")),
        (plan(.power(d("5")), energy: "-1"), .negative(field: "energy", value: "-1")),
        (
            plan(.curve([PowerStep(from: .zero, power: d("60")), PowerStep(from: .seconds(60), power: .zero)])),
            .noPower(d("10"))
        ),
        (plan(.curve([PowerStep(from: .seconds(1), power: d("60"))])), .badCurve),
        (plan(.curve([])), .badCurve),
        (
            plan(
                .curve([
                    PowerStep(from: .zero, power: d("60")), PowerStep(from: .microseconds(5), power: d("60")),
                ])), .badCurve
        ),
        (
            plan(
                .curve([
                    PowerStep(from: .zero, power: d("60")), PowerStep(from: .seconds(Int64.max), power: d("60")),
                ])), .tooLong(.seconds(Int64.max))
        ),
        (plan(.power(d("60")), energy: "200000000"), .cannotRate(.tooLarge)),
        (plan(.power(d("60")), energy: "0"), .nothingPlanned),
        (plan(.power(d("1")), energy: "1000"), .tooLong(.seconds(3_600_000))),
    ])
    func `a plan that is no session says why`(_ plan: SessionPlan, _ obstacle: PlanObstacle) {
        #expect(throws: obstacle) { try plan.metered(in: Samples.amsterdam) }
    }
}
