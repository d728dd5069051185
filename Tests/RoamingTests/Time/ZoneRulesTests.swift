import Roaming
import Testing

@Suite struct ZoneRulesTests {
    /// Summer 2026 in Amsterdam: 29 March 01:00 UTC to 25 October 01:00 UTC.
    private static let amsterdam = ZoneRules(
        name: "Europe/Amsterdam", changes: [1_774_746_000, 1_792_890_000], offsets: [3600, 7200, 3600])!

    private func moment(_ text: String) -> Timestamp { Timestamp(rfc3339: text)! }

    private func local(_ date: String, _ minute: Int) -> LocalTime { LocalTime(CivilDate(date)!, minute: minute) }

    @Test(arguments: [
        ("2026-03-29T00:59:59Z", "2026-03-29", 119), ("2026-03-29T01:00:00Z", "2026-03-29", 180),
        ("2026-10-25T00:59:00Z", "2026-10-25", 179), ("2026-10-25T01:00:00Z", "2026-10-25", 120),
        ("2026-06-30T22:00:00Z", "2026-07-01", 0), ("2026-12-31T23:30:00Z", "2027-01-01", 30),
    ])
    func `every instant has one local time`(_ utc: String, _ date: String, _ minute: Int) {
        let local = Self.amsterdam.local(moment(utc))
        #expect(local.date == CivilDate(date))
        #expect(local.minute == minute)
        #expect(local.weekday == CivilDate(date)?.weekday)
    }

    @Test func `a time that clocks skip has no instant, one they repeat has two`() {
        let zone = Self.amsterdam
        #expect(zone.instants(of: local("2026-03-29", 150)) == [])
        #expect(zone.firstInstant(of: local("2026-03-29", 150)) == moment("2026-03-29T01:00:00Z"))
        #expect(
            zone.instants(of: local("2026-10-25", 150)) == [
                moment("2026-10-25T00:30:00Z"), moment("2026-10-25T01:30:00Z"),
            ])
        #expect(zone.instants(of: local("2026-07-01", 0)) == [moment("2026-06-30T22:00:00Z")])
    }

    @Test(arguments: [("2026-03-29", 23), ("2026-10-25", 25), ("2026-07-01", 24)])
    func `a day has as many hours as its clocks show`(_ date: String, _ hours: Int) {
        #expect(Self.amsterdam.length(of: CivilDate(date)!) == .seconds(hours * 3600))
    }

    @Test func `rules that contradict themselves are none`() {
        #expect(ZoneRules(name: "X", changes: [1], offsets: [0]) == nil)
        #expect(ZoneRules(name: "X", changes: [2, 1], offsets: [0, 1, 2]) == nil)
        #expect(ZoneRules(name: "X", changes: [], offsets: [86_400]) == nil)
    }
}
