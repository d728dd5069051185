import AdminAPI
import Roaming
import SQLite

/// Raises and clears what operators must see; one live alert for each subject and code.
enum Alerts {
    static func raise(
        _ db: Connection, _ kind: Kind, _ id: String, code: String, severity: AlertResource.Severity, text: String,
        at now: Timestamp
    ) throws {
        let raised = try AlertStore.raise(
            db,
            AlertRecord(
                id: "\(kind.rawValue):\(id):\(code):\(now.milliseconds)", severity: severity.rawValue,
                subjectKind: kind.rawValue, subjectID: id, code: code, text: text, since: now))
        if raised.isNew { try Feed.touch(db, .alert, id: raised.id, at: now) }
    }

    static func clear(_ db: Connection, _ kind: Kind, _ id: String, code: String, at now: Timestamp) throws {
        guard let cleared = try AlertStore.clear(db, kind: kind.rawValue, id: id, code: code, at: now) else { return }
        try Feed.delete(db, .alert, id: cleared, at: now)
    }
}
