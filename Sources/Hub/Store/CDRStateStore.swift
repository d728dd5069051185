import Roaming
import SQLite

/// What the hub made of a CDR: checks, price, split, and where it is on its way to money.
struct CDRState: Hashable, Sendable {
    var cdrRowID: Int64
    var state: ClearingState
    /// Exactly when held.
    var holdReason: String?
    /// JSON arrays, as the admin API shows them.
    var verdicts = "[]"
    var ratingLines = "[]"
    /// The hub's own price; nil when it could not rate.
    var computedMinor: Int64?
    /// What counts; the three parts sum to it.
    var clearedMinor: Int64?
    var cpoMinor: Int64?
    var hubMinor: Int64?
    var dpMinor: Int64?
    var commissionBasisPoints: Int?
    var dpShareBasisPoints: Int?
    var tariffVersionID: Int64?
    var journalSeq: Int64?
    /// An open window of the CDR's currency; fixed once that window is closed.
    var windowID: String?
    var noteID: String?
    var payoutID: String?
    var disputeID: String?
    var updatedAt: Timestamp
}

enum CDRStateStore {
    /// Inserts or replaces.
    ///
    /// - Throws: rule `WINDOW_CLOSED` when it would enter or leave a closed window.
    static func put(_ db: Connection, _ state: CDRState) throws {
        let values: [(any Bindable)?] = [
            state.state.rawValue, state.holdReason, state.verdicts, state.ratingLines, state.computedMinor,
            state.clearedMinor, state.cpoMinor, state.hubMinor, state.dpMinor, state.commissionBasisPoints,
            state.dpShareBasisPoints, state.tariffVersionID, state.journalSeq, state.windowID, state.noteID,
            state.payoutID, state.disputeID, state.updatedAt, state.cdrRowID,
        ]
        // No upsert: that would ask a CDR of a closed window by the rules for entering one.
        let changed = try db.run(
            """
            UPDATE cdr_state SET state = ?, hold_reason = ?, verdicts = ?, rating_lines = ?, computed_minor = ?,
              cleared_minor = ?, cpo_minor = ?, hub_minor = ?, dp_minor = ?, commission_bp = ?, dp_share_bp = ?,
              tariff_version_id = ?, journal_seq = ?, window_id = ?, note_id = ?, payout_id = ?, dispute_id = ?,
              updated_at = ? WHERE cdr = ?
            """, values: values)
        if changed > 0 { return }
        try db.run(
            """
            INSERT INTO cdr_state (state, hold_reason, verdicts, rating_lines, computed_minor, cleared_minor, cpo_minor,
              hub_minor, dp_minor, commission_bp, dp_share_bp, tariff_version_id, journal_seq, window_id, note_id,
              payout_id, dispute_id, updated_at, cdr) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, values: values)
    }

    static func get(_ db: Connection, _ rowID: Int64) throws -> CDRState? {
        try db.one("SELECT * FROM cdr_state WHERE cdr = ?", rowID) { try CDRState(row: $0) }
    }

    /// The window's CDRs in the order they were accepted.
    static func list(_ db: Connection, window: String) throws -> [CDRState] {
        try db.query("SELECT * FROM cdr_state WHERE window_id = ? ORDER BY cdr", window) { try CDRState(row: $0) }
    }

    static func list(_ db: Connection, payout: String) throws -> [CDRState] {
        try db.query(
            "SELECT s.* FROM payout_line l JOIN cdr_state s ON s.cdr = l.cdr WHERE l.payout_id = ? ORDER BY l.line",
            payout
        ) { try CDRState(row: $0) }
    }

    static func list(_ db: Connection, state: ClearingState) throws -> [CDRState] {
        try db.query("SELECT * FROM cdr_state WHERE state = ? ORDER BY cdr", state.rawValue) {
            try CDRState(row: $0)
        }
    }
}

extension CDRState {
    fileprivate init(row: Row) throws {
        cdrRowID = try row.int64("cdr")
        state = try row.choice("state")
        holdReason = try row.optionalText("hold_reason")
        verdicts = try row.text("verdicts")
        ratingLines = try row.text("rating_lines")
        computedMinor = try row.optionalInt64("computed_minor")
        clearedMinor = try row.optionalInt64("cleared_minor")
        cpoMinor = try row.optionalInt64("cpo_minor")
        hubMinor = try row.optionalInt64("hub_minor")
        dpMinor = try row.optionalInt64("dp_minor")
        commissionBasisPoints = try row.optionalInt("commission_bp")
        dpShareBasisPoints = try row.optionalInt("dp_share_bp")
        tariffVersionID = try row.optionalInt64("tariff_version_id")
        journalSeq = try row.optionalInt64("journal_seq")
        windowID = try row.optionalText("window_id")
        noteID = try row.optionalText("note_id")
        payoutID = try row.optionalText("payout_id")
        disputeID = try row.optionalText("dispute_id")
        updatedAt = try row.timestamp("updated_at")
    }
}
