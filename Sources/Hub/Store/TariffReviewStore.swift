import JSON
import Roaming
import SQLite

/// What the hub made of tariff versions, kept because lists show it and it takes a moment to work out.
enum TariffReviewStore {
    static func put(_ db: Connection, version: Int64, _ review: TariffReview, at now: Timestamp) throws {
        try db.run(
            """
            INSERT INTO tariff_review (tariff_version, document, reviewed_at, is_stale) VALUES (?, ?, ?, 0)
            ON CONFLICT DO UPDATE SET document = excluded.document, reviewed_at = excluded.reviewed_at, is_stale = 0
            """, version, String(decoding: review.json.serialized(), as: UTF8.self), now)
    }

    static func get(_ db: Connection, version: Int64) throws -> TariffReview? {
        try db.one("SELECT document FROM tariff_review WHERE tariff_version = ?", version) {
            try TariffReview(ObjectReader(JSON.parse($0.text(0))))
        }
    }

    /// The current version of a tariff has to be looked at again.
    static func markStale(_ db: Connection, _ owner: PartyID, _ tariffID: String) throws {
        try db.run(
            """
            UPDATE tariff_review SET is_stale = 1 WHERE tariff_version IN (
              SELECT v.id FROM tariff t JOIN tariff_version v ON v.tariff = t.id AND v.version = t.version
              WHERE t.owner = ? AND t.tariff_id = ?)
            """, owner, tariffID)
    }

    /// Every current version has to be looked at again.
    static func markAllStale(_ db: Connection) throws {
        try db.run(
            """
            UPDATE tariff_review SET is_stale = 1 WHERE tariff_version IN (
              SELECT v.id FROM tariff t JOIN tariff_version v ON v.tariff = t.id AND v.version = t.version)
            """)
    }

    /// Current versions of tariffs that are not withdrawn and whose review is stale or missing, oldest first.
    static func due(_ db: Connection, limit: Int) throws -> [Int64] {
        try db.query(
            """
            SELECT v.id FROM tariff t JOIN tariff_version v ON v.tariff = t.id AND v.version = t.version
              LEFT JOIN tariff_review r ON r.tariff_version = v.id
            WHERE t.deleted_at IS NULL AND coalesce(r.is_stale, 1) = 1 ORDER BY v.id LIMIT ?
            """, limit
        ) { try $0.int64(0) }
    }
}
