import Roaming
import SQLite

/// A charging session as last told by its CPO, merged, with what the hub made of it.
struct SessionRecord: Hashable, Sendable {
    var cpo: PartyID
    var dp: PartyID
    var sessionID: String
    /// The whole object after merging: the bytes of a PUT, or a PATCH applied to what was there.
    var raw: [UInt8]
    /// OCPI SessionStatus.
    var status: String
    var startedAt: Timestamp
    var endedAt: Timestamp?
    /// kWh.
    var energy: Decimal4
    /// Between the last two updates; nil before the second.
    var powerWatts: Int?
    /// Oldest first, at most 20, in watts.
    var powerHistory: [Int] = []
    var locationID: String
    var evseUID: String
    var evseID: String?
    var connectorID: String
    var tokenUID: String
    var tokenType: String
    var contractID: String
    var authMethod: String
    var authorizationReference: String?
    var currency: String
    /// Excluding VAT, with its source: what the CPO said, or what the hub computed.
    var costMinor: Int64?
    var costSource: String?
    /// The hub made the periods itself, from meter values.
    var costIsEstimate = false
    /// The CPO's own moment; it never goes back.
    var lastUpdated: Timestamp
    var receivedAt: Timestamp
    /// Code words such as STUCK and NO_CDR.
    var flags: [String] = []
    var flagReason: String?
    var cdrID: String?
    var tariffID: String?

    /// The feed's id, "NL*FAS/S1".
    var id: String { "\(cpo)/\(sessionID)" }
}

enum SessionStore {
    /// Inserts or replaces the session; the id keeps its first writing. Answers whether it is new.
    ///
    /// - Throws: rule `SESSION_BACKWARD` when `lastUpdated` is before what is stored.
    @discardableResult
    static func put(_ db: Connection, _ session: SessionRecord) throws -> Bool {
        // An UPDATE first, since nearly every message is about a session that is there.
        let values: [(any Bindable)?] = [
            session.dp, session.raw, session.status, session.startedAt, session.endedAt, session.energy,
            session.powerWatts, WordList.write(session.powerHistory.map { String($0) }), session.locationID,
            session.evseUID, session.evseID, session.connectorID, session.tokenUID, session.tokenType,
            session.contractID, session.authMethod, session.authorizationReference, session.currency,
            session.costMinor, session.costSource, session.lastUpdated, session.receivedAt,
            WordList.write(session.flags), session.flagReason, session.cdrID, session.tariffID,
            session.costIsEstimate, session.cpo, session.sessionID,
        ]
        let changed = try db.run(
            """
            UPDATE session SET dp = ?, raw = ?, status = ?, started_at = ?, ended_at = ?, energy = ?, power_w = ?,
              power_history = ?, location_id = ?, evse_uid = ?, evse_id = ?, connector_id = ?, token_uid = ?,
              token_type = ?, contract_id = ?, auth_method = ?, authorization_reference = ?, currency = ?,
              cost_minor = ?, cost_source = ?, last_updated = ?, received_at = ?, flags = ?, flag_reason = ?,
              cdr_id = ?, tariff_id = ?, cost_is_estimate = ? WHERE cpo = ? AND session_id = ?
            """, values: values)
        if changed > 0 { return false }
        try db.run(
            """
            INSERT INTO session (dp, raw, status, started_at, ended_at, energy, power_w, power_history, location_id,
              evse_uid, evse_id, connector_id, token_uid, token_type, contract_id, auth_method,
              authorization_reference, currency, cost_minor, cost_source, last_updated, received_at, flags,
              flag_reason, cdr_id, tariff_id, cost_is_estimate, cpo, session_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, values: values)
        return true
    }

    static func get(_ db: Connection, _ cpo: PartyID, _ sessionID: String) throws -> SessionRecord? {
        try db.one("SELECT * FROM session WHERE cpo = ? AND session_id = ?", cpo, sessionID) {
            try SessionRecord(row: $0)
        }
    }

    /// The session's row, for what is kept about it.
    static func rowID(_ db: Connection, _ cpo: PartyID, _ sessionID: String) throws -> Int64? {
        try db.one("SELECT id FROM session WHERE cpo = ? AND session_id = ?", cpo, sessionID) { try $0.int64(0) }
    }

    /// Sessions of this id at any CPO, for requests that name only the session.
    static func find(_ db: Connection, sessionID: String) throws -> [SessionRecord] {
        try db.query("SELECT * FROM session WHERE session_id = ? ORDER BY id", sessionID) {
            try SessionRecord(row: $0)
        }
    }

    /// The hub's own remarks; the CPO's data stays as it is.
    static func setFlags(
        _ db: Connection, _ cpo: PartyID, _ sessionID: String, flags: [String], reason: String?
    ) throws {
        try db.run(
            "UPDATE session SET flags = ?, flag_reason = ? WHERE cpo = ? AND session_id = ?",
            WordList.write(flags), reason, cpo, sessionID)
    }

    static func setCDR(_ db: Connection, _ cpo: PartyID, _ sessionID: String, cdrID: String) throws {
        try db.run("UPDATE session SET cdr_id = ? WHERE cpo = ? AND session_id = ?", cdrID, cpo, sessionID)
    }

    /// Finished sessions whose CDR is due and which are not flagged for it yet.
    static func withoutCDR(_ db: Connection, endedBefore: Timestamp, limit: Int = 500) throws -> [SessionRecord] {
        try db.query(
            """
            SELECT * FROM session WHERE status = 'COMPLETED' AND cdr_id IS NULL AND received_at < ?
              AND flags NOT LIKE '%NO_CDR%' ORDER BY id LIMIT ?
            """, endedBefore, limit
        ) { try SessionRecord(row: $0) }
    }

    /// PENDING, ACTIVE and RESERVATION, oldest first.
    static func live(_ db: Connection) throws -> [SessionRecord] {
        try db.query("SELECT * FROM session WHERE status IN ('PENDING', 'ACTIVE', 'RESERVATION') ORDER BY id") {
            try SessionRecord(row: $0)
        }
    }

    /// How many there are of `live`.
    static func liveCount(_ db: Connection) throws -> Int {
        try db.one("SELECT count(*) FROM session WHERE status IN ('PENDING', 'ACTIVE', 'RESERVATION')") {
            try $0.int(0)
        } ?? 0
    }

    /// Of `live` those whose last update came before the moment, oldest first.
    static func silent(_ db: Connection, since moment: Timestamp) throws -> [SessionRecord] {
        try db.query(
            """
            SELECT * FROM session WHERE status IN ('PENDING', 'ACTIVE', 'RESERVATION') AND received_at < ? ORDER BY id
            """, moment
        ) { try SessionRecord(row: $0) }
    }

    /// The newest first.
    static func latest(_ db: Connection, limit: Int) throws -> [SessionRecord] {
        try db.query("SELECT * FROM session ORDER BY id DESC LIMIT ?", limit) { try SessionRecord(row: $0) }
    }

    static func page(_ db: Connection, _ page: PageQuery) throws -> PageResult<SessionRecord> {
        try db.page("session", page.filter(receiver: "dp", hasShared: false), page) { try SessionRecord(row: $0) }
    }
}

extension SessionRecord {
    fileprivate init(row: Row) throws {
        cpo = try row.party("cpo")
        dp = try row.party("dp")
        sessionID = try row.text("session_id")
        raw = try row.blob("raw")
        status = try row.text("status")
        startedAt = try row.timestamp("started_at")
        endedAt = try row.optionalTimestamp("ended_at")
        energy = try row.decimal("energy")
        powerWatts = try row.optionalInt("power_w")
        powerHistory = try row.words("power_history").compactMap { Int($0) }
        locationID = try row.text("location_id")
        evseUID = try row.text("evse_uid")
        evseID = try row.optionalText("evse_id")
        connectorID = try row.text("connector_id")
        tokenUID = try row.text("token_uid")
        tokenType = try row.text("token_type")
        contractID = try row.text("contract_id")
        authMethod = try row.text("auth_method")
        authorizationReference = try row.optionalText("authorization_reference")
        currency = try row.text("currency")
        costMinor = try row.optionalInt64("cost_minor")
        costSource = try row.optionalText("cost_source")
        costIsEstimate = try row.bool("cost_is_estimate")
        lastUpdated = try row.timestamp("last_updated")
        receivedAt = try row.timestamp("received_at")
        flags = try row.words("flags")
        flagReason = try row.optionalText("flag_reason")
        cdrID = try row.optionalText("cdr_id")
        tariffID = try row.optionalText("tariff_id")
    }
}
