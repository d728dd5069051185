import Roaming
import SQLite

/// A charge detail record as it came; it never changes.
struct CDRRecord: Hashable, Sendable {
    /// 0 until stored; names the CDR in every table of the money.
    var rowID: Int64 = 0
    var cpo: PartyID
    var dp: PartyID
    var cdrID: String
    var sessionID: String?
    var raw: [UInt8]
    /// SHA-256 of the canonical content, to tell a repetition from a contradiction.
    var contentHash: [UInt8]
    var currency: String
    /// `total_cost` excluding VAT in minor units; negative on a credit.
    var claimedMinor: Int64
    var startedAt: Timestamp
    var endedAt: Timestamp
    var energy: Decimal4
    var locationID: String
    var evseUID: String
    var isCredit = false
    /// The CDR that a credit takes back.
    var creditReferenceID: String?
    var tokenUID: String
    var tokenType: String
    var lastUpdated: Timestamp
    var receivedAt: Timestamp
    /// The message that brought it.
    var messageID: Int64?

    /// The feed's id, "NL*FAS/C1".
    var id: String { "\(cpo)/\(cdrID)" }
}

enum CDRInsert: Hashable, Sendable {
    case stored(rowID: Int64)
    /// The same CDR again: nothing was written.
    case same(rowID: Int64)
    /// The id is taken by other content: nothing was written.
    case conflict(rowID: Int64)
}

enum CDRStore {
    static func insert(_ db: Connection, _ cdr: CDRRecord) throws -> CDRInsert {
        let known = try db.one(
            "SELECT id, content_hash FROM cdr WHERE cpo = ? AND cdr_id = ?", cdr.cpo, cdr.cdrID
        ) { (row: try $0.int64(0), hash: try $0.blob(1)) }
        if let known {
            return known.hash == cdr.contentHash ? .same(rowID: known.row) : .conflict(rowID: known.row)
        }
        try db.run(
            """
            INSERT INTO cdr (cpo, dp, cdr_id, session_id, raw, content_hash, currency, claimed_minor, started_at,
              ended_at, energy, location_id, evse_uid, is_credit, credit_reference_id, token_uid, token_type,
              last_updated, received_at, message_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, cdr.cpo, cdr.dp, cdr.cdrID, cdr.sessionID, cdr.raw, cdr.contentHash, cdr.currency, cdr.claimedMinor,
            cdr.startedAt, cdr.endedAt, cdr.energy, cdr.locationID, cdr.evseUID, cdr.isCredit, cdr.creditReferenceID,
            cdr.tokenUID, cdr.tokenType, cdr.lastUpdated, cdr.receivedAt, cdr.messageID)
        return .stored(rowID: db.lastInsertRowid)
    }

    static func get(_ db: Connection, _ cpo: PartyID, _ cdrID: String) throws -> CDRRecord? {
        try db.one("SELECT * FROM cdr WHERE cpo = ? AND cdr_id = ?", cpo, cdrID) { try CDRRecord(row: $0) }
    }

    static func get(_ db: Connection, rowID: Int64) throws -> CDRRecord? {
        try db.one("SELECT * FROM cdr WHERE id = ?", rowID) { try CDRRecord(row: $0) }
    }

    /// CDRs of any CPO with this id, for requests that name only the CDR.
    static func find(_ db: Connection, cdrID: String) throws -> [CDRRecord] {
        try db.query("SELECT * FROM cdr WHERE cdr_id = ? ORDER BY id", cdrID) { try CDRRecord(row: $0) }
    }

    static func forSession(_ db: Connection, _ cpo: PartyID, _ sessionID: String) throws -> [CDRRecord] {
        try db.query("SELECT * FROM cdr WHERE cpo = ? AND session_id = ? ORDER BY id", cpo, sessionID) {
            try CDRRecord(row: $0)
        }
    }

    /// Credits that refer to the CDR.
    static func credits(_ db: Connection, _ cpo: PartyID, of cdrID: String) throws -> [CDRRecord] {
        try db.query(
            "SELECT * FROM cdr WHERE cpo = ? AND credit_reference_id = ? AND is_credit = 1 ORDER BY id", cpo, cdrID
        ) { try CDRRecord(row: $0) }
    }

    /// Other CDRs, no credits, of the same EVSE whose time overlaps: a driver charged twice shows here.
    ///
    /// Looks at those that started at most 30 days before, so that a busy EVSE's past costs nothing.
    static func overlapping(_ db: Connection, with cdr: CDRRecord) throws -> [CDRRecord] {
        try db.query(
            """
            SELECT * FROM cdr WHERE cpo = ? AND evse_uid = ? AND location_id = ? AND started_at > ?
              AND started_at < ? AND ended_at > ? AND cdr_id <> ? AND is_credit = 0 ORDER BY id
            """, cdr.cpo, cdr.evseUID, cdr.locationID, cdr.startedAt - .seconds(30 * 86_400), cdr.endedAt,
            cdr.startedAt, cdr.cdrID
        ) { try CDRRecord(row: $0) }
    }

    /// The newest first.
    static func latest(_ db: Connection, limit: Int) throws -> [CDRRecord] {
        try db.query("SELECT * FROM cdr ORDER BY id DESC LIMIT ?", limit) { try CDRRecord(row: $0) }
    }

    static func page(_ db: Connection, _ page: PageQuery) throws -> PageResult<CDRRecord> {
        try db.page("cdr", page.filter(receiver: "dp", hasShared: false), page) { try CDRRecord(row: $0) }
    }
}

extension CDRRecord {
    init(row: Row) throws {
        rowID = try row.int64("id")
        cpo = try row.party("cpo")
        dp = try row.party("dp")
        cdrID = try row.text("cdr_id")
        sessionID = try row.optionalText("session_id")
        raw = try row.blob("raw")
        contentHash = try row.blob("content_hash")
        currency = try row.text("currency")
        claimedMinor = try row.int64("claimed_minor")
        startedAt = try row.timestamp("started_at")
        endedAt = try row.timestamp("ended_at")
        energy = try row.decimal("energy")
        locationID = try row.text("location_id")
        evseUID = try row.text("evse_uid")
        isCredit = try row.bool("is_credit")
        creditReferenceID = try row.optionalText("credit_reference_id")
        tokenUID = try row.text("token_uid")
        tokenType = try row.text("token_type")
        lastUpdated = try row.timestamp("last_updated")
        receivedAt = try row.timestamp("received_at")
        messageID = try row.optionalInt64("message_id")
    }
}
