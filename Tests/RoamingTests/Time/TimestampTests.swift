import Roaming
import Testing

@Suite struct TimestampTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2026-11-22T16:00:00Z", 1_795_363_200_000),
        ("2026-11-22T16:00:00", 1_795_363_200_000), ("2026-11-22T17:00:00+01:00", 1_795_363_200_000),
        ("2026-11-22T10:30:00-05:30", 1_795_363_200_000), ("2026-11-22t16:00:00z", 1_795_363_200_000),
        ("2026-11-22T16:00:00.5Z", 1_795_363_200_500), ("2026-11-22T16:00:00.123456789Z", 1_795_363_200_123),
        ("1969-12-31T23:59:59.999Z", -1), ("2024-02-29T00:00:00Z", 1_709_164_800_000),
        ("2026-12-31T23:59:60Z", 1_798_761_600_000),
    ])
    func `an OCPI date and time is read to the millisecond`(_ text: String, _ milliseconds: Int64) {
        #expect(Timestamp(rfc3339: text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "2026-11-22", "2026-11-22 16:00:00Z", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
        "2026-11-22T24:00:00Z", "2026-11-22T16:60:00Z", "2026-11-22T16:00:00.Z", "2026-11-22T16:00:00.1234567890Z",
        "2026-11-22T16:00:00+0100", "2026-11-22T16:00:00+24:00", "2026-11-22T16:00:00ZZ", "26-11-22T16:00:00Z",
        "2026-11-22T16:00:00,5Z", "２026-11-22T16:00:00Z",
    ])
    func `what is no OCPI date and time is refused`(_ text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }

    @Test func `the text of a moment reads back as the same moment`() {
        var generator = SeededGenerator(seed: 20_261_122)
        for _ in 0..<2000 {
            let moment = Timestamp(
                milliseconds: Int64.random(in: -60_000_000_000_000...250_000_000_000_000, using: &generator))
            #expect(Timestamp(rfc3339: moment.rfc3339) == moment, "\(moment.milliseconds), seed 20261122")
        }
    }

    @Test func `a day count gives the calendar day and the weekday`() {
        #expect(CivilDate(daysSince1970: 0).weekday == 4)
        #expect(CivilDate("2026-11-22")?.weekday == 7)
        #expect(CivilDate("2000-02-29")?.daysSince1970 == 11_016)
        #expect(CivilDate("1900-02-29") == nil)
        for days in stride(from: Int64(-800_000), through: 800_000, by: 97) {
            #expect(CivilDate(daysSince1970: days).daysSince1970 == days)
        }
    }
}
