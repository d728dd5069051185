import Roaming
import SQLite

/// A message without its headers and bodies, for lists.
struct MessageSummary: Hashable, Sendable {
    let id: Int64
    let direction: MessageRecord.Direction
    let platformID: Int64?
    let fromParty: PartyID?
    let toParty: PartyID?
    let method: String
    let path: String
    let requestID: String
    let correlationID: String
    let module: String?
    let objectID: String?
    let sessionRef: String?
    let causeID: Int64?
    let at: Timestamp
    let requestBytes: Int
    /// The rest is nil while in flight.
    let httpStatus: Int?
    let ocpiStatus: Int?
    let latencyMicroseconds: Int64?
    let outcome: MessageAnswer.Outcome?
    let detail: String?
}

struct MessageFilter: Sendable {
    var session: String?
    var platform: Int64?
    var party: PartyID?
    var correlationID: String?
    var outcome: MessageAnswer.Outcome?
    /// Only messages with a higher id, oldest first; nil for the newest first.
    var after: Int64?
    var limit = 100
}

/// How much a platform sent and got since a moment, and how quickly it answered.
struct Traffic: Hashable, Sendable {
    var incoming = 0
    var outgoing = 0
    var refused = 0
    var maybe = 0
    var timeouts = 0
    /// Of the hub's calls to the platform, in milliseconds; nil without any.
    var latencyMedian: Int?
    var latency95: Int?
}

extension MessageStore {
    static func list(_ db: Connection, _ filter: MessageFilter) throws -> [MessageSummary] {
        var terms: [String] = []
        var values: [(any Bindable)?] = []
        func add(_ term: String, _ value: (any Bindable)?) {
            guard let value else { return }
            terms.append(term)
            values.append(value)
        }
        add("m.session_ref = ?", filter.session)
        add("m.platform_id = ?", filter.platform)
        add("m.correlation_id = ?", filter.correlationID)
        add("a.outcome = ?", filter.outcome?.rawValue)
        add("m.id > ?", filter.after)
        if let party = filter.party {
            terms.append("(m.from_party = ? OR m.to_party = ?)")
            values += [party, party]
        }
        values.append(filter.limit)
        return try db.query(
            """
            SELECT m.id, m.direction, m.platform_id, m.from_party, m.to_party, m.method, m.path, m.request_id,
              m.correlation_id, m.module, m.object_id, m.session_ref, m.cause_id, m.at, length(m.body) AS bytes,
              a.http_status, a.ocpi_status, a.latency_us, a.outcome, a.detail
            FROM message m LEFT JOIN message_answer a ON a.message_id = m.id
            WHERE \(terms.isEmpty ? "1" : terms.joined(separator: " AND "))
            ORDER BY m.id \(filter.after == nil ? "DESC" : "ASC") LIMIT ?
            """, values: values
        ) { try MessageSummary(row: $0) }
    }

    /// The last real-time authorisation of a token that a CPO asked for before a moment, at most ten minutes earlier.
    static func authorisation(
        _ db: Connection, cpo: PartyID, tokenUID: String, before moment: Timestamp
    ) throws -> MessageSummary? {
        let found = try db.one(
            """
            SELECT id FROM message WHERE module = 'tokens' AND method = 'POST' AND direction = 'in' AND from_party = ?
              AND at BETWEEN ? AND ? AND instr(path, ?) > 0 ORDER BY id DESC LIMIT 1
            """, cpo, moment - .seconds(600), moment + .seconds(60), tokenUID
        ) { try $0.int64(0) }
        guard let found else { return nil }
        return try list(db, MessageFilter(party: cpo, after: found - 1, limit: 1)).first
    }

    /// Messages about a session that may or may not have arrived.
    static func maybeCount(_ db: Connection, session: String) throws -> Int {
        try db.one(
            """
            SELECT count(*) FROM message m JOIN message_answer a ON a.message_id = m.id
            WHERE m.session_ref = ? AND a.outcome = 'maybe'
            """, session
        ) { try $0.int(0) } ?? 0
    }

    static func traffic(_ db: Connection, platform: Int64, since: Timestamp) throws -> Traffic {
        var traffic = Traffic()
        var latencies: [Int64] = []
        try db.each(
            """
            SELECT m.direction, a.outcome, a.latency_us FROM message m
            LEFT JOIN message_answer a ON a.message_id = m.id WHERE m.platform_id = ? AND m.at >= ?
            """, values: [platform, since]
        ) { row in
            let direction: MessageRecord.Direction = try row.choice("direction")
            if direction == .incoming { traffic.incoming += 1 } else { traffic.outgoing += 1 }
            let outcome: MessageAnswer.Outcome? = try row.optionalChoice("outcome")
            switch outcome {
            case .refused: traffic.refused += 1
            case .maybe: traffic.maybe += 1
            case .timeout: traffic.timeouts += 1
            case .ok, .failed, nil: break
            }
            if direction == .outgoing, outcome == .ok { latencies.append(try row.int64("latency_us")) }
        }
        latencies.sort()
        if !latencies.isEmpty {
            traffic.latencyMedian = Int(latencies[latencies.count / 2] / 1000)
            traffic.latency95 = Int(latencies[(latencies.count * 95) / 100] / 1000)
        }
        return traffic
    }
}

extension MessageSummary {
    fileprivate init(row: Row) throws {
        id = try row.int64("id")
        direction = try row.choice("direction")
        platformID = try row.optionalInt64("platform_id")
        fromParty = try row.optionalParty("from_party")
        toParty = try row.optionalParty("to_party")
        method = try row.text("method")
        path = try row.text("path")
        requestID = try row.text("request_id")
        correlationID = try row.text("correlation_id")
        module = try row.optionalText("module")
        objectID = try row.optionalText("object_id")
        sessionRef = try row.optionalText("session_ref")
        causeID = try row.optionalInt64("cause_id")
        at = try row.timestamp("at")
        requestBytes = try row.int("bytes")
        httpStatus = try row.optionalInt("http_status")
        ocpiStatus = try row.optionalInt("ocpi_status")
        latencyMicroseconds = try row.optionalInt64("latency_us")
        outcome = try row.optionalChoice("outcome")
        detail = try row.optionalText("detail")
    }
}
