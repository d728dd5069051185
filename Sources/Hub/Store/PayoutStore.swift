import Roaming
import SQLite

/// Money to one CPO out of one note. Its content never changes; its state moves as the schema allows.
struct PayoutRecord: Hashable, Sendable {
    enum State: String, Sendable {
        case ready = "READY"
        case released = "RELEASED"
        case approved = "APPROVED"
        case held = "HELD"
        case cancelled = "CANCELLED"
    }

    var id: String
    var cpo: PartyID
    var currency: String
    /// Sum of the lines less `recoveredMinor`.
    var amountMinor: Int64
    /// What the CPO owed the hub and the note took back.
    var recoveredMinor: Int64 = 0
    var cdrCount: Int
    var windowID: String
    var noteID: String
    var state: State = .ready
    /// SHA-256 that release and approval are bound to.
    var contentHash: [UInt8]
    var createdAt: Timestamp
    var releasedBy: Int64?
    var approvedBy: Int64?
    /// Exactly when held.
    var holdReason: String?
    /// The pending journal that reserves the money.
    var pendingSeq: Int64?
    /// The journal that posted it.
    var postedSeq: Int64?
    /// The largest line.
    var largestMinor: Int64
    var flags: [String] = []
    var updatedAt: Timestamp
}

enum PayoutStore {
    /// Stores the payout as READY with its lines, each of which is on its note with the same amount.
    ///
    /// - Throws: `SUM_DIFFERS`, `NOT_ON_NOTE`; a duplicate when a CDR is in a live payout already.
    static func insert(_ db: Connection, _ payout: PayoutRecord, lines: [SettlementLine]) throws {
        try db.run(
            """
            INSERT INTO payout (id, cpo, currency, amount_minor, recovered_minor, cdr_count, window_id, note_id, state,
              content_hash, created_at, pending_seq, largest_minor, flags, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'BUILDING', ?, ?, ?, ?, ?, ?)
            """, payout.id, payout.cpo, payout.currency, payout.amountMinor, payout.recoveredMinor, payout.cdrCount,
            payout.windowID, payout.noteID, payout.contentHash, payout.createdAt, payout.pendingSeq,
            payout.largestMinor, WordList.write(payout.flags), payout.updatedAt)
        for (index, line) in lines.enumerated() {
            try db.run(
                "INSERT INTO payout_line (payout_id, line, cdr, amount_minor, is_live) VALUES (?, ?, ?, ?, 1)",
                payout.id, index + 1, line.cdrRowID, line.amountMinor)
        }
        try db.run("UPDATE payout SET state = 'READY' WHERE id = ?", payout.id)
    }

    /// Writes state, persons, hold reason, journals and moment, if the payout is still in `previous`.
    ///
    /// - Throws: `stateChanged`; rules `ILLEGAL_MOVE`, `APPROVAL_MISSING` (insert the approval first), `FOUR_EYES`.
    static func update(_ db: Connection, _ payout: PayoutRecord, from previous: PayoutRecord.State) throws {
        let changed = try db.run(
            """
            UPDATE payout SET state = ?, released_by = ?, approved_by = ?, hold_reason = ?, pending_seq = ?,
              posted_seq = ?, updated_at = ? WHERE id = ? AND state = ?
            """, payout.state.rawValue, payout.releasedBy, payout.approvedBy, payout.holdReason, payout.pendingSeq,
            payout.postedSeq, payout.updatedAt, payout.id, previous.rawValue)
        guard changed == 1 else { throw StoreError.stateChanged("payout \(payout.id)") }
    }

    static func get(_ db: Connection, _ id: String) throws -> PayoutRecord? {
        try db.one("SELECT * FROM payout WHERE id = ?", id) { try PayoutRecord(row: $0) }
    }

    static func list(_ db: Connection, window: String) throws -> [PayoutRecord] {
        try db.query("SELECT * FROM payout WHERE window_id = ? ORDER BY id", window) { try PayoutRecord(row: $0) }
    }

    static func all(_ db: Connection) throws -> [PayoutRecord] {
        try db.query("SELECT * FROM payout ORDER BY id") { try PayoutRecord(row: $0) }
    }

    static func lines(_ db: Connection, _ id: String) throws -> [SettlementLine] {
        try db.query("SELECT cdr, amount_minor FROM payout_line WHERE payout_id = ? ORDER BY line", id) {
            SettlementLine(cdrRowID: try $0.int64(0), amountMinor: try $0.int64(1))
        }
    }

    /// The next "P-20261122-0001" of the day.
    static func nextID(_ db: Connection, on day: CivilDate) throws -> String {
        let prefix = "P-\(day.description.filter { $0 != "-" })-"
        let used = try db.one("SELECT count(*) FROM payout WHERE id GLOB ?", prefix + "*") { try $0.int(0) } ?? 0
        let number = String(used + 1)
        return prefix + String(repeating: "0", count: max(0, 4 - number.count)) + number
    }
}

extension PayoutRecord {
    fileprivate init(row: Row) throws {
        id = try row.text("id")
        cpo = try row.party("cpo")
        currency = try row.text("currency")
        amountMinor = try row.int64("amount_minor")
        recoveredMinor = try row.int64("recovered_minor")
        cdrCount = try row.int("cdr_count")
        windowID = try row.text("window_id")
        noteID = try row.text("note_id")
        state = try row.choice("state")
        contentHash = try row.blob("content_hash")
        createdAt = try row.timestamp("created_at")
        releasedBy = try row.optionalInt64("released_by")
        approvedBy = try row.optionalInt64("approved_by")
        holdReason = try row.optionalText("hold_reason")
        pendingSeq = try row.optionalInt64("pending_seq")
        postedSeq = try row.optionalInt64("posted_seq")
        largestMinor = try row.int64("largest_minor")
        flags = try row.words("flags")
        updatedAt = try row.timestamp("updated_at")
    }
}
