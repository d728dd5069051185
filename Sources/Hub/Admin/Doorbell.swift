import AdminAPI
import HTTPServer
import JSON

/// Tells the desks that the feed has moved: the head seq, at most ten times a second, and a beat every second.
///
/// Confined to the hub's actor. It carries no data: who hears it pages through the feed.
struct Doorbell {
    let epoch: String
    private(set) var head: Int64 = 0
    private var streams: [ObjectIdentifier: EventStream] = [:]
    private var lastRung: ContinuousClock.Instant?

    init(epoch: String) { self.epoch = epoch }

    var listeners: Int { streams.count }

    mutating func moved(to head: Int64) { self.head = max(self.head, head) }

    mutating func add(_ stream: EventStream) { streams[ObjectIdentifier(stream)] = stream }

    mutating func remove(_ stream: EventStream) { streams[ObjectIdentifier(stream)] = nil }

    func ring(_ event: String, now: String) {
        let data: JSONValue = ["epoch": .string(epoch), "head": .number(JSONNumber(head)), "now": .string(now)]
        let text = String(decoding: data.serialized(), as: UTF8.self)
        for stream in streams.values { stream.send(event: event, id: String(head), data: text) }
    }

    mutating func close() {
        for stream in streams.values { stream.close() }
        streams = [:]
    }
}
