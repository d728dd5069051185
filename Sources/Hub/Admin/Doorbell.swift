import AdminAPI
import EventLoop
import HTTPServer
import JSON
import Roaming

/// Tells the desks that the feed has moved: the head seq, at most ten times a second, and a beat every second.
///
/// Confined to the hub's actor. It carries no data: who hears it pages through the feed.
struct Doorbell {
    static let beatInterval = AdminAPI.Doorbell.beatInterval

    private let epoch: String
    private var streams: [ObjectIdentifier: (stream: EventStream, role: String)] = [:]
    private var schedule = RingSchedule()
    private var isBeating = false
    /// The next ring; an earlier one takes its place.
    var timer: EventLoopTimer? {
        willSet { timer?.cancel() }
    }

    init(epoch: String) { self.epoch = epoch }

    var listeners: Int { streams.count }

    /// Tells the stream the head, and from now on every change of it, at most once in `interval`.
    mutating func add(_ stream: EventStream, role: String, interval: Duration, now: Timestamp) {
        streams[ObjectIdentifier(stream)] = (stream, role)
        schedule.add(ObjectIdentifier(stream), interval: interval, now: ContinuousClock.now)
        send(AdminAPI.Doorbell.headEvent, to: stream, role, now)
    }

    mutating func remove(_ stream: EventStream) {
        streams[ObjectIdentifier(stream)] = nil
        schedule.remove(ObjectIdentifier(stream))
    }

    /// How long to wait before `ring`; nil when nobody has to be told, or an earlier wait covers it.
    mutating func moved(to head: Int64) -> Duration? { schedule.moved(to: head, now: ContinuousClock.now) }

    /// Tells who is due; answers how long to wait before the next ring.
    mutating func ring(now: Timestamp) -> Duration? {
        let (rung, wait) = schedule.due(now: ContinuousClock.now)
        for (stream, role) in rung.compactMap({ streams[$0] }) {
            send(AdminAPI.Doorbell.headEvent, to: stream, role, now)
        }
        return wait
    }

    /// True when the beat has to be started: somebody listens and nothing beats yet.
    mutating func startsBeating() -> Bool {
        defer { isBeating = !streams.isEmpty }
        return !isBeating && !streams.isEmpty
    }

    /// Tells those who were not rung just now that the line is alive. False when nobody listens any more; then the beat
    /// ends.
    mutating func beat(now: Timestamp) -> Bool {
        for (stream, role) in schedule.quiet(now: ContinuousClock.now).compactMap({ streams[$0] }) {
            send(AdminAPI.Doorbell.beatEvent, to: stream, role, now)
        }
        isBeating = !streams.isEmpty
        return isBeating
    }

    private func send(_ event: String, to stream: EventStream, _ role: String, _ now: Timestamp) {
        let head = event == AdminAPI.Doorbell.beatEvent ? schedule.told(ObjectIdentifier(stream)) : schedule.head
        let data = AdminAPI.Doorbell(epoch: epoch, role: role, head: head, now: now).json.serialized()
        stream.send(event: event, id: String(head), data: String(decoding: data, as: UTF8.self))
    }

    mutating func close() {
        timer = nil
        for (stream, _) in streams.values { stream.close() }
        streams = [:]
    }
}
