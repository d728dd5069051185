import DeskCache
import EventLoop
import HTTPClient
import Roaming
import Synchronization

/// A desk's replica that follows the hub through its deaths, and is itself started anew at times.
final class KillDesk {
    let cachePath: String
    private let hub: HubProcess
    private let loop: EventLoop
    private let client: HTTPClient
    private var engine: SyncEngine?
    private let progress = KillDeskProgress()

    init(_ hub: HubProcess, in folder: String) throws {
        self.hub = hub
        cachePath = folder + "/desk.db"
        loop = try EventLoop(name: "desk")
        loop.start()
        client = HTTPClient(loop: loop)
        start()
    }

    /// Where the replica stands.
    var seq: Int64 { progress.seen.withLock { $0.seq } }
    var changes: Int { progress.seen.withLock { $0.changes } }
    /// Each time the replica's seq went back: it must go on from where it was.
    var falls: [String] { progress.seen.withLock { $0.fell } }

    func restart() throws {
        try stop()
        start()
    }

    func stop() throws {
        let engine = engine
        self.engine = nil
        try blocking { await engine?.stop() }
    }

    func hurry() { engine?.retryNow() }

    private func start() {
        let engine = SyncEngine(
            hub: hub.url, token: hub.token, cachePath: cachePath, client: client, loop: loop,
            now: { Timestamp.wall }, onEvent: { [progress] event in progress.note(event) })
        engine.start()
        self.engine = engine
    }

}

/// Where the replica has been, told on the loop's thread.
private final class KillDeskProgress: Sendable {
    struct Seen {
        var seq: Int64 = 0
        var fell: [String] = []
        var changes = 0
    }

    let seen = Mutex(Seen())

    func note(_ event: SyncEvent) {
        guard case .changed(_, let seq) = event else { return }
        seen.withLock { seen in
            if seq < seen.seq { seen.fell.append("from \(seen.seq) to \(seq)") }
            seen.seq = seq
            seen.changes += 1
        }
    }
}
