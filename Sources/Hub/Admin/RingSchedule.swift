/// When each listener of the feed is told that it moved: at once when its last ring is long enough ago, otherwise as
/// soon as it is. Each has an interval of its own; the earliest ring that is due is waited for.
struct RingSchedule {
    private struct Listener {
        let interval: Duration
        var lastRung: ContinuousClock.Instant
        var rungHead: Int64
    }

    private(set) var head: Int64 = 0
    private var listeners: [ObjectIdentifier: Listener] = [:]
    /// What is waited for; a timer that fires at another time was overtaken and does nothing.
    private var dueAt: ContinuousClock.Instant?

    /// A listener that has just been told the head.
    mutating func add(_ id: ObjectIdentifier, interval: Duration, now: ContinuousClock.Instant) {
        listeners[id] = Listener(interval: interval, lastRung: now - interval, rungHead: head)
    }

    mutating func remove(_ id: ObjectIdentifier) { listeners[id] = nil }

    /// Who has not been told anything for a while, and so needs a beat to know that the line is alive.
    func quiet(now: ContinuousClock.Instant) -> [ObjectIdentifier] {
        listeners.filter { $0.value.lastRung + Self.lively <= now }.map(\.key)
    }

    /// The head a listener was told last: a beat repeats it, so that it asks for nothing before its next ring.
    func told(_ id: ObjectIdentifier) -> Int64 { listeners[id]?.rungHead ?? head }

    /// A ring this fresh is as good as a beat: the longest silence stays at a second and a half.
    private static let lively = Duration.milliseconds(500)

    /// How long to wait before `due`; nil when nobody is to be told, or a wait that covers it is under way.
    mutating func moved(to head: Int64, now: ContinuousClock.Instant) -> Duration? {
        guard head > self.head else { return nil }
        self.head = head
        return nextWait(now)
    }

    /// Who is told now, and how long to wait before the next time.
    mutating func due(now: ContinuousClock.Instant) -> (rung: [ObjectIdentifier], wait: Duration?) {
        guard let dueAt, now >= dueAt else { return ([], nil) }
        self.dueAt = nil
        let rung = listeners.filter { $0.value.rungHead < head && $0.value.lastRung + $0.value.interval <= now }.map(
            \.key)
        for id in rung {
            listeners[id]?.lastRung = now
            listeners[id]?.rungHead = head
        }
        return (rung, nextWait(now))
    }

    private mutating func nextWait(_ now: ContinuousClock.Instant) -> Duration? {
        let waiting = listeners.values.filter { $0.rungHead < head }
        guard let earliest = waiting.map({ $0.lastRung + $0.interval }).min() else { return nil }
        let next = max(earliest, now)
        if let dueAt, dueAt <= next { return nil }
        dueAt = next
        return next - now
    }
}
