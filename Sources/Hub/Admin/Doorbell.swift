import AdminAPI
import EventLoop
import HTTPServer
import JSON
import Roaming

/// Tells the desks that the feed has moved: the head seq, as often as each wants to hear it, and a beat a second to
/// those who heard nothing else.
///
/// Confined to the hub's actor. It carries no data: who hears it pages through the feed.
struct Doorbell {
    private let epoch: String
    private var streams: [ObjectIdentifier: (stream: EventStream, role: String)] = [:]
    private var schedule = RingSchedule()
    /// The next ring or beat; an earlier one takes its place.
    var timer: EventLoopTimer? {
        willSet { timer?.cancel() }
    }

    init(epoch: String) { self.epoch = epoch }

    var listeners: Int { streams.count }

    /// Tells the stream the head, and from now on every change of it, at most once in `interval`.
    ///
    /// - Returns: how long to wait before `ring`; nil when an earlier wait covers it.
    mutating func add(_ stream: EventStream, role: String, interval: Duration, now: Timestamp) -> Duration? {
        streams[ObjectIdentifier(stream)] = (stream, role)
        let wait = schedule.add(ObjectIdentifier(stream), interval: interval, now: ContinuousClock.now)
        send(AdminAPI.Doorbell.headEvent, schedule.head, to: stream, role, now)
        return wait
    }

    mutating func remove(_ stream: EventStream) {
        streams[ObjectIdentifier(stream)] = nil
        schedule.remove(ObjectIdentifier(stream))
    }

    /// How long to wait before `ring`; nil when nobody has to be told, or an earlier wait covers it.
    mutating func moved(to head: Int64) -> Duration? { schedule.moved(to: head, now: ContinuousClock.now) }

    /// Tells who is due; answers how long to wait before the next time, nil when nobody listens.
    mutating func ring(now: Timestamp) -> Duration? {
        let turn = schedule.due(now: ContinuousClock.now)
        for (stream, role) in turn.rung.compactMap({ streams[$0] }) {
            send(AdminAPI.Doorbell.headEvent, schedule.head, to: stream, role, now)
        }
        for (stream, role) in turn.beaten.compactMap({ streams[$0] }) {
            let told = schedule.told(ObjectIdentifier(stream))
            send(AdminAPI.Doorbell.beatEvent, told, to: stream, role, now)
        }
        return turn.wait
    }

    private func send(_ event: String, _ head: Int64, to stream: EventStream, _ role: String, _ now: Timestamp) {
        let data = AdminAPI.Doorbell(epoch: epoch, role: role, head: head, now: now).json.serialized()
        stream.send(event: event, id: String(head), data: String(decoding: data, as: UTF8.self))
    }

    mutating func close() {
        timer = nil
        for (stream, _) in streams.values { stream.close() }
        streams = [:]
        schedule = RingSchedule()
    }
}
