import Roaming
import SQLite

/// Facts about this database itself.
enum MetaStore {
    /// What the feed's seqs belong to: another database, or a restored one, has another epoch.
    static func epoch(_ db: Connection) throws -> String {
        guard let epoch = try value(db, "epoch") else { throw StoreError.notFound("the store's epoch") }
        return epoch
    }

    static func value(_ db: Connection, _ key: String) throws -> String? {
        try db.one("SELECT value FROM meta WHERE key = ?", key) { try $0.text(0) }
    }

    static func set(_ db: Connection, _ key: String, _ value: String) throws {
        try db.run(
            "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            key, value)
    }

    static func remove(_ db: Connection, _ key: String) throws {
        try db.run("DELETE FROM meta WHERE key = ?", key)
    }
}

/// A limit, calendar or policy that people set; its value is JSON text.
struct SettingRecord: Hashable, Sendable {
    let key: String
    let value: String
    let updatedBy: String
    let updatedAt: Timestamp
}

enum SettingStore {
    static func value(_ db: Connection, _ key: String) throws -> String? {
        try db.one("SELECT value FROM setting WHERE key = ?", key) { try $0.text(0) }
    }

    static func all(_ db: Connection) throws -> [SettingRecord] {
        try db.query("SELECT * FROM setting ORDER BY key") {
            SettingRecord(
                key: try $0.text("key"), value: try $0.text("value"), updatedBy: try $0.text("updated_by"),
                updatedAt: try $0.timestamp("updated_at"))
        }
    }

    /// - Throws: when the value is no JSON.
    static func set(_ db: Connection, _ key: String, value: String, by: String, at: Timestamp) throws {
        try db.run(
            """
            INSERT INTO setting (key, value, updated_by, updated_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (key) DO UPDATE SET
              value = excluded.value, updated_by = excluded.updated_by, updated_at = excluded.updated_at
            """, key, value, by, at)
    }
}
