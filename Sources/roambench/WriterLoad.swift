import Foundation
import Hub
import SQLite
import Synchronization

/// The same rows through the hub's writer: a savepoint a request, group commit, an answer after each.
final class WriterLoad: Sendable {
    private let writer: DatabaseWriter
    private let rows = SessionRows()
    private let sessions: Int
    private let update = Atomic(0)
    private let done = Atomic(0)
    private let isOver = Atomic(false)
    private let ended = DispatchSemaphore(value: 0)

    init(_ path: String, sessions: Int) throws {
        self.sessions = sessions
        writer = try DatabaseWriter(
            path: path, synchronous: .full, migrations: HubSchema.migrations)
    }

    /// PUTs per second, after every session is there.
    func run(inFlight: Int, duration: Duration) -> Int {
        for _ in 0..<inFlight { put() }
        while done.load(ordering: .relaxed) < sessions { usleep(1000) }
        let first = done.load(ordering: .relaxed)
        let start = ContinuousClock.now
        usleep(UInt32(duration.components.seconds) * 1_000_000)
        let rate = StoreBench.perSecond(done.load(ordering: .relaxed) - first, ContinuousClock.now - start)
        isOver.store(true, ordering: .relaxed)
        for _ in 0..<inFlight { ended.wait() }
        writer.close()
        return rate
    }

    private func put() {
        guard !isOver.load(ordering: .relaxed) else {
            ended.signal()
            return
        }
        let update = update.wrappingAdd(1, ordering: .relaxed).newValue
        let session = update &* 7919 % sessions
        writer.submit { [rows] db in
            try db.run(
                SessionRows.insertMessage, values: rows.message("in", session: session, update: update, cause: nil))
            let incoming = db.lastInsertRowid
            try db.run(SessionRows.upsertSession, values: rows.session(session, update: update))
            try db.run(SessionRows.moveFeed, values: rows.feed(session, update: update))
            try db.run(
                SessionRows.insertMessage,
                values: rows.message("out", session: session, update: update, cause: incoming))
            return (incoming, db.lastInsertRowid)
        } completion: { [self] result in
            guard case .success(let (incoming, outgoing)) = result else { fatalError("\(result)") }
            writer.submit { [rows] db in
                try db.run(SessionRows.insertAnswer, values: rows.answer(to: outgoing, update: update))
                try db.run(SessionRows.insertAnswer, values: rows.answer(to: incoming, update: update))
            } completion: { [self] _ in
                done.wrappingAdd(1, ordering: .relaxed)
                put()
            }
        }
    }
}
