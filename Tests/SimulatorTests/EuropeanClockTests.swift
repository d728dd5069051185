import Roaming
import Testing

@testable import Simulator

struct EuropeanClockTests {
    @Test(arguments: [
        ("2026-03-29T00:59:59Z", 60), ("2026-03-29T01:00:00Z", 120), ("2026-10-25T00:59:59Z", 120),
        ("2026-10-25T01:00:00Z", 60), ("2027-03-28T01:00:00Z", 120), ("2024-03-31T00:59:59Z", 60),
        ("2024-03-31T01:00:00Z", 120), ("2028-10-29T01:00:00Z", 60),
    ])
    func `clocks change at one o'clock UTC on the last Sundays of March and October`(moment: String, minutes: Int)
        throws
    {
        let moment = try #require(Timestamp(rfc3339: moment))
        #expect(World.country("DE").zone.offset(at: moment) == minutes * 60)
        #expect(World.country("GB").zone.offset(at: moment) == (minutes - 60) * 60)
    }
}
