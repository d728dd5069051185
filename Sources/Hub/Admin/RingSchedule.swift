import AdminAPI

/// When each listener of the feed hears from us: it is rung when the feed moved, at once when its last ring is long
/// enough ago and otherwise as soon as it is, and gets a beat when it has heard nothing for a beat's interval.
///
/// One that is rung as often as it would be beaten hears only the rings: everything it hears wakes a desk.
struct RingSchedule {
    private struct Listener {
        let interval: Duration
        var lastRung: ContinuousClock.Instant
        var lastTold: ContinuousClock.Instant
        var rungHead: Int64
    }

    /// Who is told now, and how long to wait before the next time.
    struct Turn: Equatable {
        var rung: [ObjectIdentifier] = []
        var beaten: [ObjectIdentifier] = []
        var wait: Duration?
    }

    private(set) var head: Int64 = 0
    private var listeners: [ObjectIdentifier: Listener] = [:]
    /// What is waited for; a timer that fires at another time was overtaken and does nothing.
    private var dueAt: ContinuousClock.Instant?

    private static let beatInterval = AdminAPI.Doorbell.beatInterval
    /// A beat may be this early, so that those of many quiet desks fall together.
    private static let earliness = Duration.milliseconds(250)

    /// A listener that has just been told the head; answers how long to wait before `due`, as `moved` does.
    mutating func add(_ id: ObjectIdentifier, interval: Duration, now: ContinuousClock.Instant) -> Duration? {
        listeners[id] = Listener(interval: interval, lastRung: now - interval, lastTold: now, rungHead: head)
        return nextWait(now)
    }

    mutating func remove(_ id: ObjectIdentifier) { listeners[id] = nil }

    /// The head a listener was told last: a beat repeats it, so that it asks for nothing before its next ring.
    func told(_ id: ObjectIdentifier) -> Int64 { listeners[id]?.rungHead ?? head }

    /// How long to wait before `due`; nil when nobody is to be told, or a wait that covers it is under way.
    mutating func moved(to head: Int64, now: ContinuousClock.Instant) -> Duration? {
        guard head > self.head else { return nil }
        self.head = head
        return nextWait(now)
    }

    mutating func due(now: ContinuousClock.Instant) -> Turn {
        guard let dueAt, now >= dueAt else { return Turn() }
        self.dueAt = nil
        var turn = Turn()
        for (id, listener) in listeners {
            if listener.rungHead < head, listener.lastRung + listener.interval <= now {
                turn.rung.append(id)
                listeners[id]?.lastRung = now
                listeners[id]?.rungHead = head
            } else {
                // One that will be rung soon is not beaten before its time: it would be woken twice.
                let early = listener.rungHead < head ? Duration.zero : Self.earliness
                guard listener.lastTold + Self.beatInterval - early <= now else { continue }
                turn.beaten.append(id)
            }
            listeners[id]?.lastTold = now
        }
        turn.wait = nextWait(now)
        return turn
    }

    private mutating func nextWait(_ now: ContinuousClock.Instant) -> Duration? {
        let earliest = listeners.values.map { listener in
            let beat = listener.lastTold + Self.beatInterval
            return listener.rungHead < head ? min(beat, listener.lastRung + listener.interval) : beat
        }.min()
        guard let earliest else { return nil }
        let next = max(earliest, now)
        if let dueAt, dueAt <= next { return nil }
        dueAt = next
        return next - now
    }
}
