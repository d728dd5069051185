import AdminAPI
import Roaming
import SQLite

/// Where a resource stands in the change feed.
struct FeedMark: Hashable, Sendable {
    let seq: Int64
    let version: Int
}

struct FeedRow: Hashable, Sendable {
    let seq: Int64
    let kind: Kind
    let id: String
    let version: Int
    let isDeleted: Bool
    let at: Timestamp
}

/// The change feed: one row a resource, moved to a new seq in the transaction of its change.
///
/// A reader that has seen everything up to a seq and asks for what is after it gets each resource's latest state once.
enum Feed {
    /// Moves the resource to the end, alive. Ids are compared without case and keep their first writing.
    ///
    /// - Parameter bumpsVersion: false for a volatile change (a meter value, a counter), so that an action prepared
    ///   on the resource is not refused for it.
    @discardableResult
    static func touch(
        _ db: Connection, _ kind: Kind, id: String, at: Timestamp, bumpsVersion: Bool = true
    ) throws -> FeedMark {
        try move(db, kind, id: id, at: at, isDeleted: false, bumpsVersion: bumpsVersion)
    }

    /// Marks the resource as gone; it comes back, with a higher version, by `touch`.
    @discardableResult
    static func delete(_ db: Connection, _ kind: Kind, id: String, at: Timestamp) throws -> Int64 {
        try move(db, kind, id: id, at: at, isDeleted: true, bumpsVersion: true).seq
    }

    private static func move(
        _ db: Connection, _ kind: Kind, id: String, at: Timestamp, isDeleted: Bool, bumpsVersion: Bool
    ) throws -> FeedMark {
        let mark = try db.one(
            """
            INSERT INTO feed (seq, kind, id, version, is_deleted, at)
            VALUES ((SELECT coalesce(max(seq), 0) + 1 FROM feed), ?, ?, 1, ?, ?)
            ON CONFLICT (kind, id) DO UPDATE SET
              seq = excluded.seq, version = version + ?, is_deleted = excluded.is_deleted, at = excluded.at
            RETURNING seq, version
            """, kind.rawValue, id, isDeleted, at, bumpsVersion
        ) { FeedMark(seq: try $0.int64(0), version: try $0.int(1)) }
        guard let mark else { throw StoreError.notFound("feed row") }
        return mark
    }

    /// The highest seq given out, 0 in a new store.
    static func head(_ db: Connection) throws -> Int64 {
        try db.one("SELECT coalesce(max(seq), 0) FROM feed") { try $0.int64(0) } ?? 0
    }

    /// The resource's version, its ETag; nil when unknown or deleted.
    static func version(_ db: Connection, _ kind: Kind, id: String) throws -> Int? {
        try db.one("SELECT version FROM feed WHERE kind = ? AND id = ? AND is_deleted = 0", kind.rawValue, id) {
            try $0.int(0)
        }
    }

    /// Where a resource stands; nil when unknown or deleted.
    static func mark(_ db: Connection, _ kind: Kind, id: String) throws -> FeedRow? {
        try db.one("SELECT * FROM feed WHERE kind = ? AND id = ? AND is_deleted = 0", kind.rawValue, id) {
            try FeedRow(row: $0)
        }
    }

    /// Versions of all resources of a kind, by id.
    static func versions(_ db: Connection, _ kind: Kind) throws -> [String: Int] {
        var versions: [String: Int] = [:]
        try db.each("SELECT id, version FROM feed WHERE kind = ? AND is_deleted = 0", values: [kind.rawValue]) {
            versions[try $0.text(0)] = try $0.int(1)
        }
        return versions
    }

    /// Rows after `seq` in order, at most `limit`; only of `kinds` when given.
    static func page(_ db: Connection, after seq: Int64, limit: Int, kinds: Set<Kind>? = nil) throws -> [FeedRow] {
        var values: [(any Bindable)?] = [seq]
        var filter = ""
        if let kinds {
            let names = kinds.map(\.rawValue).sorted()
            values += names
            filter = "AND kind IN (\(names.map { _ in "?" }.joined(separator: ", ")))"
        }
        values.append(limit)
        return try db.query(
            "SELECT * FROM feed WHERE seq > ? \(filter) ORDER BY seq LIMIT ?", values: values
        ) { try FeedRow(row: $0) }
    }

    /// Ids of a kind that have not changed since `before`, for the end of their retention; oldest first.
    static func stale(_ db: Connection, _ kind: Kind, before: Timestamp, limit: Int) throws -> [String] {
        try db.query(
            "SELECT id FROM feed WHERE kind = ? AND is_deleted = 0 AND at < ? ORDER BY seq LIMIT ?",
            kind.rawValue, before, limit
        ) { try $0.text(0) }
    }
}

extension FeedRow {
    fileprivate init(row: Row) throws {
        seq = try row.int64("seq")
        kind = try row.choice("kind")
        id = try row.text("id")
        version = try row.int("version")
        isDeleted = try row.bool("is_deleted")
        at = try row.timestamp("at")
    }
}
