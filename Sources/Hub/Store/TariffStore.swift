import Roaming
import SQLite

/// One version of a CPO's tariff. Versions are never changed or removed: CDRs are rated with the one of their time.
struct TariffRecord: Hashable, Sendable {
    /// The version's row, 0 until stored.
    var versionID: Int64 = 0
    var owner: PartyID
    var tariffID: String
    /// 1, 2, … within the tariff; 0 until stored.
    var version = 0
    var raw: [UInt8]
    /// SHA-256 of the canonical content: the same content again is no new version.
    var contentHash: [UInt8]
    var currency: String
    var type: String?
    /// In words, for lists.
    var summary: String
    /// OCPI start_date_time and end_date_time.
    var validFrom: Timestamp?
    var validTo: Timestamp?
    var isShared: Bool
    /// Set by `TariffStore.delete`; the versions stay.
    var deletedAt: Timestamp?
    var lastUpdated: Timestamp
    var receivedAt: Timestamp

    /// The feed's id, "NL*FAS/T1".
    var id: String { "\(owner)/\(tariffID)" }
}

struct TariffPut: Hashable, Sendable {
    let versionID: Int64
    let version: Int
    /// False when the content was the current version's already.
    let isNew: Bool
}

enum TariffStore {
    /// Stores a new current version, or none when the content is the current version's; revives a deleted tariff.
    static func put(_ db: Connection, _ tariff: TariffRecord) throws -> TariffPut {
        let known = try current(db, tariff.owner, tariff.tariffID)
        if let known, known.contentHash == tariff.contentHash, known.lastUpdated == tariff.lastUpdated {
            try db.run(
                "UPDATE tariff SET is_shared = ?, deleted_at = NULL WHERE owner = ? AND tariff_id = ?",
                tariff.isShared, tariff.owner, tariff.tariffID)
            return TariffPut(versionID: known.versionID, version: known.version, isNew: false)
        }
        let version = (known?.version ?? 0) + 1
        let row = try db.one(
            """
            INSERT INTO tariff (owner, tariff_id, version, is_shared) VALUES (?, ?, ?, ?)
            ON CONFLICT (owner, tariff_id) DO UPDATE SET
              version = excluded.version, is_shared = excluded.is_shared, deleted_at = NULL
            RETURNING id
            """, tariff.owner, tariff.tariffID, version, tariff.isShared
        ) { try $0.int64(0) }
        try db.run(
            """
            INSERT INTO tariff_version (tariff, version, raw, content_hash, currency, type, summary, valid_from,
              valid_to, last_updated, received_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, row, version, tariff.raw, tariff.contentHash, tariff.currency, tariff.type, tariff.summary,
            tariff.validFrom, tariff.validTo, tariff.lastUpdated, tariff.receivedAt)
        return TariffPut(versionID: db.lastInsertRowid, version: version, isNew: true)
    }

    /// The CPO withdrew the tariff. Answers whether there was one.
    @discardableResult
    static func delete(_ db: Connection, _ owner: PartyID, _ tariffID: String, at: Timestamp) throws -> Bool {
        try db.run(
            "UPDATE tariff SET deleted_at = ? WHERE owner = ? AND tariff_id = ? AND deleted_at IS NULL",
            at, owner, tariffID) > 0
    }

    /// The latest version, of a deleted tariff too (see `deletedAt`).
    static func current(_ db: Connection, _ owner: PartyID, _ tariffID: String) throws -> TariffRecord? {
        try db.one(
            "SELECT * FROM (\(versions)) WHERE owner = ? AND tariff_id = ? ORDER BY version DESC LIMIT 1",
            owner, tariffID
        ) { try TariffRecord(row: $0) }
    }

    static func version(_ db: Connection, id: Int64) throws -> TariffRecord? {
        try db.one("SELECT * FROM (\(versions)) WHERE id = ?", id) { try TariffRecord(row: $0) }
    }

    /// All versions, oldest first.
    static func versions(_ db: Connection, _ owner: PartyID, _ tariffID: String) throws -> [TariffRecord] {
        try db.query(
            "SELECT * FROM (\(versions)) WHERE owner = ? AND tariff_id = ? ORDER BY version", owner, tariffID
        ) { try TariffRecord(row: $0) }
    }

    /// The version that counts at a moment; nil for a tariff the hub never got.
    static func inForce(
        _ db: Connection, _ owner: PartyID, _ tariffID: String, at moment: Timestamp
    ) throws -> TariffInForce? {
        TariffInForce(at: moment, of: try versions(db, owner, tariffID))
    }

    /// Whose tariff an id may be: ids are unique only within a CPO.
    static func owners(_ db: Connection, tariffID: String) throws -> [PartyID] {
        try db.query("SELECT owner FROM tariff WHERE tariff_id = ? ORDER BY owner", tariffID) {
            try $0.party("owner")
        }
    }

    /// Connectors that name the tariff.
    static func connectorCount(_ db: Connection, _ owner: PartyID, _ tariffID: String) throws -> Int {
        try db.one("SELECT count(*) FROM connector_tariff WHERE owner = ? AND tariff_id = ?", owner, tariffID) {
            try $0.int(0)
        } ?? 0
    }

    /// Current versions of tariffs that are not deleted, in the order their tariffs appeared.
    static func page(_ db: Connection, _ page: PageQuery) throws -> PageResult<TariffRecord> {
        let source = """
            (SELECT t.id AS tariff_order, v.* FROM (\(versions)) v JOIN tariff t ON t.id = v.tariff
              AND t.version = v.version AND t.deleted_at IS NULL)
            """
        let filter = page.filter()
        let total = try db.one("SELECT count(*) FROM \(source) WHERE \(filter.sql)", values: filter.values) {
            try $0.int(0)
        }
        let items = try db.query(
            "SELECT * FROM \(source) WHERE \(filter.sql) ORDER BY tariff_order LIMIT ? OFFSET ?",
            values: filter.values + [page.limit, page.offset]
        ) { try TariffRecord(row: $0) }
        return PageResult(items: items, total: total ?? 0)
    }

    private static let versions = """
        SELECT v.*, t.owner, t.tariff_id, t.is_shared, t.deleted_at FROM tariff_version v JOIN tariff t ON t.id = v.tariff
        """
}

extension TariffRecord {
    init(row: Row) throws {
        versionID = try row.int64("id")
        owner = try row.party("owner")
        tariffID = try row.text("tariff_id")
        version = try row.int("version")
        raw = try row.blob("raw")
        contentHash = try row.blob("content_hash")
        currency = try row.text("currency")
        type = try row.optionalText("type")
        summary = try row.text("summary")
        validFrom = try row.optionalTimestamp("valid_from")
        validTo = try row.optionalTimestamp("valid_to")
        isShared = try row.bool("is_shared")
        deletedAt = try row.optionalTimestamp("deleted_at")
        lastUpdated = try row.timestamp("last_updated")
        receivedAt = try row.timestamp("received_at")
    }
}
