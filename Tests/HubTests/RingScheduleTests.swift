import Testing

@testable import Hub

@Suite struct RingScheduleTests {
    final class Listener {}

    let start = ContinuousClock.now
    let quick = Listener()
    let slow = Listener()
    var schedule = RingSchedule()

    init() {
        _ = schedule.add(ObjectIdentifier(quick), interval: .milliseconds(100), now: start)
        _ = schedule.add(ObjectIdentifier(slow), interval: .milliseconds(2_000), now: start)
    }

    func at(_ milliseconds: Int) -> ContinuousClock.Instant { start + .milliseconds(milliseconds) }

    @Test mutating func `a first change is told to everybody at once`() {
        #expect(schedule.moved(to: 5, now: at(0)) == .zero)
        let turn = schedule.due(now: at(0))
        #expect(Set(turn.rung) == [ObjectIdentifier(quick), ObjectIdentifier(slow)])
        #expect(turn.wait == .seconds(1))
    }

    @Test mutating func `the next ones wait for each listener's interval`() {
        _ = schedule.moved(to: 5, now: at(0))
        _ = schedule.due(now: at(0))
        #expect(schedule.moved(to: 6, now: at(30)) == .milliseconds(70))
        #expect(schedule.moved(to: 7, now: at(60)) == nil)
        let first = schedule.due(now: at(100))
        #expect(first == .init(rung: [ObjectIdentifier(quick)], wait: .milliseconds(900)))
        // Earlier than what is waited for: the quick one again.
        #expect(schedule.moved(to: 8, now: at(150)) == .milliseconds(50))
        let second = schedule.due(now: at(200))
        #expect(second == .init(rung: [ObjectIdentifier(quick)], wait: .milliseconds(800)))
        let third = schedule.due(now: at(1_000))
        #expect(third.beaten.contains(ObjectIdentifier(slow)))
        #expect(third.wait == .seconds(1))
        #expect(schedule.due(now: at(2_000)).rung == [ObjectIdentifier(slow)])
    }

    @Test mutating func `a timer that was overtaken does nothing`() {
        _ = schedule.moved(to: 5, now: at(0))
        _ = schedule.due(now: at(0))
        _ = schedule.moved(to: 6, now: at(30))
        #expect(schedule.due(now: at(90)) == .init())
        #expect(schedule.due(now: at(100)).rung == [ObjectIdentifier(quick)])
        #expect(schedule.due(now: at(101)) == .init())
    }

    @Test mutating func `nobody is rung twice for the same, and nobody who has gone`() {
        schedule.remove(ObjectIdentifier(slow))
        _ = schedule.moved(to: 5, now: at(0))
        #expect(schedule.due(now: at(0)).rung == [ObjectIdentifier(quick)])
        #expect(schedule.moved(to: 5, now: at(500)) == nil)
        #expect(schedule.due(now: at(500)) == .init())
    }

    @Test mutating func `a beat repeats the head that was told`() {
        _ = schedule.moved(to: 1, now: at(0))
        _ = schedule.due(now: at(0))
        _ = schedule.moved(to: 2, now: at(10))
        #expect(schedule.told(ObjectIdentifier(slow)) == 1)
    }

    @Test mutating func `who is gone leaves nothing to wait for`() {
        schedule.remove(ObjectIdentifier(quick))
        schedule.remove(ObjectIdentifier(slow))
        #expect(schedule.due(now: at(1_000)) == .init())
    }

    /// What two listeners hear in four seconds of a feed that moves every `step` milliseconds, nil for never.
    private mutating func hear(changesEvery step: Int?) -> (
        rung: [ObjectIdentifier: Int], beaten: [ObjectIdentifier: Int]
    ) {
        var rung: [ObjectIdentifier: Int] = [:]
        var beaten: [ObjectIdentifier: Int] = [:]
        // The wait that adding them asked for.
        var timer: Int? = 1_000
        for millisecond in 0..<4_000 {
            if let step, millisecond % step == 0,
                let wait = schedule.moved(to: Int64(millisecond + 1), now: at(millisecond))
            {
                timer = millisecond + Int(wait / .milliseconds(1))
            }
            while timer == millisecond {
                let turn = schedule.due(now: at(millisecond))
                for id in turn.rung { rung[id, default: 0] += 1 }
                for id in turn.beaten { beaten[id, default: 0] += 1 }
                timer = turn.wait.map { millisecond + Int($0 / .milliseconds(1)) }
            }
        }
        return (rung, beaten)
    }

    @Test mutating func `under constant change each is rung at its own pace, and beaten only where that is slow`() {
        let heard = hear(changesEvery: 20)
        #expect(heard.rung == [ObjectIdentifier(quick): 40, ObjectIdentifier(slow): 2])
        #expect(heard.beaten == [ObjectIdentifier(slow): 2])
    }

    @Test mutating func `one that is rung every second hears nothing else`() {
        let steady = Listener()
        _ = schedule.add(ObjectIdentifier(steady), interval: .seconds(1), now: start)
        let heard = hear(changesEvery: 20)
        #expect(heard.rung[ObjectIdentifier(steady)] == 4)
        #expect(heard.beaten[ObjectIdentifier(steady)] == nil)
    }

    @Test mutating func `a quiet feed is a beat a second`() {
        let heard = hear(changesEvery: nil)
        #expect(heard.rung.isEmpty)
        #expect(heard.beaten == [ObjectIdentifier(quick): 3, ObjectIdentifier(slow): 3])
    }

    @Test mutating func `beats of quiet desks fall together, at most a quarter of a second early`() {
        let near = Listener()
        let far = Listener()
        _ = schedule.add(ObjectIdentifier(near), interval: .seconds(1), now: at(250))
        _ = schedule.add(ObjectIdentifier(far), interval: .seconds(1), now: at(260))
        let turn = schedule.due(now: at(1_000))
        #expect(turn.beaten.contains(ObjectIdentifier(near)))
        #expect(!turn.beaten.contains(ObjectIdentifier(far)))
        #expect(turn.wait == .milliseconds(260))
    }
}
