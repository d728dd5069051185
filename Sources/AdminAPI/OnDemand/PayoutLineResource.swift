import JSON
import Roaming

/// One movement that a payout pays or deducts; the lines' parts sum to its amount.
public struct PayoutLineResource: JSONConvertible {
    public var kind: Kind
    /// For `recovered` the source of the journal, such as `note:N-W-EUR-0002-NLFAS`.
    public var cdr: String
    public var session: String?
    public var dp: PartyID
    public var endedAt: Timestamp
    public var kwh: Decimal4
    public var clearedMinor: Int64
    public var cpoMinor: Int64

    /// What moved the CPO's payable account.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// A CDR of a settlement note, or a credit below zero.
        case cdr
        /// A dispute ended for the CPO.
        case release
        /// Withheld by a dispute.
        case held
        /// Taken back against what the CPO owes the hub.
        case recovered
    }

    public init(
        kind: Kind = .cdr, cdr: String, session: String? = nil, dp: PartyID, endedAt: Timestamp, kwh: Decimal4,
        clearedMinor: Int64,
        cpoMinor: Int64
    ) {
        self.kind = kind
        self.cdr = cdr
        self.session = session
        self.dp = dp
        self.endedAt = endedAt
        self.kwh = kwh
        self.clearedMinor = clearedMinor
        self.cpoMinor = cpoMinor
    }
}

extension PayoutLineResource {
    public init(_ reader: ObjectReader) throws(FieldError) {
        kind = try reader.choice("kind")
        cdr = try reader.string("cdr")
        session = try reader.optionalString("session")
        dp = try reader.party("dp")
        endedAt = try reader.timestamp("ended_at")
        kwh = try reader.decimal("kwh")
        clearedMinor = try reader.int64("cleared_minor")
        cpoMinor = try reader.int64("cpo_minor")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("kind", kind.rawValue)
        members.add("cdr", cdr)
        members.add("session", session)
        members.add("dp", dp)
        members.add("ended_at", endedAt)
        members.add("kwh", kwh)
        members.add("cleared_minor", clearedMinor)
        members.add("cpo_minor", cpoMinor)
        return members.json
    }

    public static let schema = Schema(
        "PayoutLine", "One movement that a payout pays or deducts",
        [
            .field("kind", .word(Kind.allCases.map(\.rawValue)), "What moved the CPO's payable account"),
            .field("cdr", .text, "Id of the CDR resource; of a recovered debt the journal's source"),
            .optional("session", .text, "Id of the session resource"),
            .field("dp", .party, "Whose driver charged; of a recovered debt the CPO"),
            .field("ended_at", .dateTime, "When charging ended"),
            .field("kwh", .decimal, "Energy, kWh"),
            .field("cleared_minor", .minorUnits, "What was cleared"),
            .field("cpo_minor", .minorUnits, "What is paid; below zero when it is deducted"),
        ])
}
