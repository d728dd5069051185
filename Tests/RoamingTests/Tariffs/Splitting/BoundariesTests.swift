import Roaming
import Testing

@Suite struct BoundariesTests {
    static let rows: [(String, TariffRestrictions, ZoneRules, String, String, [String])] = [
        (
            "a window begins and ends every day", Samples.window("08:00", "20:00"), Samples.amsterdam,
            "2026-11-20T00:00:00Z", "2026-11-21T12:00:00Z",
            ["2026-11-20T07:00:00Z", "2026-11-20T19:00:00Z", "2026-11-21T07:00:00Z"]
        ),
        (
            "both ends of the range are left out", Samples.window("08:00", "20:00"), Samples.amsterdam,
            "2026-11-20T07:00:00Z", "2026-11-20T19:00:00Z", []
        ),
        (
            "a window with one side has midnight as the other", Samples.window("18:00", nil), Samples.amsterdam,
            "2026-11-20T12:00:00Z", "2026-11-21T12:00:00Z", ["2026-11-20T17:00:00Z", "2026-11-20T23:00:00Z"]
        ),
        (
            "days begin at midnight", Samples.window(nil, nil, weekdays: [6]), Samples.amsterdam,
            "2026-11-20T12:00:00Z", "2026-11-22T12:00:00Z", ["2026-11-20T23:00:00Z", "2026-11-21T23:00:00Z"]
        ),
        (
            "dates begin at midnight in the zone's offset of that day",
            TariffRestrictions(startDate: Samples.date("2026-07-01"), endDate: Samples.date("2026-12-01")),
            Samples.amsterdam, "2026-01-01T00:00:00Z", "2026-12-31T00:00:00Z",
            ["2026-03-29T01:00:00Z", "2026-06-30T22:00:00Z", "2026-10-25T01:00:00Z", "2026-11-30T23:00:00Z"]
        ),
        (
            "a time that clocks skip is the end of the gap", Samples.window("02:15", "02:45"), Samples.amsterdam,
            "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z", ["2026-03-29T01:00:00Z"]
        ),
        (
            "a time that comes twice is a boundary twice, and so is the change", Samples.window("02:30", "05:00"),
            Samples.amsterdam, "2026-10-24T22:00:00Z", "2026-10-25T12:00:00Z",
            ["2026-10-25T00:30:00Z", "2026-10-25T01:00:00Z", "2026-10-25T01:30:00Z", "2026-10-25T04:00:00Z"]
        ),
        (
            "clocks may change by half an hour", Samples.window("01:45", nil), Samples.lordHowe,
            "2026-04-04T13:30:00Z", "2026-04-04T18:00:00Z",
            ["2026-04-04T14:45:00Z", "2026-04-04T15:00:00Z", "2026-04-04T15:15:00Z"]
        ),
        (
            "energy and power know no clock",
            TariffRestrictions(minimumEnergy: d("10"), maximumPower: d("50"), minimumDuration: 60), Samples.amsterdam,
            "2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z", []
        ),
    ]

    @Test(arguments: rows)
    func `local times become instants`(
        _ name: String, _ restrictions: TariffRestrictions, _ zone: ZoneRules, _ from: String, _ to: String,
        _ expected: [String]
    ) {
        let tariff = Samples.tariff([(restrictions, [c(.energy, "0.3", nil, 1)])])
        let found = tariff.boundaries(from: Samples.at(from), to: Samples.at(to), zone: zone)
        #expect(found.map(\.rfc3339) == expected, "\(name)")
    }

    @Test func `without a zone there are no local times`() {
        let tariff = Samples.tariff([(Samples.window("08:00", "20:00"), [c(.energy, "0.3", nil, 1)])])
        #expect(
            tariff.boundaries(
                from: Samples.at("2026-01-01T00:00:00Z"), to: Samples.at("2026-02-01T00:00:00Z"), zone: nil) == [])
    }
}
