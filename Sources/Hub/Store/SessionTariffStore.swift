import Roaming
import SQLite

/// A tariff version that prices a session, and why it is that one.
struct TariffPin: Hashable, Sendable {
    var version: TariffRecord
    var pinnedAt: Timestamp
    var isPromised: Bool
    var reason: String
}

enum SessionTariffStore {
    /// Writes the pin unless the session has one for this tariff already: the first one stays.
    static func pin(
        _ db: Connection, session: Int64, _ choice: TariffInForce, at now: Timestamp
    ) throws {
        try db.run(
            """
            INSERT INTO session_tariff (session, tariff, tariff_version, pinned_at, is_promised, reason)
            SELECT ?, tariff, id, ?, ?, ? FROM tariff_version WHERE id = ?
            ON CONFLICT DO NOTHING
            """, session, now, choice.isPromised, choice.basis.rawValue, choice.version.versionID)
    }

    /// In the order of the tariffs' ids.
    static func pins(_ db: Connection, _ cpo: PartyID, _ sessionID: String) throws -> [TariffPin] {
        try db.query(
            """
            SELECT v.*, t.owner, t.tariff_id, t.is_shared, t.deleted_at, p.pinned_at, p.is_promised, p.reason
            FROM session s JOIN session_tariff p ON p.session = s.id
              JOIN tariff_version v ON v.id = p.tariff_version JOIN tariff t ON t.id = v.tariff
            WHERE s.cpo = ? AND s.session_id = ? ORDER BY t.tariff_id
            """, cpo, sessionID
        ) {
            TariffPin(
                version: try TariffRecord(row: $0), pinnedAt: try $0.timestamp("pinned_at"),
                isPromised: try $0.bool("is_promised"), reason: try $0.text("reason"))
        }
    }

    /// Sessions that a version prices and that have not ended.
    static func liveCount(_ db: Connection, version: Int64) throws -> Int {
        try db.one(
            """
            SELECT count(*) FROM session_tariff p JOIN session s ON s.id = p.session
            WHERE p.tariff_version = ? AND s.status IN ('PENDING', 'ACTIVE', 'RESERVATION')
            """, version
        ) { try $0.int(0) } ?? 0
    }

    /// Sessions that a version prices.
    static func count(_ db: Connection, version: Int64) throws -> Int {
        try db.one("SELECT count(*) FROM session_tariff WHERE tariff_version = ?", version) { try $0.int(0) } ?? 0
    }
}
