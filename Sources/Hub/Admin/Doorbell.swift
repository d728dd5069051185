import AdminAPI
import HTTPServer
import JSON
import Roaming

/// Tells the desks that the feed has moved: the head seq, at most ten times a second, and a beat every second.
///
/// Confined to the hub's actor. It carries no data: who hears it pages through the feed.
struct Doorbell {
    static let beatInterval = AdminAPI.Doorbell.beatInterval

    private let epoch: String
    private var head: Int64 = 0
    private var streams: [ObjectIdentifier: (stream: EventStream, role: String)] = [:]
    private var lastRung: ContinuousClock.Instant?
    private var isScheduled = false

    init(epoch: String) { self.epoch = epoch }

    var listeners: Int { streams.count }

    mutating func add(_ stream: EventStream, role: String) { streams[ObjectIdentifier(stream)] = (stream, role) }

    mutating func remove(_ stream: EventStream) { streams[ObjectIdentifier(stream)] = nil }

    /// How long to wait before `ring`; nil when nobody listens, nothing moved, or a ring is waiting already.
    mutating func moved(to head: Int64) -> Duration? {
        guard head > self.head else { return nil }
        self.head = head
        guard !streams.isEmpty, !isScheduled else { return nil }
        isScheduled = true
        guard let lastRung else { return .zero }
        return max(.zero, AdminAPI.Doorbell.leastInterval - (ContinuousClock.now - lastRung))
    }

    mutating func ring(now: Timestamp) {
        isScheduled = false
        lastRung = ContinuousClock.now
        for (stream, role) in streams.values { send(AdminAPI.Doorbell.headEvent, to: stream, role, now) }
    }

    func beatAll(now: Timestamp) {
        for (stream, role) in streams.values { send(AdminAPI.Doorbell.beatEvent, to: stream, role, now) }
    }

    func beat(_ stream: EventStream, now: Timestamp) {
        guard let role = streams[ObjectIdentifier(stream)]?.role else { return }
        send(AdminAPI.Doorbell.headEvent, to: stream, role, now)
    }

    private func send(_ event: String, to stream: EventStream, _ role: String, _ now: Timestamp) {
        let data = AdminAPI.Doorbell(epoch: epoch, role: role, head: head, now: now).json.serialized()
        stream.send(event: event, id: String(head), data: String(decoding: data, as: UTF8.self))
    }

    mutating func close() {
        for (stream, _) in streams.values { stream.close() }
        streams = [:]
    }
}
