import Roaming
import SQLite

/// One connection to a partner's system, which speaks for one or more parties.
struct PlatformRecord: Hashable, Sendable {
    enum Status: String, Sendable { case invited, registered, unregistered }
    /// How the partner writes its token in `Authorization` (OCPI 2.2.1 says Base64, not all do).
    enum TokenEncoding: String, Sendable { case auto, base64, raw }

    /// 0 until inserted.
    var id: Int64 = 0
    var name: String
    var status: Status
    var versionsURL: String?
    var ocpiVersion: String?
    var versionURL: String?
    var tokenEncoding: TokenEncoding = .auto
    var startedByHub: Bool
    /// Accepted with the invitation: holds for the parties the platform registers.
    var termsAcceptedAt: Timestamp?
    var registeredAt: Timestamp?
    var lastSeenAt: Timestamp?
    var createdAt: Timestamp
}

enum PlatformStore {
    /// Answers the new id.
    static func insert(_ db: Connection, _ platform: PlatformRecord) throws -> Int64 {
        try db.run(
            """
            INSERT INTO platform (name, status, versions_url, ocpi_version, version_url, token_encoding, started_by_hub,
              terms_accepted_at, registered_at, last_seen_at, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, platform.name, platform.status.rawValue, platform.versionsURL, platform.ocpiVersion,
            platform.versionURL, platform.tokenEncoding.rawValue, platform.startedByHub, platform.termsAcceptedAt,
            platform.registeredAt,
            platform.lastSeenAt, platform.createdAt)
        return db.lastInsertRowid
    }

    static func update(_ db: Connection, _ platform: PlatformRecord) throws {
        let changed = try db.run(
            """
            UPDATE platform SET name = ?, status = ?, versions_url = ?, ocpi_version = ?, version_url = ?,
              token_encoding = ?, started_by_hub = ?, terms_accepted_at = ?, registered_at = ?, last_seen_at = ? WHERE id = ?
            """, platform.name, platform.status.rawValue, platform.versionsURL, platform.ocpiVersion,
            platform.versionURL, platform.tokenEncoding.rawValue, platform.startedByHub,
            platform.termsAcceptedAt, platform.registeredAt, platform.lastSeenAt,
            platform.id)
        guard changed == 1 else { throw StoreError.notFound("platform \(platform.id)") }
    }

    /// Not for every message: keep the moment in memory and write it now and then.
    static func touchSeen(_ db: Connection, _ id: Int64, at: Timestamp) throws {
        try db.run("UPDATE platform SET last_seen_at = ? WHERE id = ?", at, id)
    }

    static func get(_ db: Connection, _ id: Int64) throws -> PlatformRecord? {
        try db.one("SELECT * FROM platform WHERE id = ?", id) { try PlatformRecord(row: $0) }
    }

    static func all(_ db: Connection) throws -> [PlatformRecord] {
        try db.query("SELECT * FROM platform ORDER BY id") { try PlatformRecord(row: $0) }
    }
}

extension PlatformRecord {
    fileprivate init(row: Row) throws {
        id = try row.int64("id")
        name = try row.text("name")
        status = try row.choice("status")
        versionsURL = try row.optionalText("versions_url")
        ocpiVersion = try row.optionalText("ocpi_version")
        versionURL = try row.optionalText("version_url")
        tokenEncoding = try row.choice("token_encoding")
        startedByHub = try row.bool("started_by_hub")
        termsAcceptedAt = try row.optionalTimestamp("terms_accepted_at")
        registeredAt = try row.optionalTimestamp("registered_at")
        lastSeenAt = try row.optionalTimestamp("last_seen_at")
        createdAt = try row.timestamp("created_at")
    }
}
