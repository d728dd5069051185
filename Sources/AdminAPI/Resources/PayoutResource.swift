import JSON
import Roaming

/// Money owed to one CPO out of one window. Its id is `P-20261122-0001`.
public struct PayoutResource: Resource {
    public static let kind = Kind.payout

    public var id: String
    public var version: Int
    public var updatedAt: Timestamp
    public var cpo: PartyID
    public var currency: String
    public var amountMinor: Int64
    public var cdrCount: Int
    public var windowID: String
    public var state: State
    /// SHA-256 of its content in hex; an approval names it, so that nobody approves what they did not see.
    public var contentHash: String
    public var releasedBy: String?
    public var approvedBy: String?
    public var createdAt: Timestamp
    public var noteID: String
    public var holdReason: String?
    public var largestMinor: Int64
    public var flags: [String]

    /// A payout is released by one person and approved by another.
    public enum State: String, CaseIterable, Hashable, Sendable {
        case ready = "READY"
        case released = "RELEASED"
        case approved = "APPROVED"
        case held = "HELD"
        case cancelled = "CANCELLED"
    }

    public init(
        id: String, version: Int, updatedAt: Timestamp, cpo: PartyID, currency: String, amountMinor: Int64,
        cdrCount: Int, windowID: String, state: State, contentHash: String, releasedBy: String? = nil,
        approvedBy:
            String? = nil, createdAt: Timestamp, noteID: String, holdReason: String? = nil, largestMinor: Int64,
        flags:
            [String] = []
    ) {
        self.id = id
        self.version = version
        self.updatedAt = updatedAt
        self.cpo = cpo
        self.currency = currency
        self.amountMinor = amountMinor
        self.cdrCount = cdrCount
        self.windowID = windowID
        self.state = state
        self.contentHash = contentHash
        self.releasedBy = releasedBy
        self.approvedBy = approvedBy
        self.createdAt = createdAt
        self.noteID = noteID
        self.holdReason = holdReason
        self.largestMinor = largestMinor
        self.flags = flags
    }
}

extension PayoutResource {
    public init(_ reader: ObjectReader) throws(FieldError) {
        id = try reader.string("id")
        version = try reader.int("version")
        updatedAt = try reader.timestamp("updated_at")
        cpo = try reader.party("cpo")
        currency = try reader.string("currency")
        amountMinor = try reader.int64("amount_minor")
        cdrCount = try reader.int("cdr_count")
        windowID = try reader.string("window_id")
        state = try reader.choice("state")
        contentHash = try reader.string("content_hash")
        releasedBy = try reader.optionalString("released_by")
        approvedBy = try reader.optionalString("approved_by")
        createdAt = try reader.timestamp("created_at")
        noteID = try reader.string("note_id")
        holdReason = try reader.optionalString("hold_reason")
        largestMinor = try reader.int64("largest_minor")
        flags = try reader.strings("flags")
    }

    public var json: JSONValue {
        var members = identityMembers()
        members.add("cpo", cpo)
        members.add("currency", currency)
        members.add("amount_minor", amountMinor)
        members.add("cdr_count", cdrCount)
        members.add("window_id", windowID)
        members.add("state", state.rawValue)
        members.add("content_hash", contentHash)
        members.add("released_by", releasedBy)
        members.add("approved_by", approvedBy)
        members.add("created_at", createdAt)
        members.add("note_id", noteID)
        members.add("hold_reason", holdReason)
        members.add("largest_minor", largestMinor)
        members.add("flags", flags)
        return members.json
    }

    public static let schema = Schema(
        "Payout", "Money owed to one CPO out of one window",
        identity + [
            .field("cpo", .party, "Who is paid"),
            .field("currency", .currency, "Currency"),
            .field("amount_minor", .minorUnits, "What is paid"),
            .field("cdr_count", .integer, "CDRs it consists of"),
            .field("window_id", .text, "Settlement window"),
            .field("state", .word(State.allCases.map(\.rawValue)), "Where it stands"),
            .field("content_hash", .text, "SHA-256 of its content in hex; approval is bound to it"),
            .optional("released_by", .text, "Person who released it"),
            .optional("approved_by", .text, "Person who approved it"),
            .field("created_at", .dateTime, "When its window was closed"),
            .field("note_id", .text, "Settlement note"),
            .optional("hold_reason", .text, "Why it is held"),
            .field("largest_minor", .minorUnits, "Largest CDR in it"),
            .field("flags", .list(.text), "What to look at before approving"),
        ])
}
