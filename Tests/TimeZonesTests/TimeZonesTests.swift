import Roaming
import Testing

@testable import TimeZones

struct TimeZonesTests {
    /// Offsets a second before and at a change; figures from tzdata 2025b, read by another implementation.
    @Test(arguments: [
        ("Europe/Amsterdam", "2024-03-31T01:00:00Z", 3600, 7200),
        ("Europe/Amsterdam", "2024-10-27T01:00:00Z", 7200, 3600),
        ("Europe/Amsterdam", "2099-10-25T01:00:00Z", 7200, 3600),
        ("Europe/Moscow", "2011-03-26T23:00:00Z", 10_800, 14_400),
        ("Europe/Moscow", "2014-10-25T22:00:00Z", 14_400, 10_800),
        ("Asia/Pyongyang", "2015-08-14T15:00:00Z", 32_400, 30_600),
        ("Asia/Pyongyang", "2018-05-04T15:00:00Z", 30_600, 32_400),
        ("America/Caracas", "2016-05-01T07:00:00Z", -16_200, -14_400),
        ("Pacific/Apia", "2011-12-30T10:00:00Z", -36_000, 50_400),
        ("Australia/Lord_Howe", "2024-04-06T15:00:00Z", 39_600, 37_800),
        ("Australia/Lord_Howe", "2024-10-05T15:30:00Z", 37_800, 39_600),
        ("Africa/Casablanca", "2024-03-10T02:00:00Z", 3600, 0),
        ("America/Toronto", "2024-11-03T06:00:00Z", -14_400, -18_000),
    ])
    func `clocks change when and by how much IANA says`(_ name: String, _ at: String, _ before: Int, _ after: Int) {
        let rules = TimeZones.rules(name)!
        let change = Timestamp(rfc3339: at)!
        #expect(rules.offset(at: change - .seconds(1)) == before)
        #expect(rules.offset(at: change) == after)
        #expect(rules.changes.contains(change.milliseconds / 1000))
    }

    @Test(arguments: [("UTC", 0), ("Asia/Kuwait", 10_800), ("Etc/GMT+5", -18_000), ("Asia/Kolkata", 19_800)])
    func `a zone without changes has one offset`(_ name: String, _ offset: Int) {
        #expect(TimeZones.rules(name)?.offset(at: Timestamp(milliseconds: 1_700_000_000_000)) == offset)
    }

    @Test(arguments: [
        "", "Europe/Nowhere", "europe/amsterdam", "GMT+0530", "GMT+5", "Europe/Amsterdam ", "../etc/passwd",
    ])
    func `a name that is not IANA's has no rules`(_ name: String) {
        #expect(TimeZones.rules(name) == nil)
    }

    @Test(arguments: [
        ("NLD", "Europe/Amsterdam"), ("DEU", "Europe/Berlin"), ("KWT", "Asia/Kuwait"), ("GBR", "Europe/London"),
    ])
    func `a country with one zone names it`(_ country: String, _ zone: String) {
        #expect(CountryZones.zone(of: country) == zone)
        #expect(TimeZones.rules(zone) != nil)
    }

    @Test(arguments: ["PRT", "ESP", "USA", "NL", "nld", "XXX", ""])
    func `a country with several zones, or none that we know, names none`(_ country: String) {
        #expect(CountryZones.zone(of: country) == nil)
    }

    @Test func `every zone of the country table is a zone`() {
        #expect(CountryZones.zones.count == 223)
        for (country, zone) in CountryZones.zones { #expect(TimeZones.rules(zone) != nil, "\(country) \(zone)") }
    }
}
