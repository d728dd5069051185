import Roaming
import Testing

@Suite struct TariffMatrixTests {
    private static let monday = Samples.date("2026-11-16")
    private static let perKilowattHour = t("KWH", [[c(.energy, "0.50", "20", 1)]])
    private static let perHour = t("HOUR", [[c(.time, "12", "20", 1)]])

    private func matrix(_ tariffs: [Tariff]) -> TariffMatrix {
        TariffMatrix(tariffs: tariffs, zone: Samples.amsterdam, monday: Self.monday)
    }

    @Test func `the best of a row is the cheapest, and all of those that cost the same`() {
        let rows = matrix([Self.perKilowattHour, Self.perHour, Self.perHour]).rows
        let best = Dictionary(uniqueKeysWithValues: rows.map { ($0.session.id, $0.best) })
        // S1: 8.335 against 4.00; S2: 15 against 16.36; an expired reservation costs nothing in any.
        #expect(best["S1"] == [1, 2] && best["S2"] == [0] && best["S8"] == [0] && best["S7x"] == [0, 1, 2])
        #expect(rows.map { $0.outcomes.count } == Array(repeating: 3, count: 9))
    }

    @Test func `amounts of different currencies are not compared`() {
        let yen = t("YEN", [[c(.energy, "40", "10", 1)]], currency: "JPY")
        let other = t("YEN2", [[c(.energy, "41", "10", 1)]], currency: "JPY")
        #expect(matrix([Self.perKilowattHour, yen]).rows[0].best == [])
        #expect(matrix([Self.perKilowattHour, yen, other]).rows[0].best == [1])
    }

    @Test func `net amounts are compared where a gross one is not known`() {
        var american = t("US", [[c(.energy, "0.49", nil, 1)]])
        american.missingVAT = .unknown
        #expect(matrix([Self.perKilowattHour, american]).rows[1].best == [1])
        // One is known with tax only: there is nothing to compare.
        let canadian = t("CA", [[c(.energy, "0.10", nil, 1)]], tax: .included)
        #expect(matrix([american, canadian]).rows[1].best == [])
    }

    @Test func `what cannot be rated is not the best`() {
        let expired = t("OLD", [[c(.energy, "0.10", "20", 1)]], to: "2020-01-01T00:00:00Z")
        #expect(matrix([Self.perKilowattHour, expired, Self.perHour]).rows[1].best == [0])
    }

    @Test func `differences are the second less the first, in all and for each kWh`() throws {
        let adHoc = Self.perKilowattHour
        let regular = t("REG", [[c(.energy, "0.46", "20", 1), c(.flat, "0.30", "20", 0)]])
        let rows = SessionDifference.all(from: adHoc, to: regular, zone: Samples.amsterdam, monday: Self.monday)
        let row = try #require(rows.first { $0.session.id == "S2" })
        #expect(row.difference?.net?.text() == "-0.9")
        #expect(row.difference?.gross?.text() == "-1.08")
        #expect(row.perKilowattHour?.net?.text() == "-0.03")
        #expect(rows.first { $0.session.id == "S7x" }?.perKilowattHour == nil)
    }

    @Test func `differences are not taken across currencies`() {
        let yen = t("YEN", [[c(.energy, "40", "10", 1)]], currency: "JPY")
        let rows = SessionDifference.all(
            from: Self.perKilowattHour, to: yen, zone: Samples.amsterdam, monday: Self.monday)
        #expect(rows.allSatisfy { $0.difference == nil && $0.second.charge != nil })
    }
}
