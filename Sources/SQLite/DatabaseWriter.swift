/// The one thread that writes: it takes whatever is queued, runs it in one transaction, and answers after the COMMIT.
///
/// Many waiting requests share one sync of the disk (group commit); one that throws leaves nothing behind and disturbs
/// no other. With `.full`, "answered" means "on disk".
public final class DatabaseWriter: Sendable {
    public let path: String
    private let queue = JobQueue<WriteJob>()
    private let thread: WorkerThread

    /// Opens the file, applies the migrations and starts the thread.
    ///
    /// - Parameter batchLimit: most requests in one transaction.
    /// - Parameter checkpointPages: pages of 4 KiB in the log before they go into the file. More means that a page
    ///   which changes often is written there less often, and that opening after a crash reads more.
    /// - Parameter locksSchema: refuse schema changes and pragmas from now on (`Connection.lockSchema`).
    /// - Parameter onCommit: on the writer's thread, after each COMMIT and its completions; it may read.
    public init(
        path: String, synchronous: Connection.Synchronous, migrations: [Migration] = [], batchLimit: Int = 256,
        checkpointPages: Int = 1000, locksSchema: Bool = true, onCommit: (@Sendable (Connection) -> Void)? = nil
    ) throws {
        self.path = path
        let db = try Connection(path: path, mode: .readWrite, synchronous: synchronous)
        try Migrator.apply(migrations, to: db)
        try db.execute("PRAGMA wal_autocheckpoint=\(checkpointPages)")
        if locksSchema { db.lockSchema() }
        let queue = queue
        // The connection moves to the thread and is never touched from here again.
        nonisolated(unsafe) let moved = db
        thread = WorkerThread(name: "db-writer") {
            let batch = WriteBatch(db: moved)
            while true {
                let jobs = queue.take(limit: batchLimit)
                if jobs.isEmpty { return }
                batch.perform(jobs)
                onCommit?(moved)
            }
        }
    }

    deinit { close() }

    /// Queues the body; the completion runs on the writer's thread once its fate is durable. Any thread.
    public func submit<T: Sendable>(
        _ body: @escaping @Sendable (Connection) throws -> T,
        completion: @escaping @Sendable (Result<T, any Error>) -> Void
    ) {
        let job = WriteJob(body, completion: completion)
        if !queue.append(job) { completion(.failure(DatabaseError.closed)) }
    }

    /// The same, awaited. It runs on the caller's executor: nothing hops to a thread in between.
    @discardableResult
    nonisolated(nonsending)
        public func write<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T
    {
        try await withCheckedThrowingContinuation { continuation in
            submit(body) { continuation.resume(with: $0) }
        }
    }

    /// Copies a snapshot on a thread of its own; writing goes on. See `Connection.backup(to:)`.
    public func backup(to target: String) async throws {
        let source = path
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            _ = WorkerThread(name: "db-backup") {
                continuation.resume(
                    with: Result { try Connection(path: source, mode: .readOnly).backup(to: target) })
            }
        }
    }

    /// Requests waiting for their transaction.
    public var queued: Int { queue.count }

    /// Takes no more, finishes what is queued, closes the file. Safe to call twice.
    public func close() {
        queue.close()
        thread.join()
    }
}
