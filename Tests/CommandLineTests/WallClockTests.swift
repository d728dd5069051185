import CommandLine
import Roaming
import Testing

struct WallClockTests {
    private let start = Timestamp(milliseconds: 1_800_000_000_000)

    @Test(arguments: [(0, 0), (1, 60), (1000, 60_000), (-1000, -60_000)] as [(Int64, Int64)])
    func `a virtual clock runs its speed times as fast`(real: Int64, shown: Int64) {
        let clock = WallClock.virtual(start: start, realMilliseconds: 5_000_000, speed: 60)
        #expect(clock.now(realMilliseconds: 5_000_000 + real).milliseconds == start.milliseconds + shown)
    }

    @Test func `its argument brings the same clock to another process`() throws {
        let clock = WallClock.virtual(start: start, realMilliseconds: 5_000_000, speed: 60)
        let argument = try #require(clock.demoArgument)
        #expect(argument == "2027-01-15T08:00:00Z,5000000,60")
        #expect(WallClock(demoArgument: argument) == clock)
        #expect(WallClock.system.demoArgument == nil)
    }

    @Test(arguments: ["", "x,1,1", "2027-01-15T08:00:00Z,1", "2027-01-15T08:00:00Z,1,0", "2027-01-15T08:00:00Z,1,3601"])
    func `other arguments are no clock`(argument: String) {
        #expect(WallClock(demoArgument: argument) == nil)
    }

    @Test func `a clock that would overflow stands still`() {
        let clock = WallClock.virtual(start: start, realMilliseconds: 0, speed: 3600)
        #expect(clock.now(realMilliseconds: .max) == start)
    }
}
