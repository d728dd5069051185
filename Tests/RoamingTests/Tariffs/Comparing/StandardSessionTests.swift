import Roaming
import Testing

@Suite struct StandardSessionTests {
    private static let monday = Samples.date("2026-11-16")

    /// Night energy, occupancy by the hour, a start fee, and a reservation with a fee for one that expires.
    private static let tariff = Samples.tariff([
        (
            TariffRestrictions(reservation: .expired), [c(.flat, "4", nil, 0), c(.time, "6", nil, 60)]
        ),
        (TariffRestrictions(reservation: .reservation), [c(.flat, "2", nil, 0), c(.time, "3", nil, 60)]),
        (Samples.window("20:00", "06:00"), [c(.energy, "0.25", nil, 1)]),
        (.none, [c(.energy, "0.50", nil, 1), c(.parkingTime, "1.20", nil, 1), c(.flat, "0.35", nil, 0)]),
    ])

    @Test func `the set is S1 to S8 and S7x`() {
        #expect(StandardSession.all.map(\.id) == ["S1", "S2", "S3", "S4", "S5", "S6", "S7", "S7x", "S8"])
    }

    /// Quantities in kWh and hours: energy, charging, parking, reserved; start in UTC.
    @Test(arguments: [
        ("S1", "2026-11-17T11:00:00Z", ["16.67", "0.3333", "0", "0"], "8.685"),
        ("S2", "2026-11-17T17:00:00Z", ["30", "1.3636", "0", "0"], "15.35"),
        // An hour at 11 kW before 20:00, 29 kWh after it, and 8.3636 h parked.
        ("S3", "2026-11-17T18:00:00Z", ["40", "3.6364", "8.3636", "0"], "23.1363"),
        ("S4", "2026-11-21T13:00:00Z", ["45", "0.4167", "0", "0"], "22.85"),
        ("S5", "2026-11-22T09:00:00Z", ["5", "0.4545", "0", "0"], "2.85"),
        ("S6", "2026-11-21T10:00:00Z", ["15", "0.6833", "2.3167", "0"], "10.63"),
        ("S7", "2026-11-17T16:45:00Z", ["30", "1.3636", "0", "0.25"], "18.1"),
        ("S7x", "2026-11-17T16:00:00Z", ["0", "0", "0", "1"], "10"),
        ("S8", "2026-11-18T08:00:00Z", ["20", "5.4054", "0", "0"], "10.35"),
    ])
    func `each has its quantities and a cost derived by hand`(
        _ id: String, _ start: String, _ quantities: [String], _ cost: String
    ) throws {
        let session = try #require(StandardSession.all.first { $0.id == id })
        let detail = session.detail(Self.tariff, zone: Samples.amsterdam, monday: Self.monday)
        #expect(detail.start.rfc3339 == start)
        let dimensions: [VolumeDimension] = [.energy, .time, .parkingTime, .reservationTime]
        #expect(dimensions.map { detail.sum(of: $0).text() } == quantities)
        let outcome = session.cost(Self.tariff, zone: Samples.amsterdam, monday: Self.monday)
        let charge = try #require(outcome.charge, "\(outcome)")
        #expect(charge.total.net?.text() == cost)
    }

    @Test func `what cannot be rated says why`() {
        var tariff = Self.tariff
        tariff.validTo = Samples.at("2026-01-01T00:00:00Z")
        let outcome = StandardSession.all[0].cost(tariff, zone: Samples.amsterdam, monday: Self.monday)
        #expect(outcome == .cannotRate(.noTariffValid(at: Samples.at("2026-11-17T11:00:00Z"))))
    }
}
