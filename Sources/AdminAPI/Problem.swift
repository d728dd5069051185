import JSON

/// An error of the admin API: problem details, `application/problem+json` (RFC 9457).
public struct Problem: Error, JSONConvertible, CustomStringConvertible {
    public static let mediaType = "application/problem+json"

    /// `urn:roamdesk:problem:<code>`, or `about:blank` when only the status says something.
    public var type: String
    public var title: String
    public var status: Int
    /// What was wrong with this request, in a sentence for a person.
    public var detail: String
    /// The member, parameter or header that was refused.
    public var field: String?
    /// The rule it broke.
    public var rule: String?

    public init(_ code: ProblemCode, _ detail: String, field: String? = nil, rule: String? = nil) {
        type = code.uri
        title = code.title
        status = code.status
        self.detail = detail
        self.field = field
        self.rule = rule
    }

    /// The problem of a body, parameter or header that breaks a rule: 422.
    public init(_ error: FieldError) {
        self.init(.badValue, error.description, field: error.field, rule: error.rule)
    }

    public init(_ reader: ObjectReader) throws(FieldError) {
        type = try reader.optionalString("type") ?? "about:blank"
        title = try reader.string("title")
        status = try reader.int("status")
        detail = try reader.optionalString("detail") ?? ""
        field = try reader.optionalString("field")
        rule = try reader.optionalString("rule")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("type", type)
        members.add("title", title)
        members.add("status", status)
        members.add("detail", detail)
        members.add("field", field)
        members.add("rule", rule)
        return members.json
    }

    public var code: ProblemCode? { ProblemCode.allCases.first { $0.uri == type } }

    /// Title and detail in one line.
    public var description: String { detail.isEmpty ? title : "\(title): \(detail)" }

    public static let schema = Schema(
        "Problem", "Problem details, RFC 9457",
        [
            .field("type", .text, "urn:roamdesk:problem:<code>"),
            .field("title", .text, "The same for every problem of the type"),
            .field("status", .integer, "HTTP status"),
            .field("detail", .text, "What was wrong with this request"),
            .optional("field", .text, "What was refused"),
            .optional("rule", .text, "The rule it broke"),
        ])
}

/// Each way the admin API says no.
public enum ProblemCode: String, CaseIterable, Hashable, Sendable {
    case badRequest = "bad-request"
    case missingIdempotencyKey = "missing-idempotency-key"
    case unauthorised
    case forbidden
    case fourEyes = "four-eyes"
    case notFound = "not-found"
    case conflict
    case idempotencyConflict = "idempotency-conflict"
    case staleVersion = "stale-version"
    case contentChanged = "content-changed"
    case tooLarge = "too-large"
    case badValue = "bad-value"
    case missingIfMatch = "missing-if-match"
    case internalError = "internal-error"
    case partnerFailed = "partner-failed"
    case unavailable

    public var uri: String { "urn:roamdesk:problem:\(rawValue)" }

    public var status: Int {
        switch self {
        case .badRequest, .missingIdempotencyKey: 400
        case .unauthorised: 401
        case .forbidden, .fourEyes: 403
        case .notFound: 404
        case .conflict, .idempotencyConflict: 409
        case .staleVersion, .contentChanged: 412
        case .tooLarge: 413
        case .badValue: 422
        case .missingIfMatch: 428
        case .internalError: 500
        case .partnerFailed: 502
        case .unavailable: 503
        }
    }

    public var title: String {
        switch self {
        case .badRequest: "Not a request this API understands"
        case .missingIdempotencyKey: "An action needs an Idempotency-Key"
        case .unauthorised: "Unknown or missing token"
        case .forbidden: "Your role does not allow this"
        case .fourEyes: "Another person must do this"
        case .notFound: "There is no such thing"
        case .conflict: "Not possible in its present state"
        case .idempotencyConflict: "The key was used for something else"
        case .staleVersion: "It has changed since you saw it"
        case .contentChanged: "Its content is not what you saw"
        case .tooLarge: "Too large"
        case .badValue: "A value breaks a rule"
        case .missingIfMatch: "An action on a version needs If-Match"
        case .internalError: "The hub failed"
        case .partnerFailed: "The partner did not do it"
        case .unavailable: "The hub cannot do this now"
        }
    }
}
