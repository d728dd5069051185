import JSON
import Roaming

/// An OCPI command that passed through the hub or was sent by an operator.
public struct CommandResource: Resource {
    public static let kind = Kind.command

    public var id: String
    public var version: Int
    public var updatedAt: Timestamp
    public var command: String
    public var requester: PartyID
    public var cpo: PartyID
    public var dp: PartyID?
    public var session: String?
    public var state: State
    /// OCPI CommandResultType, once it came.
    public var result: String?
    public var reason: String?
    public var by: String?
    public var createdAt: Timestamp
    public var resultAt: Timestamp?
    public var dpInformedAt: Timestamp?

    /// `ACCEPTED` waits for its result, `NO_RESULT` waited in vain.
    public enum State: String, CaseIterable, Hashable, Sendable {
        case sent = "SENT"
        case accepted = "ACCEPTED"
        case rejected = "REJECTED"
        case result = "RESULT"
        case noResult = "NO_RESULT"
        case failed = "FAILED"
    }

    public init(
        id: String, version: Int, updatedAt: Timestamp, command: String, requester: PartyID, cpo: PartyID,
        dp:
            PartyID? = nil, session: String? = nil, state: State, result: String? = nil, reason: String? = nil,
        by:
            String? = nil, createdAt: Timestamp, resultAt: Timestamp? = nil, dpInformedAt: Timestamp? = nil
    ) {
        self.id = id
        self.version = version
        self.updatedAt = updatedAt
        self.command = command
        self.requester = requester
        self.cpo = cpo
        self.dp = dp
        self.session = session
        self.state = state
        self.result = result
        self.reason = reason
        self.by = by
        self.createdAt = createdAt
        self.resultAt = resultAt
        self.dpInformedAt = dpInformedAt
    }
}

extension CommandResource {
    public init(_ reader: ObjectReader) throws(FieldError) {
        id = try reader.string("id")
        version = try reader.int("version")
        updatedAt = try reader.timestamp("updated_at")
        command = try reader.string("command")
        requester = try reader.party("requester")
        cpo = try reader.party("cpo")
        dp = try reader.optionalParty("dp")
        session = try reader.optionalString("session")
        state = try reader.choice("state")
        result = try reader.optionalString("result")
        reason = try reader.optionalString("reason")
        by = try reader.optionalString("by")
        createdAt = try reader.timestamp("created_at")
        resultAt = try reader.optionalTimestamp("result_at")
        dpInformedAt = try reader.optionalTimestamp("dp_informed_at")
    }

    public var json: JSONValue {
        var members = identityMembers()
        members.add("command", command)
        members.add("requester", requester)
        members.add("cpo", cpo)
        members.add("dp", dp)
        members.add("session", session)
        members.add("state", state.rawValue)
        members.add("result", result)
        members.add("reason", reason)
        members.add("by", by)
        members.add("created_at", createdAt)
        members.add("result_at", resultAt)
        members.add("dp_informed_at", dpInformedAt)
        return members.json
    }

    public static let schema = Schema(
        "Command", "An OCPI command that passed through the hub",
        identity + [
            .field("command", .text, "OCPI command type"),
            .field("requester", .party, "Who asked, the hub itself for an operator"),
            .field("cpo", .party, "Who carries it out"),
            .optional("dp", .party, "Whose driver it concerns"),
            .optional("session", .text, "Id of the session resource"),
            .field("state", .word(State.allCases.map(\.rawValue)), "Where it stands"),
            .optional("result", .text, "OCPI command result"),
            .optional("reason", .text, "Why the operator asked, or why it failed"),
            .optional("by", .text, "Person, for a command of an operator"),
            .field("created_at", .dateTime, "When it was sent"),
            .optional("result_at", .dateTime, "When the result came"),
            .optional("dp_informed_at", .dateTime, "When the DP was told"),
        ])
}
