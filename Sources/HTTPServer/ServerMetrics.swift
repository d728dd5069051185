import Synchronization

/// What a server has done since it began; counted on the loop, read from anywhere.
public struct HTTPServerMetrics: Hashable, Sendable {
    /// Answered requests, refused messages included.
    public var requests = 0
    /// Answers by the first digit of their status: index 2 counts 2xx.
    public var statusClasses: [Int] = [0, 0, 0, 0, 0, 0]
    /// Messages refused by a rule of framing, size or time.
    public var faults = 0
    public var connectionsAccepted = 0
    /// Connections answered 503 because there were too many, or no descriptor was left.
    public var connectionsRefused = 0
    /// Times that accepting was paused.
    public var acceptPauses = 0
    public var bytesReceived = 0
}

/// The counters behind the metrics. One writer, the loop, so a load and a store are enough.
final class ServerCounters: Sendable {
    let requests = Counter()
    let faults = Counter()
    let accepted = Counter()
    let refused = Counter()
    let pauses = Counter()
    let received = Counter()
    let connections = Counter()
    private let classes = (2...5).map { _ in Counter() }

    func count(_ status: Int, isFault: Bool) {
        requests.add(1)
        if isFault { faults.add(1) }
        let index = status / 100 - 2
        if classes.indices.contains(index) { classes[index].add(1) }
    }

    var metrics: HTTPServerMetrics {
        HTTPServerMetrics(
            requests: requests.value, statusClasses: [0, 0] + classes.map(\.value), faults: faults.value,
            connectionsAccepted: accepted.value, connectionsRefused: refused.value, acceptPauses: pauses.value,
            bytesReceived: received.value)
    }
}

final class Counter: Sendable {
    private let atomic = Atomic<Int>(0)

    /// On the loop only.
    func add(_ amount: Int) {
        atomic.store(atomic.load(ordering: .relaxed) &+ amount, ordering: .relaxed)
    }

    var value: Int { atomic.load(ordering: .relaxed) }
}
