import Roaming
import SQLite

/// Something that wants a look; one live alert per subject and code.
struct AlertRecord: Hashable, Sendable {
    var id: String
    var severity: String
    var subjectKind: String
    var subjectID: String
    var code: String
    var text: String
    var since: Timestamp
    var clearedAt: Timestamp?
}

enum AlertStore {
    /// Answers the live alert's id and whether it is new; a live one gets the new text and severity.
    static func raise(_ db: Connection, _ alert: AlertRecord) throws -> (id: String, isNew: Bool) {
        if let live = try live(db, kind: alert.subjectKind, id: alert.subjectID, code: alert.code) {
            try db.run(
                "UPDATE alert SET severity = ?, text = ? WHERE id = ?", alert.severity, alert.text, live.id)
            return (live.id, false)
        }
        try db.run(
            """
            INSERT INTO alert (id, severity, subject_kind, subject_id, code, text, since) VALUES (?, ?, ?, ?, ?, ?, ?)
            """, alert.id, alert.severity, alert.subjectKind, alert.subjectID, alert.code, alert.text, alert.since)
        return (alert.id, true)
    }

    /// Answers the id of the alert that ended; nil when there was none.
    static func clear(_ db: Connection, kind: String, id: String, code: String, at: Timestamp) throws -> String? {
        guard let live = try live(db, kind: kind, id: id, code: code) else { return nil }
        try db.run("UPDATE alert SET cleared_at = ? WHERE id = ?", at, live.id)
        return live.id
    }

    static func live(_ db: Connection, kind: String, id: String, code: String) throws -> AlertRecord? {
        try db.one(
            """
            SELECT * FROM alert WHERE subject_kind = ? AND subject_id = ? AND code = ? AND cleared_at IS NULL
            """, kind, id, code
        ) { try AlertRecord(row: $0) }
    }

    static func live(_ db: Connection) throws -> [AlertRecord] {
        try db.query("SELECT * FROM alert WHERE cleared_at IS NULL ORDER BY since, id") { try AlertRecord(row: $0) }
    }

    static func get(_ db: Connection, _ id: String) throws -> AlertRecord? {
        try db.one("SELECT * FROM alert WHERE id = ?", id) { try AlertRecord(row: $0) }
    }
}

extension AlertRecord {
    fileprivate init(row: Row) throws {
        id = try row.text("id")
        severity = try row.text("severity")
        subjectKind = try row.text("subject_kind")
        subjectID = try row.text("subject_id")
        code = try row.text("code")
        text = try row.text("text")
        since = try row.timestamp("since")
        clearedAt = try row.optionalTimestamp("cleared_at")
    }
}
