import AdminAPI
import JSON
import Roaming
import SQLite

/// The desk's replica of what its roles may read at one hub: a single file, written by one thread.
///
/// It is a cache: a file that is broken or not ours is put aside, one of another schema or hub is dropped, and the hub
/// fills a new one. `synchronous` is NORMAL: after a power cut the last pages are fetched again.
public final class Cache {
    let connection: Connection
    private var state: CacheState

    public var reader: CacheReader { CacheReader(connection) }

    private init(_ connection: Connection, state: CacheState) {
        self.connection = connection
        self.state = state
    }

    /// Opens the cache of `hub`, made anew where it cannot be used.
    ///
    /// - Throws: only when not even a new file can be made there.
    public static func open(path: String, hub: String) throws -> Cache {
        do {
            switch try existing(path: path, hub: hub) {
            case .usable(let cache): return cache
            case .empty: break
            case .outdated: try CacheLocation.remove(path)
            case .foreign: try CacheLocation.putAside(path)
            }
        } catch let error as SQLiteError where error.isDamage {
            try CacheLocation.putAside(path)
        }
        return try made(path: path, hub: hub)
    }

    private enum Existing {
        case usable(Cache)
        case empty
        /// Of another schema or hub.
        case outdated
        case foreign
    }

    private static func existing(path: String, hub: String) throws -> Existing {
        guard CacheLocation.holdsSomething(path) else { return .empty }
        let connection = try opened(path)
        let identity = try connection.one("PRAGMA application_id") { try $0.int64(0) }
        guard identity == Int64(CacheSchema.applicationID) else {
            // A file whose making was cut short has no table yet.
            return try connection.exists("SELECT 1 FROM sqlite_schema") ? .foreign : .empty
        }
        let version = try connection.one("PRAGMA user_version") { try $0.int64(0) }
        guard version == Int64(CacheSchema.version) else { return .outdated }
        let state = try CacheReader(connection).state()
        return state.hub == hub ? .usable(Cache(connection, state: state)) : .outdated
    }

    private static func made(path: String, hub: String) throws -> Cache {
        let connection = try opened(path)
        try connection.transaction {
            // Another desk may have made it since we looked.
            guard try !connection.exists("SELECT 1 FROM sqlite_schema") else { return }
            for statement in CacheSchema.statements { try connection.execute(statement) }
            try connection.run("INSERT INTO meta (key, value) VALUES ('hub', ?)", hub)
            try connection.execute("PRAGMA application_id=\(CacheSchema.applicationID)")
            try connection.execute("PRAGMA user_version=\(CacheSchema.version)")
        }
        return Cache(connection, state: try CacheReader(connection).state())
    }

    private static func opened(_ path: String) throws -> Connection {
        let connection = try Connection(path: path, synchronous: .normal)
        // 16 MB. A busy hub moves some 500 KB a second, and each checkpoint waits for the disk a dozen times.
        try connection.execute("PRAGMA wal_autocheckpoint=4000")
        return connection
    }

    /// Stores a page that was asked for with `after`, with its new `seq`, in one transaction.
    ///
    /// A page of another epoch or role than the cache's empties the cache; unless the page began at 0, it is then
    /// dropped, and the next one must be asked for after 0. Changes up to the cache's `seq` are passed over: another
    /// desk on the same file may have been faster.
    public func apply(_ page: ChangePage, after: Int64, now: Timestamp) throws -> ApplyOutcome {
        var next = state
        var kinds: Set<Kind> = []
        var startedAgain = false
        try connection.transaction {
            next = try reader.state()
            if next.epoch != page.epoch || next.role != page.role {
                startedAgain = next.epoch != nil || after != 0
                try removeAll()
                next.epoch = page.epoch
                next.role = page.role
                next.seq = 0
                next.unreadable = 0
                next.unreadableReason = nil
            }
            guard after <= next.seq else { return try save(&next, now: now) }
            for change in page.changes where change.seq > next.seq {
                guard let kind = change.kind else { continue }
                do {
                    try write(change, of: kind)
                } catch let error as FieldError {
                    // An older state must not pass for the present one.
                    try remove(change.id, of: kind)
                    next.unreadable += 1
                    next.unreadableReason = "\(kind.rawValue) \(change.id): \(error)"
                }
                kinds.insert(kind)
            }
            next.seq = max(next.seq, page.next)
            try save(&next, now: now)
        }
        state = next
        return startedAgain && after != 0 ? .startedAgain : .applied(kinds: kinds, seq: next.seq)
    }

    /// Keeps who we are, for the frame's first line while the hub is away.
    public func remember(_ me: Me) throws {
        try connection.transaction {
            var next = try reader.state()
            next.me = me
            try saveText("me", String(decoding: me.json.serialized(), as: UTF8.self))
            state = next
        }
    }

    /// The line is alive and nothing has changed: what is shown is what the hub has.
    public func touch(now: Timestamp) throws {
        try connection.transaction { try saveText("shown_at", now.rfc3339) }
        state.shownAt = now
    }

    /// What was stored last; no disk is read.
    public var lastState: CacheState { state }

    private func save(_ state: inout CacheState, now: Timestamp) throws {
        state.shownAt = now
        try saveText("epoch", state.epoch ?? "")
        try saveText("role", state.role ?? "")
        try saveText("seq", String(state.seq))
        try saveText("shown_at", now.rfc3339)
        try saveText("unreadable", String(state.unreadable))
        try saveText("unreadable_reason", state.unreadableReason ?? "")
    }

    private func saveText(_ key: String, _ value: String) throws {
        try connection.run(
            "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key,
            value)
    }

    private func removeAll() throws {
        for kind in Kind.allCases {
            try connection.run("DELETE FROM \(kind.rawValue)")
            try connection.run("DELETE FROM \(kind.rawValue)_body")
        }
    }

    /// - Throws: `FieldError` when this version cannot read the resource, so that no list ever meets it.
    private func write(_ change: Change, of kind: Kind) throws {
        guard case .object(let resource)? = change.resource else { return try remove(change.id, of: kind) }
        _ = try AnyResource(kind, ObjectReader(.object(resource)))
        let table = KindTable.of(kind)
        let values = table.values(id: change.id, seq: change.seq, resource)
        let row = try connection.one(table.upsert, values: values) { try $0.int64(0) }
        guard let row else { return }
        try connection.run(table.bodyUpsert, row, JSONValue.object(resource).serialized())
    }

    private func remove(_ id: String, of kind: Kind) throws {
        let found = try connection.one("SELECT n FROM \(kind.rawValue) WHERE id = ?", id) { try $0.int64(0) }
        guard let found else { return }
        try connection.run("DELETE FROM \(kind.rawValue) WHERE n = ?", found)
        try connection.run("DELETE FROM \(kind.rawValue)_body WHERE n = ?", found)
    }
}

/// What became of a page.
public enum ApplyOutcome: Hashable, Sendable {
    /// Stored; `kinds` have changed, the next page begins after `seq`.
    case applied(kinds: Set<Kind>, seq: Int64)
    /// The cache was of another epoch or role and is empty now; ask for everything.
    case startedAgain
}

extension SQLiteError {
    /// The file is not a database, or a damaged one.
    var isDamage: Bool { code.primary == .corrupt || code.primary == .notADatabase }
}
