import JSON
import Roaming

/// One CDR in a payout.
public struct PayoutLineResource: JSONConvertible {
    public var cdr: String
    public var session: String?
    public var dp: PartyID
    public var endedAt: Timestamp
    public var kwh: Decimal4
    public var clearedMinor: Int64
    public var cpoMinor: Int64

    public init(
        cdr: String, session: String? = nil, dp: PartyID, endedAt: Timestamp, kwh: Decimal4, clearedMinor: Int64,
        cpoMinor: Int64
    ) {
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
        "PayoutLine", "One CDR in a payout",
        [
            .field("cdr", .text, "Id of the CDR resource"),
            .optional("session", .text, "Id of the session resource"),
            .field("dp", .party, "Whose driver charged"),
            .field("ended_at", .dateTime, "When charging ended"),
            .field("kwh", .decimal, "Energy, kWh"),
            .field("cleared_minor", .minorUnits, "What was cleared"),
            .field("cpo_minor", .minorUnits, "The CPO's part, which is paid"),
        ])
}
