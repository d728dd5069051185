import JSON
import Roaming

/// One OCPI exchange of the message log, without headers and bodies.
public struct MessageSummary: JSONConvertible {
    public var id: Int64
    public var at: Timestamp
    public var direction: Direction
    public var platform: String?
    public var from: PartyID?
    public var to: PartyID?
    /// OCPI ModuleID, or nil for something that is not OCPI.
    public var module: String?
    public var method: String
    public var path: String
    public var httpStatus: Int?
    public var ocpiStatus: Int?
    public var latencyMs: Int?
    public var outcome: Outcome
    public var correlationID: String?
    public var session: String?
    public var bytes: Int

    /// From a partner to the hub, or the other way.
    public enum Direction: String, CaseIterable, Hashable, Sendable {
        case `in`
        case out
    }

    /// `maybe` was sent and not answered, `failed` certainly did not arrive.
    public enum Outcome: String, CaseIterable, Hashable, Sendable {
        case ok
        case refused
        case maybe
        case failed
    }

    public init(
        id: Int64, at: Timestamp, direction: Direction, platform: String? = nil, from: PartyID? = nil,
        to: PartyID? = nil, module: String? = nil, method: String, path: String, httpStatus: Int? = nil,
        ocpiStatus: Int? = nil,
        latencyMs: Int? = nil, outcome: Outcome, correlationID: String? = nil, session: String? = nil, bytes: Int
    ) {
        self.id = id
        self.at = at
        self.direction = direction
        self.platform = platform
        self.from = from
        self.to = to
        self.module = module
        self.method = method
        self.path = path
        self.httpStatus = httpStatus
        self.ocpiStatus = ocpiStatus
        self.latencyMs = latencyMs
        self.outcome = outcome
        self.correlationID = correlationID
        self.session = session
        self.bytes = bytes
    }
}

extension MessageSummary {
    public init(_ reader: ObjectReader) throws(FieldError) {
        id = try reader.int64("id")
        at = try reader.timestamp("at")
        direction = try reader.choice("direction")
        platform = try reader.optionalString("platform")
        from = try reader.optionalParty("from")
        to = try reader.optionalParty("to")
        module = try reader.optionalString("module")
        method = try reader.string("method")
        path = try reader.string("path")
        httpStatus = try reader.optionalInt("http_status")
        ocpiStatus = try reader.optionalInt("ocpi_status")
        latencyMs = try reader.optionalInt("latency_ms")
        outcome = try reader.choice("outcome")
        correlationID = try reader.optionalString("correlation_id")
        session = try reader.optionalString("session")
        bytes = try reader.int("bytes")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("id", id)
        members.add("at", at)
        members.add("direction", direction.rawValue)
        members.add("platform", platform)
        members.add("from", from)
        members.add("to", to)
        members.add("module", module)
        members.add("method", method)
        members.add("path", path)
        members.add("http_status", httpStatus)
        members.add("ocpi_status", ocpiStatus)
        members.add("latency_ms", latencyMs)
        members.add("outcome", outcome.rawValue)
        members.add("correlation_id", correlationID)
        members.add("session", session)
        members.add("bytes", bytes)
        return members.json
    }

    public static let schema = Schema(
        "MessageSummary", "One OCPI exchange, without headers and bodies",
        [
            .field("id", .integer, "Counts up in the order of arrival"),
            .field("at", .dateTime, "When the request began"),
            .field("direction", .word(Direction.allCases.map(\.rawValue)), "Seen from the hub"),
            .optional("platform", .text, "Partner platform at the other end, when it is known"),
            .optional("from", .party, "OCPI-from"),
            .optional("to", .party, "OCPI-to"),
            .optional("module", .text, "OCPI module"),
            .field("method", .text, "HTTP method"),
            .field("path", .text, "Path and query"),
            .optional("http_status", .integer, "Status of the answer; absent when none came"),
            .optional("ocpi_status", .integer, "OCPI status code of the answer"),
            .optional("latency_ms", .integer, "Until the answer was complete"),
            .field("outcome", .word(Outcome.allCases.map(\.rawValue)), "How it ended"),
            .optional("correlation_id", .text, "X-Correlation-ID, the same on both legs of a routed message"),
            .optional("session", .text, "Id of the session resource it is about"),
            .field("bytes", .integer, "Size of both bodies"),
        ])
}
