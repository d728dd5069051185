import JSON
import Roaming

/// A claim that a CDR is wrong, and its way to a decision. Its id is `D-0001`.
public struct DisputeResource: Resource {
    public static let kind = Kind.dispute

    public var id: String
    public var version: Int
    public var updatedAt: Timestamp
    public var cdr: String
    public var session: String?
    public var reason: String
    public var claimant: PartyID
    public var respondent: PartyID
    public var amountMinor: Int64
    public var heldMinor: Int64
    public var currency: String
    public var state: State
    public var proposal: DisputeProposal?
    public var decision: Decision?
    public var raisedBy: String
    public var decidedBy: String?
    public var raisedAt: Timestamp
    public var dueAt: Timestamp
    public var thread: [DisputeRemark]

    /// `DECIDED` until its ledger effects are posted, then `CLOSED`.
    public enum State: String, CaseIterable, Hashable, Sendable {
        case open = "OPEN"
        case proposed = "PROPOSED"
        case decided = "DECIDED"
        case closed = "CLOSED"
    }

    /// In full, one way or the other.
    public enum Decision: String, CaseIterable, Hashable, Sendable {
        case forCpo = "FOR_CPO"
        case forDp = "FOR_DP"
    }

    public init(
        id: String, version: Int, updatedAt: Timestamp, cdr: String, session: String? = nil, reason: String,
        claimant: PartyID, respondent: PartyID, amountMinor: Int64, heldMinor: Int64, currency: String,
        state:
            State, proposal: DisputeProposal? = nil, decision: Decision? = nil, raisedBy: String,
        decidedBy: String? =
            nil, raisedAt: Timestamp, dueAt: Timestamp, thread: [DisputeRemark] = []
    ) {
        self.id = id
        self.version = version
        self.updatedAt = updatedAt
        self.cdr = cdr
        self.session = session
        self.reason = reason
        self.claimant = claimant
        self.respondent = respondent
        self.amountMinor = amountMinor
        self.heldMinor = heldMinor
        self.currency = currency
        self.state = state
        self.proposal = proposal
        self.decision = decision
        self.raisedBy = raisedBy
        self.decidedBy = decidedBy
        self.raisedAt = raisedAt
        self.dueAt = dueAt
        self.thread = thread
    }
}

extension DisputeResource {
    public init(_ reader: ObjectReader) throws(FieldError) {
        id = try reader.string("id")
        version = try reader.int("version")
        updatedAt = try reader.timestamp("updated_at")
        cdr = try reader.string("cdr")
        session = try reader.optionalString("session")
        reason = try reader.string("reason")
        claimant = try reader.party("claimant")
        respondent = try reader.party("respondent")
        amountMinor = try reader.int64("amount_minor")
        heldMinor = try reader.int64("held_minor")
        currency = try reader.string("currency")
        state = try reader.choice("state")
        proposal = try reader.optionalOne("proposal")
        decision = try reader.optionalChoice("decision")
        raisedBy = try reader.string("raised_by")
        decidedBy = try reader.optionalString("decided_by")
        raisedAt = try reader.timestamp("raised_at")
        dueAt = try reader.timestamp("due_at")
        thread = try reader.list("thread")
    }

    public var json: JSONValue {
        var members = identityMembers()
        members.add("cdr", cdr)
        members.add("session", session)
        members.add("reason", reason)
        members.add("claimant", claimant)
        members.add("respondent", respondent)
        members.add("amount_minor", amountMinor)
        members.add("held_minor", heldMinor)
        members.add("currency", currency)
        members.add("state", state.rawValue)
        members.add("proposal", proposal?.json)
        members.add("decision", decision?.rawValue)
        members.add("raised_by", raisedBy)
        members.add("decided_by", decidedBy)
        members.add("raised_at", raisedAt)
        members.add("due_at", dueAt)
        members.add("thread", thread)
        return members.json
    }

    public static let schema = Schema(
        "Dispute", "A claim that a CDR is wrong",
        identity + [
            .field("cdr", .text, "Id of the CDR resource"),
            .optional("session", .text, "Id of the session resource"),
            .field("reason", .text, "Reason code"),
            .field("claimant", .party, "Who complains"),
            .field("respondent", .party, "Who is complained about"),
            .field("amount_minor", .minorUnits, "Cleared amount of the CDR"),
            .field("held_minor", .minorUnits, "CPO part withheld until decided"),
            .field("currency", .currency, "Currency"),
            .field("state", .word(State.allCases.map(\.rawValue)), "Where it stands"),
            .optional("proposal", .object("DisputeProposal"), "What support proposes"),
            .optional("decision", .word(Decision.allCases.map(\.rawValue)), "How it was decided"),
            .field("raised_by", .text, "Person who raised it"),
            .optional("decided_by", .text, "Person who decided it"),
            .field("raised_at", .dateTime, "When it was raised"),
            .field("due_at", .dateTime, "When the next step is due"),
            .field("thread", .list(.object("DisputeRemark")), "What was said, oldest first"),
        ])
}
