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
    /// Posted before; nil exactly when the total is zero.
    var journalSeq: Int64?
    var createdAt: Timestamp
}

enum NoteStore {
    /// Stores the note with its lines. A CDR is on one note only.
    ///
    /// - Throws: rule `SUM_DIFFERS` when the lines do not make the total; `NOTE_SEALED` for another CPO's CDR.
    static func insert(_ db: Connection, _ note: NoteRecord, lines: [NoteLine]) throws {
        try db.run(
            """
            INSERT INTO note (id, window_id, cpo, currency, total_minor, cdr_count, journal_seq, created_at, is_sealed)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)
            """, note.id, note.windowID, note.cpo, note.currency, note.totalMinor, note.cdrCount, note.journalSeq,
            note.createdAt)
        for (index, line) in lines.enumerated() {
            try db.run(
                "INSERT INTO note_line (note_id, line, cdr, amount_minor) VALUES (?, ?, ?, ?)", note.id, index + 1,
                line.row, line.amount)
        }
        try db.run("UPDATE note SET is_sealed = 1 WHERE id = ?", note.id)
    }

    static func get(_ db: Connection, _ id: String) throws -> NoteRecord? {
        try db.one("SELECT * FROM note WHERE id = ?", id) { try NoteRecord(row: $0) }
    }

    static func list(_ db: Connection, window: String) throws -> [NoteRecord] {
        try db.query("SELECT * FROM note WHERE window_id = ? ORDER BY cpo", window) { try NoteRecord(row: $0) }
    }

    static func lines(_ db: Connection, _ id: String) throws -> [NoteLine] {
        try db.query(
            """
            SELECT c.cpo, c.cdr_id, l.cdr, l.amount_minor FROM note_line l JOIN cdr c ON c.id = l.cdr
            WHERE l.note_id = ? ORDER BY l.line
            """, id
        ) {
            NoteLine(
                cdr: CDRKey(cpo: try $0.party("cpo"), id: try $0.text("cdr_id")), row: try $0.int64("cdr"),
                amount: try $0.int64("amount_minor"))
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
