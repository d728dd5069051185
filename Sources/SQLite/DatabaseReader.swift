import CSQLite
import Synchronization

/// Threads that read, each with its own connection and each read on one snapshot; they never hold up the writer.
public final class DatabaseReader: Sendable {
    private let queue = JobQueue<ReadJob>()
    private let threads: [WorkerThread]

    /// The file must be there: open the writer first.
    public init(path: String, threads count: Int = 2) throws(SQLiteError) {
        var connections: [Connection] = []
        for _ in 0..<max(1, count) { connections.append(try Connection(path: path, mode: .readOnly)) }
        let queue = queue
        threads = connections.enumerated().map { index, db in
            // Each connection moves to its thread and is never touched from here again.
            nonisolated(unsafe) let moved = db
            return WorkerThread(name: "db-reader-\(index)") {
                while let job = queue.take(limit: 1).first { job.run(moved) }
            }
        }
    }

    deinit { close() }

    /// Runs the body on one snapshot. A cancelled task stops its query in the middle and gets `CancellationError`.
    /// It runs on the caller's executor.
    nonisolated(nonsending)
        public func read<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T
    {
        let interruption = InterruptSwitch()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                submit(body, interrupt: interruption) { continuation.resume(with: $0) }
            }
        } onCancel: {
            interruption.interrupt()
        }
    }

    /// The same with a completion, which runs on the reader's thread.
    public func submit<T: Sendable>(
        _ body: @escaping @Sendable (Connection) throws -> T,
        completion: @escaping @Sendable (Result<T, any Error>) -> Void
    ) {
        submit(body, interrupt: InterruptSwitch(), completion: completion)
    }

    private func submit<T: Sendable>(
        _ body: @escaping @Sendable (Connection) throws -> T, interrupt: InterruptSwitch,
        completion: @escaping @Sendable (Result<T, any Error>) -> Void
    ) {
        let job = ReadJob { db in
            guard interrupt.begin(db) else { return completion(.failure(CancellationError())) }
            let result = Result { try db.snapshot { try body(db) } }
            let wasInterrupted = interrupt.end()
            if wasInterrupted, case .failure = result { return completion(.failure(CancellationError())) }
            completion(result)
        }
        if !queue.append(job) { completion(.failure(DatabaseError.closed)) }
    }

    /// Takes no more, finishes what is queued, closes the connections. Safe to call twice, not from a reader thread.
    public func close() {
        queue.close()
        for thread in threads { thread.join() }
    }
}

struct ReadJob: Sendable {
    let run: @Sendable (Connection) -> Void
}

/// Lets one thread stop the query another thread is in, and only that query.
final class InterruptSwitch: Sendable {
    private enum State {
        case waiting, cancelled, finished
        case running(OpaquePointer)
    }

    // The handle is used only while the state is `running`, which `end` leaves under the same lock before the
    // connection can go away; sqlite3_interrupt may be called from any thread meanwhile.
    private struct Guarded: @unchecked Sendable {
        var state = State.waiting
        var wasInterrupted = false
    }
    private let guarded = Mutex(Guarded())

    /// False when it was cancelled before it began.
    func begin(_ db: Connection) -> Bool {
        nonisolated(unsafe) let handle = db.handle
        return guarded.withLock { guarded in
            if case .cancelled = guarded.state { return false }
            guarded.state = .running(handle)
            return true
        }
    }

    /// Answers whether the query was interrupted.
    func end() -> Bool {
        guarded.withLock { guarded in
            guarded.state = .finished
            return guarded.wasInterrupted
        }
    }

    func interrupt() {
        guarded.withLock { guarded in
            switch guarded.state {
            case .waiting: guarded.state = .cancelled
            case .running(let handle):
                guarded.wasInterrupted = true
                sqlite3_interrupt(handle)
            case .cancelled, .finished: break
            }
        }
    }
}
