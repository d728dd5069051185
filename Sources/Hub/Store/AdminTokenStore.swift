import Roaming
import SQLite

/// A bearer token of the admin API as it is kept: without the token.
struct AdminTokenRecord: Hashable, Sendable {
    let hash: [UInt8]
    let personID: Int64
    let label: String
    let createdAt: Timestamp
    let revokedAt: Timestamp?
}

enum AdminTokenStore {
    static func insert(_ db: Connection, person: Int64, hash: [UInt8], label: String, at: Timestamp) throws {
        try db.run(
            "INSERT INTO admin_token (hash, person, label, created_at) VALUES (?, ?, ?, ?)", hash, person, label, at)
    }

    /// Whose token it is; nil when unknown, revoked, or the person is not active.
    static func person(_ db: Connection, hash: [UInt8]) throws -> PersonRecord? {
        try db.one(
            PersonStore.select + """
                JOIN admin_token t ON t.person = p.id
                WHERE t.hash = ? AND t.revoked_at IS NULL AND p.is_active = 1
                """, hash
        ) { try PersonRecord(row: $0) }
    }

    /// Answers whether there was such a token in force.
    @discardableResult
    static func revoke(_ db: Connection, hash: [UInt8], at: Timestamp) throws -> Bool {
        try db.run("UPDATE admin_token SET revoked_at = ? WHERE hash = ? AND revoked_at IS NULL", at, hash) > 0
    }

    /// All tokens of the person; answers how many.
    @discardableResult
    static func revokeAll(_ db: Connection, person: Int64, at: Timestamp) throws -> Int {
        try db.run("UPDATE admin_token SET revoked_at = ? WHERE person = ? AND revoked_at IS NULL", at, person)
    }

    static func list(_ db: Connection, person: Int64) throws -> [AdminTokenRecord] {
        try db.query("SELECT * FROM admin_token WHERE person = ? ORDER BY created_at", person) {
            AdminTokenRecord(
                hash: try $0.blob("hash"), personID: try $0.int64("person"), label: try $0.text("label"),
                createdAt: try $0.timestamp("created_at"), revokedAt: try $0.optionalTimestamp("revoked_at"))
        }
    }
}
