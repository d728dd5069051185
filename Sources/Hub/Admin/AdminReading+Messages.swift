import AdminAPI
import JSON
import Roaming
import SQLite

extension AdminReading {
    func messages(_ db: Connection) throws -> Page<AdminAPI.MessageSummary> {
        var filter = MessageFilter()
        filter.session = call.request.queryValue("session")
        filter.correlationID = call.request.queryValue("correlation")
        if let text = call.request.queryValue("partner") {
            guard let party = PartyID(text) else {
                throw Problem(.badValue, "partner must be like NL*TNM", field: "partner", rule: "party")
            }
            filter.party = party
        }
        if call.request.queryValue("after") != nil {
            filter.after = try call.number("after", in: 0...Int64.max, default: 0)
        }
        filter.limit = try call.limit()
        return Page(items: try MessageStore.list(db, filter).map { try summary($0, db) })
    }

    private func summary(_ row: MessageSummary, _ db: Connection) throws -> AdminAPI.MessageSummary {
        AdminAPI.MessageSummary(
            id: row.id, at: row.at, direction: row.direction == .incoming ? .in : .out,
            platform: row.platformID.flatMap { call.registry.platforms[$0]?.record.name }, from: row.fromParty,
            to: row.toParty, module: row.module, method: row.method, path: row.path, httpStatus: row.httpStatus,
            ocpiStatus: row.ocpiStatus, latencyMs: row.latencyMicroseconds.map { Int($0 / 1000) },
            outcome: Self.outcome(row.outcome), correlationID: row.correlationID, session: row.sessionRef,
            bytes: row.requestBytes)
    }

    /// In flight counts as maybe: nobody knows yet.
    private static func outcome(_ outcome: MessageAnswer.Outcome?) -> AdminAPI.MessageSummary.Outcome {
        switch outcome {
        case .ok: .ok
        case .refused: .refused
        case .failed: .failed
        case .timeout, .maybe, nil: .maybe
        }
    }

    func message(_ db: Connection) throws -> MessageDetail {
        guard let id = Int64(call.id), let stored = try MessageStore.get(db, id) else {
            throw Problem(.notFound, "there is no message \(call.id)")
        }
        let (request, answer) = (stored.request, stored.answer)
        let row = MessageSummary(
            id: request.id, direction: request.direction, platformID: request.platformID, fromParty: request.fromParty,
            toParty: request.toParty, method: request.method, path: request.path, requestID: request.requestID,
            correlationID: request.correlationID, module: request.module, objectID: request.objectID,
            sessionRef: request.sessionRef, causeID: request.causeID, at: request.at,
            requestBytes: request.body.count, httpStatus: answer?.httpStatus, ocpiStatus: answer?.ocpiStatus,
            latencyMicroseconds: answer?.latencyMicroseconds, outcome: answer?.outcome, detail: answer?.detail)
        return MessageDetail(
            summary: try summary(row, db), requestHeaders: try headers(request.headers),
            requestBody: String(decoding: request.body, as: UTF8.self),
            responseHeaders: try headers(answer?.headers ?? "[]"),
            responseBody: answer.map { String(decoding: $0.body, as: UTF8.self) }, failure: answer?.detail)
    }

    private func headers(_ text: String) throws -> [HeaderLine] {
        guard case .array(let pairs) = try JSON.parse(Array(text.utf8)) else { return [] }
        return pairs.compactMap { pair in
            guard case .array(let two) = pair, two.count == 2, case .string(let name) = two[0],
                case .string(let value) = two[1]
            else { return nil }
            return HeaderLine(name: name, value: value)
        }
    }
}
