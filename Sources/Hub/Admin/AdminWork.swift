import AdminAPI
import Digest
import HTTPMessage
import JSON
import Roaming
import SQLite

/// One action as its transaction runs it: the change, the audit row, the answer under the idempotency key.
struct AdminWork: Sendable {
    static let replayHeader = "Idempotent-Replay"

    let action: ActionName
    let call: AdminCall
    let subject: (kind: String, id: String)
    let detail: String
    /// Makes the change and answers the resource that the route promises.
    let change: @Sendable (Connection) throws -> JSONValue

    init(
        _ action: ActionName, _ call: AdminCall, subject: (kind: String, id: String), detail: String,
        change: @escaping @Sendable (Connection) throws -> JSONValue
    ) {
        self.action = action
        self.call = call
        self.subject = subject
        self.detail = detail
        self.change = change
    }

    func run(_ db: Connection, key: String) throws -> HTTPResponse {
        try checkVersion(db)
        let resource = try change(db)
        let row = try AuditStore.append(db, audit(outcome: "done"))
        let body = ActionAnswer(audit: row.seq, resource: resource).json.serialized()
        try IdempotencyStore.store(
            db, person: call.personID, key: key,
            StoredResponse(requestHash: call.requestHash, status: 200, headers: "[]", body: body, at: call.now))
        var response = HTTPResponse.admin([:])
        response.body = body
        return response
    }

    func audit(outcome: String) -> AuditDraft {
        let text = JSONValue.object(["detail": .string(detail)]).serialized()
        return AuditDraft(
            at: call.now, actor: call.caller.person, personID: call.personID, action: action.rawValue,
            subjectKind: subject.kind, subjectID: subject.id, outcome: outcome,
            detail: String(decoding: text, as: UTF8.self))
    }

    /// The version that the person saw, where the route asks for it.
    private func checkVersion(_ db: Connection) throws {
        guard call.route.ifMatch != .none else { return }
        guard let header = call.request.headers.first("If-Match") else {
            if call.route.ifMatch == .optional { return }
            throw Problem(
                .missingIfMatch, "send If-Match with the ETag of what you saw", field: "If-Match", rule: "required")
        }
        guard let tag = EntityTag(header) else {
            throw Problem(.badRequest, "If-Match must be one ETag such as \"v12\"", field: "If-Match", rule: "format")
        }
        let present: Int?
        if action == .changeSettings {
            present = try HubSettings.read(db).version
        } else {
            present = try Kind(rawValue: subject.kind).flatMap { try Feed.version(db, $0, id: subject.id) }
        }
        guard present == tag.version else {
            let now = present.map { "it is at version \($0)" } ?? "it is gone"
            throw Problem(.staleVersion, "you saw version \(tag.version), \(now): look again before you act")
        }
    }

    /// The first answer again, marked; another request under the same key is refused.
    static func replay(_ stored: StoredResponse, _ call: AdminCall) throws -> HTTPResponse {
        guard stored.requestHash == call.requestHash else {
            throw Problem(
                .idempotencyConflict, "this Idempotency-Key was used for another request", field: "Idempotency-Key",
                rule: "one key, one request")
        }
        var response = HTTPResponse.admin([:], status: stored.status)
        response.headers.set(replayHeader, "true")
        response.body = stored.body
        return response
    }

    /// Every refusal of the domain in the admin API's words.
    static func problem(_ error: any Error) -> Problem {
        switch error {
        case let problem as Problem: return problem
        case let error as FieldError: return Problem(error)
        case let error as PayoutRefusal: return problem(error)
        case let error as SettlementRefusal: return problem(error)
        case let error as DisputeRefusal: return problem(error)
        case let error as DisputeDeskRefusal:
            if case .textMissing = error {
                return Problem(.badValue, error.description, field: "text", rule: "required")
            }
            return Problem(.notFound, error.description)
        case let error as CDRRefusal:
            if case .unknown = error { return Problem(.notFound, error.description) }
            return Problem(.conflict, error.description)
        case let error as StoreError: return Problem(.conflict, error.description)
        case let error as LedgerRefusal: return Problem(.conflict, "the ledger refused: \(error)")
        default:
            if StoreRule.of(error) == "FOUR_EYES" {
                return Problem(.fourEyes, "another person must do this")
            }
            if let rule = StoreRule.of(error) { return Problem(.conflict, "the store refused by rule \(rule)") }
            return Problem(.internalError, "the hub could not do this; its log says why")
        }
    }

    private static func problem(_ error: PayoutRefusal) -> Problem {
        switch error {
        case .ownRelease: Problem(.fourEyes, error.description)
        case .changed: Problem(.contentChanged, error.description)
        default: Problem(.conflict, error.description)
        }
    }

    private static func problem(_ error: SettlementRefusal) -> Problem {
        switch error {
        case .unknownWindow, .unknownPayout: Problem(.notFound, error.description)
        default: Problem(.conflict, error.description)
        }
    }

    private static func problem(_ error: DisputeRefusal) -> Problem {
        if case .ownDispute = error { return Problem(.fourEyes, error.description) }
        return Problem(.conflict, error.description)
    }
}
