import Roaming
import SQLite

/// An OCPI command on its way through the hub, or from the hub.
struct CommandRecord: Hashable, Sendable {
    enum State: String, Sendable {
        case sent = "SENT"
        case accepted = "ACCEPTED"
        case rejected = "REJECTED"
        case result = "RESULT"
        case noResult = "NO_RESULT"
        case failed = "FAILED"
    }

    var id: String
    /// OCPI CommandType.
    var command: String
    var requester: PartyID
    var cpo: PartyID
    var dp: PartyID?
    /// The session resource's id, "NL*FAS/S1".
    var sessionID: String?
    var state: State
    var result: String?
    var reason: String?
    /// The person, for a command of an operator.
    var by: String?
    var createdAt: Timestamp
    /// After this moment a result is no longer expected, but still taken.
    var timeoutAt: Timestamp?
    /// Exactly when `state` is `result`.
    var resultAt: Timestamp?
    var dpInformedAt: Timestamp?
    var requestBody: [UInt8]
    var messageID: Int64?
}

enum CommandStore {
    static func insert(_ db: Connection, _ command: CommandRecord) throws {
        try db.run(
            """
            INSERT INTO command (id, command, requester, cpo, dp, session_id, state, result, reason, by, created_at,
              timeout_at, result_at, dp_informed_at, request_body, message_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, command.id, command.command, command.requester, command.cpo, command.dp, command.sessionID,
            command.state.rawValue, command.result, command.reason, command.by, command.createdAt, command.timeoutAt,
            command.resultAt, command.dpInformedAt, command.requestBody, command.messageID)
    }

    /// State, result, moments and message; who asked what stays.
    static func update(_ db: Connection, _ command: CommandRecord) throws {
        let changed = try db.run(
            """
            UPDATE command SET state = ?, result = ?, reason = ?, timeout_at = ?, result_at = ?, dp_informed_at = ?,
              message_id = ? WHERE id = ?
            """, command.state.rawValue, command.result, command.reason, command.timeoutAt, command.resultAt,
            command.dpInformedAt, command.messageID, command.id)
        guard changed == 1 else { throw StoreError.notFound("command \(command.id)") }
    }

    static func get(_ db: Connection, _ id: String) throws -> CommandRecord? {
        try db.one("SELECT * FROM command WHERE id = ?", id) { try CommandRecord(row: $0) }
    }

    /// Still waiting for a result after their time.
    static func overdue(_ db: Connection, at: Timestamp) throws -> [CommandRecord] {
        try db.query(
            "SELECT * FROM command WHERE state IN ('SENT', 'ACCEPTED') AND timeout_at <= ? ORDER BY timeout_at", at
        ) { try CommandRecord(row: $0) }
    }

    /// The CPOs a DP made a reservation with under this id.
    static func owners(_ db: Connection, reservation id: String, by dp: PartyID) throws -> [PartyID] {
        try db.query(
            """
            SELECT DISTINCT cpo FROM command WHERE command = 'RESERVE_NOW' AND requester = ?
              AND upper(json_extract(CAST(request_body AS TEXT), '$.reservation_id')) = upper(?)
            """, dp, id
        ) { try $0.party("cpo") }
    }

    /// The hub's own commands on a session whose end the DP has not been told yet.
    static func uninformed(_ db: Connection, session: String) throws -> [CommandRecord] {
        try db.query(
            "SELECT * FROM command WHERE session_id = ? AND by IS NOT NULL AND dp_informed_at IS NULL", session
        ) { try CommandRecord(row: $0) }
    }

    static func list(_ db: Connection, session: String) throws -> [CommandRecord] {
        try db.query("SELECT * FROM command WHERE session_id = ? ORDER BY created_at, id", session) {
            try CommandRecord(row: $0)
        }
    }

    /// The newest first.
    static func latest(_ db: Connection, limit: Int) throws -> [CommandRecord] {
        try db.query("SELECT * FROM command ORDER BY created_at DESC, id LIMIT ?", limit) {
            try CommandRecord(row: $0)
        }
    }
}

extension CommandRecord {
    fileprivate init(row: Row) throws {
        id = try row.text("id")
        command = try row.text("command")
        requester = try row.party("requester")
        cpo = try row.party("cpo")
        dp = try row.optionalParty("dp")
        sessionID = try row.optionalText("session_id")
        state = try row.choice("state")
        result = try row.optionalText("result")
        reason = try row.optionalText("reason")
        by = try row.optionalText("by")
        createdAt = try row.timestamp("created_at")
        timeoutAt = try row.optionalTimestamp("timeout_at")
        resultAt = try row.optionalTimestamp("result_at")
        dpInformedAt = try row.optionalTimestamp("dp_informed_at")
        requestBody = try row.blob("request_body")
        messageID = try row.optionalInt64("message_id")
    }
}
