import Roaming
import SQLite

/// A CDR's way to its DP, after the hub has accepted it.
struct CDRDelivery: Hashable, Sendable {
    enum State: String, Sendable {
        case pending, delivered, refused
        /// Sent, and no answer came: the DP may have it.
        case maybe
    }

    var cdrRowID: Int64
    var dp: PartyID
    var state: State
    var attempts: Int
    /// The partner's words when it refused, or what failed.
    var answer: String?
    /// The Location the DP gave its copy.
    var remoteURL: String?
    /// Nil when nothing more will be tried by itself.
    var nextAttemptAt: Timestamp?
    var updatedAt: Timestamp
}

enum DeliveryStore {
    /// Inserts or replaces.
    ///
    /// - Throws: rule `DELIVERY_FINAL` when a delivered one would become something else, or attempts go back.
    static func put(_ db: Connection, _ delivery: CDRDelivery) throws {
        try db.run(
            """
            INSERT INTO delivery (cdr, dp, state, attempts, answer, remote_url, next_attempt_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (cdr) DO UPDATE SET
              state = excluded.state, attempts = excluded.attempts, answer = excluded.answer,
              remote_url = excluded.remote_url, next_attempt_at = excluded.next_attempt_at,
              updated_at = excluded.updated_at
            """, delivery.cdrRowID, delivery.dp, delivery.state.rawValue, delivery.attempts, delivery.answer,
            delivery.remoteURL, delivery.nextAttemptAt, delivery.updatedAt)
    }

    static func get(_ db: Connection, _ rowID: Int64) throws -> CDRDelivery? {
        try db.one("SELECT * FROM delivery WHERE cdr = ?", rowID) { try CDRDelivery(row: $0) }
    }

    /// Those whose next attempt is due, the longest waiting first.
    static func due(_ db: Connection, at: Timestamp, limit: Int) throws -> [CDRDelivery] {
        try db.query(
            "SELECT * FROM delivery WHERE next_attempt_at <= ? ORDER BY next_attempt_at LIMIT ?", at, limit
        ) { try CDRDelivery(row: $0) }
    }

    /// The next moment one is due; nil when none waits.
    static func nextDue(_ db: Connection) throws -> Timestamp? {
        try db.one("SELECT min(next_attempt_at) AS at FROM delivery WHERE next_attempt_at IS NOT NULL") {
            try $0.optionalTimestamp("at")
        } ?? nil
    }

    /// Open ones of a DP by state.
    static func openCounts(_ db: Connection, _ dp: PartyID) throws -> [CDRDelivery.State: Int] {
        var counts: [CDRDelivery.State: Int] = [:]
        try db.each(
            "SELECT state, count(*) AS n FROM delivery WHERE dp = ? AND state <> 'delivered' GROUP BY state",
            values: [dp]
        ) { counts[try $0.choice("state")] = try $0.int("n") }
        return counts
    }
}

extension CDRDelivery {
    fileprivate init(row: Row) throws {
        cdrRowID = try row.int64("cdr")
        dp = try row.party("dp")
        state = try row.choice("state")
        attempts = try row.int("attempts")
        answer = try row.optionalText("answer")
        remoteURL = try row.optionalText("remote_url")
        nextAttemptAt = try row.optionalTimestamp("next_attempt_at")
        updatedAt = try row.timestamp("updated_at")
    }
}
