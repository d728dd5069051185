import Roaming
import SQLite

/// A settlement window: CDRs enter it in the order of their acceptance until it is closed.
struct WindowRecord: Hashable, Sendable {
    enum State: String, Sendable {
        case open = "OPEN"
        case closed = "CLOSED"
    }

    var id: String
    var currency: String
    var state: State
    var openedAt: Timestamp
    var closedAt: Timestamp?
}

/// What is in a window.
struct WindowTotals: Hashable, Sendable {
    var cdrCount = 0
    /// Of the cleared amounts.
    var totalMinor: Int64 = 0
    var cpoMinor: Int64 = 0
}

enum WindowStore {
    /// - Throws: a duplicate while another window of the currency is open.
    static func open(_ db: Connection, id: String, currency: String, at: Timestamp) throws {
        try db.run(
            "INSERT INTO settlement_window (id, currency, state, opened_at) VALUES (?, ?, 'OPEN', ?)", id, currency, at)
    }

    /// For ever: move out what must not be in it, and settle the rest, before.
    static func close(_ db: Connection, _ id: String, at: Timestamp) throws {
        let changed = try db.run(
            "UPDATE settlement_window SET state = 'CLOSED', closed_at = ? WHERE id = ? AND state = 'OPEN'", at, id)
        guard changed == 1 else { throw StoreError.stateChanged("window \(id)") }
    }

    static func current(_ db: Connection, currency: String) throws -> WindowRecord? {
        try db.one("SELECT * FROM settlement_window WHERE currency = ? AND state = 'OPEN'", currency) {
            try WindowRecord(row: $0)
        }
    }

    static func get(_ db: Connection, _ id: String) throws -> WindowRecord? {
        try db.one("SELECT * FROM settlement_window WHERE id = ?", id) { try WindowRecord(row: $0) }
    }

    static func all(_ db: Connection) throws -> [WindowRecord] {
        try db.query("SELECT * FROM settlement_window ORDER BY opened_at, id") { try WindowRecord(row: $0) }
    }

    static func totals(_ db: Connection, _ id: String) throws -> WindowTotals {
        try db.one(
            """
            SELECT count(*) AS n, coalesce(sum(cleared_minor), 0) AS total, coalesce(sum(cpo_minor), 0) AS cpo
            FROM cdr_state WHERE window_id = ?
            """, id
        ) {
            WindowTotals(
                cdrCount: try $0.int("n"), totalMinor: try $0.int64("total"), cpoMinor: try $0.int64("cpo"))
        } ?? WindowTotals()
    }
}

extension WindowRecord {
    fileprivate init(row: Row) throws {
        id = try row.text("id")
        currency = try row.text("currency")
        state = try row.choice("state")
        openedAt = try row.timestamp("opened_at")
        closedAt = try row.optionalTimestamp("closed_at")
    }
}
