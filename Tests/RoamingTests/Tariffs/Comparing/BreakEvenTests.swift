import Roaming
import Testing

@Suite struct BreakEvenTests {
    private static let noon = LocalTime(Samples.date("2026-11-20"), minute: 720)
    private let plan = SessionPlan(start: noon, energy: d("10"), pace: .power(d("22")))

    /// Where, and which tariff is the cheaper one from there.
    private func short(
        _ first: Tariff, _ second: Tariff, _ axis: BreakEven.Axis, _ plan: SessionPlan? = nil
    ) throws -> [String] {
        try BreakEven.points(first, second, along: axis, plan: plan ?? self.plan, zone: Samples.amsterdam)
            .map { "\($0.at) \($0.after)" }
    }

    @Test func `a start fee pays off at an energy, where both cost the same`() throws {
        // 0.50 a kWh against 2.00 and 0.40: the same at 20 kWh.
        let first = t("A", [[c(.energy, "0.50", nil, 1)]])
        let second = t("B", [[c(.energy, "0.40", nil, 1), c(.flat, "2", nil, 0)]])
        #expect(try short(first, second, .energy) == ["energy(20) neither", "energy(20.1) second"])
    }

    @Test func `every crossing is found where a price is billed in blocks`() throws {
        // 0.50 a kWh against blocks of 5 kWh at 0.45: a block is dearer at its start and cheaper from 4.5 kWh in.
        let first = t("A", [[c(.energy, "0.50", nil, 1)]])
        let second = t("B", [[c(.energy, "0.45", nil, 5000)]])
        let points = try short(first, second, .energy)
        #expect(
            points.prefix(5) == [
                "energy(4.5) neither", "energy(4.6) second", "energy(5.1) first", "energy(9) neither",
                "energy(9.1) second",
            ])
        // The block that begins at 45 kWh costs 22.50, and 45.1 kWh cost 22.55: no block is the dearer one any more.
        #expect(points.suffix(2) == ["energy(40.5) neither", "energy(40.6) second"])
    }

    @Test func `an occupancy fee makes the other tariff cheaper after some minutes`() throws {
        // 10 kWh at 22 kW take 27.27 min; then 0.10 a minute against 2.00 once: 47.27 min.
        let first = t("A", [[c(.energy, "0.50", nil, 1), c(.parkingTime, "6", nil, 1)]])
        let second = t("B", [[c(.energy, "0.50", nil, 1), c(.flat, "2", nil, 0)]])
        #expect(try short(first, second, .minutes) == ["minutes(48) second"])
    }

    @Test func `two prices that stay apart have no break-even`() throws {
        let first = t("A", [[c(.energy, "0.50", nil, 1)]])
        let second = t("B", [[c(.energy, "0.40", nil, 1)]])
        #expect(try short(first, second, .energy) == [])
    }

    @Test func `what cannot be compared says why`() {
        let euro = t("A", [[c(.energy, "0.50", nil, 1)]])
        let yen = t("Y", [[c(.energy, "50", nil, 1)]], currency: "JPY")
        #expect(throws: BreakEvenObstacle.currenciesDiffer(euro.currency, yen.currency)) {
            try short(euro, yen, .energy)
        }
        let old = t("O", [[c(.energy, "0.50", nil, 1)]], to: "2020-01-01T00:00:00Z")
        let start = Samples.at("2026-11-20T11:00:00Z")
        #expect(throws: BreakEvenObstacle.cannotRate(tariff: "O", .noTariffValid(at: start))) {
            try short(euro, old, .energy)
        }
        #expect(throws: BreakEvenObstacle.plan(.noPower(d("0.1")))) {
            try short(
                euro, euro, .energy, SessionPlan(start: Self.noon, energy: .zero, pace: .lasting(.seconds(60))))
        }
    }
}
