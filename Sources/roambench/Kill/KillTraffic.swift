import Digest
import EventLoop
import Synchronization

/// Lanes of session messages that go on through every death of the hub, and what of them was acknowledged.
final class KillTraffic: Sendable {
    /// What the hub said it has.
    struct Record: Sendable {
        var acknowledged: [String] = []
        /// Of each session the last acknowledged step, and the last that was sent at all.
        var lastAcknowledged: [String: Int] = [:]
        var lastSent: [String: Int] = [:]
        var unknown = 0
        var refusals: [String] = []
    }

    private let sender: SessionSender
    private let state = Mutex(Record())
    private let isStopped = Mutex(false)
    private let tasks = Mutex<[Task<Void, Never>]>([])

    init(_ sender: SessionSender) { self.sender = sender }

    var record: Record { state.withLock { $0 } }
    var acknowledgedCount: Int { state.withLock { $0.acknowledged.count } }

    func start(lanes: Int) {
        let started = (0..<lanes).map { lane in Task { await self.run(lane) } }
        tasks.withLock { $0 = started }
    }

    /// Returns when every lane has its last answer.
    func stop() async {
        isStopped.withLock { $0 = true }
        for task in tasks.withLock({ $0 }) { await task.value }
    }

    /// A session gets a PUT, eight PATCHes and a PUT again, then the next one begins.
    private func run(_ lane: Int) async {
        var number = 0
        while !isStopped.withLock({ $0 }) {
            number += 1
            let id = "K\(lane)-\(number)"
            for step in 0..<10 where !isStopped.withLock({ $0 }) {
                await send(id, step)
            }
        }
    }

    /// Sends until the hub has taken it: what got no answer is sent again as a whole session.
    private func send(_ id: String, _ step: Int) async {
        var isWhole = step == 0 || step == 9
        while !isStopped.withLock({ $0 }) {
            let requestID = RandomBytes.token(bytes: 16)
            state.withLock { $0.lastSent[id] = step }
            let outcome =
                isWhole
                ? await sender.put(id, step: step, requestID: requestID)
                : await sender.patch(id, step: step, requestID: requestID)
            switch outcome {
            case .taken:
                state.withLock {
                    $0.acknowledged.append(requestID)
                    $0.lastAcknowledged[id] = step
                }
                return
            case .refused(let reason):
                state.withLock { $0.refusals.append("\(id) step \(step): \(reason)") }
                return
            case .unknown:
                state.withLock { $0.unknown += 1 }
                isWhole = true
                // The hub is dead: not more than a try each 20 ms from a lane.
                try? await Task.sleep(for: .milliseconds(20))
            }
        }
    }
}
