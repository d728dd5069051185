/// Messages that wait for their turn: one at a time in a lane, lanes beside each other.
struct Outbox: Sendable {
    private var waiting: [String: [Message]] = [:]

    /// Adds messages; answers the lanes that were empty and must be started.
    mutating func add(_ outgoing: [Outgoing]) -> [String] {
        var started: [String] = []
        for item in outgoing {
            if waiting[item.lane] == nil { started.append(item.lane) }
            waiting[item.lane, default: []].append(item.message)
        }
        return started
    }

    /// The next message of a lane; nil ends the lane.
    mutating func next(in lane: String) -> Message? {
        guard var messages = waiting[lane], !messages.isEmpty else {
            waiting[lane] = nil
            return nil
        }
        let message = messages.removeFirst()
        waiting[lane] = messages
        return message
    }

    /// Messages that wait; those under way are not counted.
    var count: Int { waiting.values.reduce(0) { $0 + $1.count } }
}
