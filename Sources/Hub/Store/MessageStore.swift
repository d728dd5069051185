import Roaming
import SQLite

/// An OCPI request as the bytes that came or went, secrets replaced by fingerprints beforehand.
struct MessageRecord: Hashable, Sendable {
    enum Direction: String, Sendable {
        case incoming = "in"
        case outgoing = "out"
    }

    /// 0 until stored.
    var id: Int64 = 0
    var direction: Direction
    /// Nil when the sender could not be told.
    var platformID: Int64?
    var fromParty: PartyID?
    var toParty: PartyID?
    var method: String
    var path: String
    /// JSON array of [name, value], redacted.
    var headers: String
    var body: [UInt8]
    var requestID: String
    var correlationID: String
    var module: String?
    var objectID: String?
    /// The session resource it is about, "NL*FAS/S1".
    var sessionRef: String?
    /// The incoming message that an outgoing one serves.
    var causeID: Int64?
    var at: Timestamp
}

/// What was answered, or what came instead of an answer.
struct MessageAnswer: Hashable, Sendable {
    enum Outcome: String, Sendable {
        case ok, refused, timeout
        /// Certainly not delivered.
        case failed
        /// Sent, and no answer came.
        case maybe
    }

    var messageID: Int64
    var httpStatus: Int?
    var ocpiStatus: Int?
    var headers = "[]"
    var body: [UInt8] = []
    var latencyMicroseconds: Int64
    var outcome: Outcome
    var detail: String?
    var at: Timestamp
}

struct StoredMessage: Hashable, Sendable {
    let request: MessageRecord
    /// Nil while in flight.
    let answer: MessageAnswer?
}

enum MessageStore {
    /// Answers the message's id.
    static func insert(_ db: Connection, _ message: MessageRecord) throws -> Int64 {
        try db.run(
            """
            INSERT INTO message (direction, platform_id, from_party, to_party, method, path, headers, body, request_id,
              correlation_id, module, object_id, session_ref, cause_id, at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, message.direction.rawValue, message.platformID, message.fromParty, message.toParty, message.method,
            message.path, message.headers, message.body, message.requestID, message.correlationID, message.module,
            message.objectID, message.sessionRef, message.causeID, message.at)
        return db.lastInsertRowid
    }

    /// Once a message; a second answer is refused as a duplicate.
    static func answer(_ db: Connection, _ answer: MessageAnswer) throws {
        try db.run(
            """
            INSERT INTO message_answer (message_id, http_status, ocpi_status, headers, body, latency_us, outcome,
              detail, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, answer.messageID, answer.httpStatus, answer.ocpiStatus, answer.headers, answer.body,
            answer.latencyMicroseconds, answer.outcome.rawValue, answer.detail, answer.at)
    }

    static func get(_ db: Connection, _ id: Int64) throws -> StoredMessage? {
        guard let request = try db.one("SELECT * FROM message WHERE id = ?", id, row: { try MessageRecord(row: $0) })
        else { return nil }
        let answer = try db.one("SELECT * FROM message_answer WHERE message_id = ?", id) { try MessageAnswer(row: $0) }
        return StoredMessage(request: request, answer: answer)
    }

    /// Messages without an answer, oldest first: after a crash those that went out are "maybe".
    static func unanswered(_ db: Connection, limit: Int) throws -> [MessageRecord] {
        try db.query(
            """
            SELECT * FROM message m WHERE NOT EXISTS (SELECT 1 FROM message_answer a WHERE a.message_id = m.id)
            ORDER BY id LIMIT ?
            """, limit
        ) { try MessageRecord(row: $0) }
    }
}

extension MessageRecord {
    fileprivate init(row: Row) throws {
        id = try row.int64("id")
        direction = try row.choice("direction")
        platformID = try row.optionalInt64("platform_id")
        fromParty = try row.optionalParty("from_party")
        toParty = try row.optionalParty("to_party")
        method = try row.text("method")
        path = try row.text("path")
        headers = try row.text("headers")
        body = try row.blob("body")
        requestID = try row.text("request_id")
        correlationID = try row.text("correlation_id")
        module = try row.optionalText("module")
        objectID = try row.optionalText("object_id")
        sessionRef = try row.optionalText("session_ref")
        causeID = try row.optionalInt64("cause_id")
        at = try row.timestamp("at")
    }
}

extension MessageAnswer {
    fileprivate init(row: Row) throws {
        messageID = try row.int64("message_id")
        httpStatus = try row.optionalInt("http_status")
        ocpiStatus = try row.optionalInt("ocpi_status")
        headers = try row.text("headers")
        body = try row.blob("body")
        latencyMicroseconds = try row.int64("latency_us")
        outcome = try row.choice("outcome")
        detail = try row.optionalText("detail")
        at = try row.timestamp("at")
    }
}
