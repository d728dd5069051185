import Testing

@testable import Hub

@Suite struct RingScheduleTests {
    final class Listener {}

    let start = ContinuousClock.now
    let quick = Listener()
    let slow = Listener()
    var schedule = RingSchedule()

    init() {
        schedule.add(ObjectIdentifier(quick), interval: .milliseconds(100), now: start)
        schedule.add(ObjectIdentifier(slow), interval: .milliseconds(2_000), now: start)
    }

    func at(_ milliseconds: Int) -> ContinuousClock.Instant { start + .milliseconds(milliseconds) }

    @Test mutating func `a first change is told to everybody at once`() {
        #expect(schedule.moved(to: 5, now: at(0)) == .zero)
        let (rung, wait) = schedule.due(now: at(0))
        #expect(Set(rung) == [ObjectIdentifier(quick), ObjectIdentifier(slow)])
        #expect(wait == nil)
    }

    @Test mutating func `the next ones wait for each listener's interval`() {
        _ = schedule.moved(to: 5, now: at(0))
        _ = schedule.due(now: at(0))
        #expect(schedule.moved(to: 6, now: at(30)) == .milliseconds(70))
        #expect(schedule.moved(to: 7, now: at(60)) == nil)
        let (first, wait) = schedule.due(now: at(100))
        #expect(first == [ObjectIdentifier(quick)])
        #expect(wait == .milliseconds(1_900))
        // Earlier than what is waited for: the quick one again.
        #expect(schedule.moved(to: 8, now: at(150)) == .milliseconds(50))
        let (second, again) = schedule.due(now: at(200))
        #expect(second == [ObjectIdentifier(quick)])
        #expect(again == .milliseconds(1_800))
        let (third, none) = schedule.due(now: at(2_000))
        #expect(third == [ObjectIdentifier(slow)])
        #expect(none == nil)
    }

    @Test mutating func `a timer that was overtaken does nothing`() {
        _ = schedule.moved(to: 5, now: at(0))
        _ = schedule.due(now: at(0))
        _ = schedule.moved(to: 6, now: at(30))
        #expect(schedule.due(now: at(90)).rung == [])
        #expect(schedule.due(now: at(100)).rung == [ObjectIdentifier(quick)])
        #expect(schedule.due(now: at(101)).rung == [])
    }

    @Test mutating func `under constant change each is told at its own pace`() {
        var told: [ObjectIdentifier: Int] = [:]
        var timer: Int?
        for millisecond in 0..<4_000 {
            if millisecond % 20 == 0, let wait = schedule.moved(to: Int64(millisecond + 1), now: at(millisecond)) {
                timer = millisecond + Int(wait / .milliseconds(1))
            }
            while timer == millisecond {
                let (rung, wait) = schedule.due(now: at(millisecond))
                for id in rung { told[id, default: 0] += 1 }
                timer = wait.map { millisecond + Int($0 / .milliseconds(1)) }
            }
        }
        #expect(told[ObjectIdentifier(quick)] == 40)
        #expect(told[ObjectIdentifier(slow)] == 2)
    }

    @Test mutating func `nobody is told twice the same, and nobody who has gone`() {
        schedule.remove(ObjectIdentifier(slow))
        _ = schedule.moved(to: 5, now: at(0))
        #expect(schedule.due(now: at(0)).rung == [ObjectIdentifier(quick)])
        #expect(schedule.moved(to: 5, now: at(500)) == nil)
        #expect(schedule.due(now: at(500)).rung == [])
    }

    @Test func `who was rung just now needs no beat`() {
        var schedule = RingSchedule()
        let start = ContinuousClock.now
        let one = ObjectIdentifier(RingSchedule.self)
        schedule.add(one, interval: .milliseconds(100), now: start)
        _ = schedule.moved(to: 1, now: start)
        #expect(schedule.due(now: start).rung == [one])
        #expect(schedule.quiet(now: start + .milliseconds(499)).isEmpty)
        #expect(schedule.quiet(now: start + .milliseconds(500)) == [one])
        _ = schedule.moved(to: 2, now: start + .milliseconds(10))
        #expect(schedule.told(one) == 1)
    }
}
