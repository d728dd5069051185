import JSON
import Roaming

/// A charge detail record on its way to money: the claim, our price, the verdicts and the split. Its id is `NL*FAS/CDRID`.
public struct CDRResource: Resource {
    public static let kind = Kind.cdr

    public var id: String
    public var version: Int
    public var updatedAt: Timestamp
    public var cpo: PartyID
    public var dp: PartyID
    public var cdrID: String
    /// Id of its session resource, `NL*FAS/SESSIONID`.
    public var session: String?
    public var startedAt: Timestamp
    public var endedAt: Timestamp
    public var kwh: Decimal4
    public var currency: String
    public var claimedMinor: Int64
    public var computedMinor: Int64?
    public var clearedMinor: Int64?
    public var state: State
    public var holdReason: String?
    public var verdicts: [VerdictResource]
    public var ratingLines: [RatingLine]
    public var split: SplitResource?
    public var journalSeq: Int?
    public var windowID: String?
    public var payoutID: String?
    public var disputeID: String?
    public var delivery: CDRDelivery

    /// Where a CDR stands on its way to money.
    public enum State: String, CaseIterable, Hashable, Sendable {
        case accepted = "ACCEPTED"
        case held = "HELD"
        case credited = "CREDITED"
        case disputed = "DISPUTED"
        case settled = "SETTLED"
    }

    public init(
        id: String, version: Int, updatedAt: Timestamp, cpo: PartyID, dp: PartyID, cdrID: String,
        session: String? =
            nil, startedAt: Timestamp, endedAt: Timestamp, kwh: Decimal4, currency: String, claimedMinor: Int64,
        computedMinor: Int64? = nil, clearedMinor: Int64? = nil, state: State, holdReason: String? = nil,

        verdicts: [VerdictResource] = [], ratingLines: [RatingLine] = [], split: SplitResource? = nil,
        journalSeq: Int? = nil,
        windowID: String? = nil, payoutID: String? = nil, disputeID: String? = nil, delivery: CDRDelivery
    ) {
        self.id = id
        self.version = version
        self.updatedAt = updatedAt
        self.cpo = cpo
        self.dp = dp
        self.cdrID = cdrID
        self.session = session
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.kwh = kwh
        self.currency = currency
        self.claimedMinor = claimedMinor
        self.computedMinor = computedMinor
        self.clearedMinor = clearedMinor
        self.state = state
        self.holdReason = holdReason
        self.verdicts = verdicts
        self.ratingLines = ratingLines
        self.split = split
        self.journalSeq = journalSeq
        self.windowID = windowID
        self.payoutID = payoutID
        self.disputeID = disputeID
        self.delivery = delivery
    }
}

extension CDRResource {
    public init(_ reader: ObjectReader) throws(FieldError) {
        id = try reader.string("id")
        version = try reader.int("version")
        updatedAt = try reader.timestamp("updated_at")
        cpo = try reader.party("cpo")
        dp = try reader.party("dp")
        cdrID = try reader.string("cdr_id")
        session = try reader.optionalString("session_id")
        startedAt = try reader.timestamp("started_at")
        endedAt = try reader.timestamp("ended_at")
        kwh = try reader.decimal("kwh")
        currency = try reader.string("currency")
        claimedMinor = try reader.int64("claimed_minor")
        computedMinor = try reader.optionalInt64("computed_minor")
        clearedMinor = try reader.optionalInt64("cleared_minor")
        state = try reader.choice("state")
        holdReason = try reader.optionalString("hold_reason")
        verdicts = try reader.list("verdicts")
        ratingLines = try reader.list("rating_lines")
        split = try reader.optionalOne("split")
        journalSeq = try reader.optionalInt("journal_seq")
        windowID = try reader.optionalString("window_id")
        payoutID = try reader.optionalString("payout_id")
        disputeID = try reader.optionalString("dispute_id")
        delivery = try reader.one("delivery")
    }

    public var json: JSONValue {
        var members = identityMembers()
        members.add("cpo", cpo)
        members.add("dp", dp)
        members.add("cdr_id", cdrID)
        members.add("session_id", session)
        members.add("started_at", startedAt)
        members.add("ended_at", endedAt)
        members.add("kwh", kwh)
        members.add("currency", currency)
        members.add("claimed_minor", claimedMinor)
        members.add("computed_minor", computedMinor)
        members.add("cleared_minor", clearedMinor)
        members.add("state", state.rawValue)
        members.add("hold_reason", holdReason)
        members.add("verdicts", verdicts)
        members.add("rating_lines", ratingLines)
        members.add("split", split?.json)
        members.add("journal_seq", journalSeq)
        members.add("window_id", windowID)
        members.add("payout_id", payoutID)
        members.add("dispute_id", disputeID)
        members.add("delivery", delivery.json)
        return members.json
    }

    public static let schema = Schema(
        "CDR", "A charge detail record on its way to money",
        identity + [
            .field("cpo", .party, "Who claims the money"),
            .field("dp", .party, "Whose driver charged"),
            .field("cdr_id", .text, "The CPO's id"),
            .optional("session_id", .text, "Id of its session resource"),
            .field("started_at", .dateTime, "OCPI start_date_time"),
            .field("ended_at", .dateTime, "OCPI end_date_time"),
            .field("kwh", .decimal, "Energy, kWh"),
            .field("currency", .currency, "Currency of every amount in it"),
            .field("claimed_minor", .minorUnits, "What the CPO claims, excluding VAT, rounded half away from zero"),
            .optional("computed_minor", .minorUnits, "What we compute from the tariff valid at start"),
            .optional("cleared_minor", .minorUnits, "What was posted"),
            .field("state", .word(State.allCases.map(\.rawValue)), "Where it stands"),
            .optional("hold_reason", .text, "Why it is held, in words"),
            .field("verdicts", .list(.object("Verdict")), "One per check, in the order of the checks"),
            .field("rating_lines", .list(.object("RatingLine")), "How our price comes about"),
            .optional("split", .object("Split"), "Who gets what of the cleared amount"),
            .optional("journal_seq", .integer, "Journal that posted it"),
            .optional("window_id", .text, "Settlement window it was settled in"),
            .optional("payout_id", .text, "Payout it is part of"),
            .optional("dispute_id", .text, "Dispute about it"),
            .field("delivery", .object("CDRDelivery"), "Its way to the DP"),
        ])
}
