import Roaming
import SQLite

/// A settlement note: what one CPO gets out of one window; final once stored.
struct NoteRecord: Hashable, Sendable {
    var id: String
    var windowID: String
    var cpo: PartyID
    var currency: String
    /// Of its lines; below zero when more was credited than charged.
    var totalMinor: Int64
    var cdrCount: Int
    /// Nil when the total is zero.
    var journalSeq: Int64?
    var createdAt: Timestamp
}

struct SettlementLine: Hashable, Sendable {
    let cdrRowID: Int64
    /// The CPO's part; negative on a credit.
    let amountMinor: Int64
}

enum NoteStore {
    /// Stores the note with its lines. A CDR is on one note only.
    ///
    /// - Throws: rule `SUM_DIFFERS` when the lines do not make the total; `NOTE_SEALED` for another CPO's CDR.
    static func insert(_ db: Connection, _ note: NoteRecord, lines: [SettlementLine]) throws {
        try db.run(
            """
            INSERT INTO note (id, window_id, cpo, currency, total_minor, cdr_count, journal_seq, created_at, is_sealed)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)
            """, note.id, note.windowID, note.cpo, note.currency, note.totalMinor, note.cdrCount, note.journalSeq,
            note.createdAt)
        for (index, line) in lines.enumerated() {
            try db.run(
                "INSERT INTO note_line (note_id, line, cdr, amount_minor) VALUES (?, ?, ?, ?)", note.id, index + 1,
                line.cdrRowID, line.amountMinor)
        }
        try db.run("UPDATE note SET is_sealed = 1 WHERE id = ?", note.id)
    }

    static func get(_ db: Connection, _ id: String) throws -> NoteRecord? {
        try db.one("SELECT * FROM note WHERE id = ?", id) { try NoteRecord(row: $0) }
    }

    static func list(_ db: Connection, window: String) throws -> [NoteRecord] {
        try db.query("SELECT * FROM note WHERE window_id = ? ORDER BY cpo", window) { try NoteRecord(row: $0) }
    }

    static func lines(_ db: Connection, _ id: String) throws -> [SettlementLine] {
        try db.query("SELECT cdr, amount_minor FROM note_line WHERE note_id = ? ORDER BY line", id) {
            SettlementLine(cdrRowID: try $0.int64(0), amountMinor: try $0.int64(1))
        }
    }
}

extension NoteRecord {
    fileprivate init(row: Row) throws {
        id = try row.text("id")
        windowID = try row.text("window_id")
        cpo = try row.party("cpo")
        currency = try row.text("currency")
        totalMinor = try row.int64("total_minor")
        cdrCount = try row.int("cdr_count")
        journalSeq = try row.optionalInt64("journal_seq")
        createdAt = try row.timestamp("created_at")
    }
}
