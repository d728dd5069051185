import Roaming
import SQLite

/// A URL of a partner that the hub replaced by one of its own, because nobody behind the hub can call it.
struct URLMapping: Hashable, Sendable {
    enum Kind: String, Sendable { case response, link, location }

    /// The last segment of the hub's own URL.
    var uid: String
    var originalURL: String
    var kind: Kind
    /// Whose URL it is, and whose token is used there.
    var platformID: Int64
    var objectID: String?
    var createdAt: Timestamp
    /// Nil: kept for ever (a CDR's Location).
    var expiresAt: Timestamp?
}

enum URLMapStore {
    static func put(_ db: Connection, _ mapping: URLMapping) throws {
        try db.run(
            """
            INSERT INTO url_map (uid, original_url, kind, platform_id, object_id, created_at, expires_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """, mapping.uid, mapping.originalURL, mapping.kind.rawValue, mapping.platformID, mapping.objectID,
            mapping.createdAt, mapping.expiresAt)
    }

    /// Expired ones too: the caller decides by `expiresAt`.
    static func get(_ db: Connection, _ uid: String) throws -> URLMapping? {
        try db.one("SELECT * FROM url_map WHERE uid = ?", uid) {
            URLMapping(
                uid: try $0.text("uid"), originalURL: try $0.text("original_url"), kind: try $0.choice("kind"),
                platformID: try $0.int64("platform_id"), objectID: try $0.optionalText("object_id"),
                createdAt: try $0.timestamp("created_at"), expiresAt: try $0.optionalTimestamp("expires_at"))
        }
    }

    /// Removes what expired before the moment, and answers how many.
    @discardableResult
    static func purge(_ db: Connection, before: Timestamp) throws -> Int {
        try db.run("DELETE FROM url_map WHERE expires_at < ?", before)
    }
}
