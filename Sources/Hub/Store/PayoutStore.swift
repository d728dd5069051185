import Roaming
import SQLite

/// Money to one CPO. Its content never changes; its state moves as the schema allows.
struct PayoutRecord: Hashable, Sendable {
    var id: String
    var cpo: PartyID
    var currency: String
    /// The sum of its lines.
    var amountMinor: Int64
    var cdrCount: Int
    /// The window whose closing made it.
    var windowID: String
    /// The CPO's note of that window; nil when only earlier movements are paid.
    var noteID: String?
    var state: PayoutState = .ready
    /// SHA-256 that release and approval are bound to.
    var contentHash: [UInt8]
    var createdAt: Timestamp
    var releasedBy: Int64?
    var approvedBy: Int64?
    /// Exactly when held.
    var holdReason: String?
    /// The pending journal that reserves the money, posted before the payout is stored.
    var pendingSeq: Int64
    /// The largest line.
    var largestMinor: Int64
    var flags: [String] = []
    var updatedAt: Timestamp
}

enum PayoutStore {
    /// Stores the payout as READY with its lines.
    ///
    /// - Throws: rules `NOT_RESERVED` (post the pending journal first), `SUM_DIFFERS`, `NOT_ON_NOTE`, `NOT_IN_LEDGER`;
    ///   a duplicate when a movement is in a live payout already.
    static func insert(_ db: Connection, _ payout: PayoutRecord, lines: [PayoutLine]) throws {
        try db.run(
            """
            INSERT INTO payout (id, cpo, currency, amount_minor, cdr_count, window_id, note_id, state,
              content_hash, created_at, pending_seq, largest_minor, flags, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, 'BUILDING', ?, ?, ?, ?, ?, ?)
            """, payout.id, payout.cpo, payout.currency, payout.amountMinor, payout.cdrCount,
            payout.windowID, payout.noteID, payout.contentHash, payout.createdAt, payout.pendingSeq,
            payout.largestMinor, WordList.write(payout.flags), payout.updatedAt)
        for (index, line) in lines.enumerated() {
            try db.run(
                """
                INSERT INTO payout_line (payout_id, line, kind, journal_seq, cdr, amount_minor, is_live)
                VALUES (?, ?, ?, ?, ?, ?, 1)
                """, payout.id, index + 1, line.kind.rawValue, line.journal, line.row, line.amount)
        }
        try db.run("UPDATE payout SET state = 'READY' WHERE id = ?", payout.id)
    }

    /// Writes state, persons, reason and moment, if the payout is still in `previous`.
    ///
    /// - Throws: `stateChanged`; rules `ILLEGAL_MOVE`, `APPROVAL_MISSING` (insert the approval first), `FOUR_EYES`,
    ///   `NOT_POSTED` (post the journal of the approval or cancellation first).
    static func update(_ db: Connection, _ payout: PayoutRecord, from previous: PayoutState) throws {
        let changed = try db.run(
            """
            UPDATE payout SET state = ?, released_by = ?, approved_by = ?, hold_reason = ?, updated_at = ?
            WHERE id = ? AND state = ?
            """, payout.state.rawValue, payout.releasedBy, payout.approvedBy, payout.holdReason, payout.updatedAt,
            payout.id, previous.rawValue)
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

    static func lines(_ db: Connection, _ id: String) throws -> [PayoutLine] {
        try db.query("SELECT * FROM payout_line WHERE payout_id = ? ORDER BY line", id) { try PayoutLine(row: $0) }
    }

    /// The live payout that pays a CDR.
    static func paying(_ db: Connection, cdr rowID: Int64) throws -> String? {
        try db.one("SELECT payout_id FROM payout_line WHERE cdr = ? AND kind = 'cdr' AND is_live = 1", rowID) {
            try $0.text(0)
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
        cdrCount = try row.int("cdr_count")
        windowID = try row.text("window_id")
        noteID = try row.optionalText("note_id")
        state = try row.choice("state")
        contentHash = try row.blob("content_hash")
        createdAt = try row.timestamp("created_at")
        releasedBy = try row.optionalInt64("released_by")
        approvedBy = try row.optionalInt64("approved_by")
        holdReason = try row.optionalText("hold_reason")
        pendingSeq = try row.int64("pending_seq")
        largestMinor = try row.int64("largest_minor")
        flags = try row.words("flags")
        updatedAt = try row.timestamp("updated_at")
    }
}

extension PayoutLine {
    fileprivate init(row: Row) throws {
        self.init(
            kind: try row.choice("kind"), journal: try row.int64("journal_seq"), row: try row.optionalInt64("cdr"),
            amount: try row.int64("amount_minor"))
    }
}
