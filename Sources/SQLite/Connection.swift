import CSQLite

/// One open database, for one thread: it is not Sendable, and SQLite's own mutexes are off.
///
/// WAL, foreign keys and recursive triggers are on (without the last, INSERT OR REPLACE would pass by delete triggers).
public final class Connection {
    public enum Mode: Sendable { case readWrite, readOnly }

    /// What a commit waits for (sqlite.org/pragma.html#pragma_synchronous).
    public enum Synchronous: String, Sendable {
        /// On disk before COMMIT returns.
        case full = "FULL"
        /// Consistent after a power cut, but the last commits may be gone: for caches.
        case normal = "NORMAL"
    }

    public let path: String
    let handle: OpaquePointer
    private var statements: [String: Statement] = [:]
    private var uses: UInt64 = 0
    /// Above this many kept statements the least recently used goes.
    private let statementLimit = 256

    /// - Parameter busyTimeout: how long a statement waits for another process's lock.
    public init(
        path: String, mode: Mode = .readWrite, synchronous: Synchronous = .full, busyTimeout: Duration = .seconds(5)
    ) throws(SQLiteError) {
        let literal = DatabaseFile.literal(path)
        if mode == .readWrite { try DatabaseFile.secure(literal) }
        let access = mode == .readWrite ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY
        var opened: OpaquePointer?
        let result = sqlite3_open_v2(literal, &opened, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        if let error = SQLiteError(result: result, handle: opened) {
            sqlite3_close_v2(opened)
            throw SQLiteError(code: error.code, message: "open \(path): \(error.message)")
        }
        guard let opened else { throw SQLiteError(code: .cannotOpen, message: "open \(path): out of memory") }
        self.path = path
        handle = opened
        let (seconds, attoseconds) = busyTimeout.components
        sqlite3_busy_timeout(opened, Int32(clamping: seconds * 1000 + attoseconds / 1_000_000_000_000_000))
        try execute("PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON")
        try execute("PRAGMA cache_size=-32768; PRAGMA temp_store=MEMORY")
        if mode == .readWrite {
            try execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=\(synchronous.rawValue)")
            // After a burst the log shrinks again at the next checkpoint.
            try execute("PRAGMA journal_size_limit=67108864")
        } else {
            try execute("PRAGMA query_only=ON")
        }
    }

    // Statements that outlive the connection keep it alive inside SQLite until they are finalised.
    deinit { sqlite3_close_v2(handle) }

    public var lastInsertRowid: Int64 { sqlite3_last_insert_rowid(handle) }

    /// Rows changed by the last INSERT, UPDATE or DELETE, without those of its triggers.
    public var changes: Int { Int(sqlite3_changes64(handle)) }

    public var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// Runs any number of statements without values; rows are dropped. Not cached: for schema and pragmas.
    public func execute(_ sql: String) throws(SQLiteError) {
        let result = sqlite3_exec(handle, sql, nil, nil, nil)
        if let error = SQLiteError(result: result, handle: handle, sql: sql) { throw error }
    }

    /// A statement for this text, prepared once and kept.
    func statement(_ sql: String) throws(SQLiteError) -> Statement {
        uses += 1
        if let kept = statements[sql], !kept.isRunning {
            kept.lastUse = uses
            return kept
        }
        let isNested = statements[sql] != nil
        let statement = try Statement(sql, database: handle, persistent: !isNested)
        statement.lastUse = uses
        if !isNested {
            if statements.count >= statementLimit { dropLeastRecentlyUsed() }
            statements[sql] = statement
        }
        return statement
    }

    private func dropLeastRecentlyUsed() {
        let idle = statements.filter { !$0.value.isRunning }
        if let oldest = idle.min(by: { $0.value.lastUse < $1.value.lastUse }) { statements[oldest.key] = nil }
    }
}
