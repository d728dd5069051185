import JSON
import Roaming

/// One version of a tariff as it came, with what the hub knows about it.
public struct TariffVersionResource: JSONConvertible {
    /// 1, 2, … within the tariff.
    public var number: Int
    /// When the hub got it: nobody was promised its prices before.
    public var receivedAt: Timestamp
    /// When the hub got the next one; absent for the current one.
    public var supersededAt: Timestamp?
    /// What the CPO says.
    public var lastUpdated: Timestamp
    public var validFrom: Timestamp?
    public var validTo: Timestamp?
    /// In words: `0.59/kWh + 0.62 start`.
    public var summary: String
    /// Absent when its contents cannot be read any more.
    public var document: TariffDocument?
    /// The OCPI object as it came.
    public var raw: JSONValue
    public var findings: [RuleFindingResource]
    /// Sessions that are priced with this version.
    public var sessions: Int

    public init(
        number: Int, receivedAt: Timestamp, supersededAt: Timestamp? = nil, lastUpdated: Timestamp,
        validFrom: Timestamp? = nil, validTo: Timestamp? = nil, summary: String, document: TariffDocument? = nil,
        raw: JSONValue, findings: [RuleFindingResource] = [], sessions: Int = 0
    ) {
        self.number = number
        self.receivedAt = receivedAt
        self.supersededAt = supersededAt
        self.lastUpdated = lastUpdated
        self.validFrom = validFrom
        self.validTo = validTo
        self.summary = summary
        self.document = document
        self.raw = raw
        self.findings = findings
        self.sessions = sessions
    }
}

extension TariffVersionResource {
    public init(_ reader: ObjectReader) throws(FieldError) {
        number = try reader.int("number")
        receivedAt = try reader.timestamp("received_at")
        supersededAt = try reader.optionalTimestamp("superseded_at")
        lastUpdated = try reader.timestamp("last_updated")
        validFrom = try reader.optionalTimestamp("valid_from")
        validTo = try reader.optionalTimestamp("valid_to")
        summary = try reader.string("summary")
        document = try reader.optionalOne("document")
        raw = reader.value("raw") ?? .null
        findings = try reader.list("findings")
        sessions = try reader.int("sessions")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("number", number)
        members.add("received_at", receivedAt)
        members.add("superseded_at", supersededAt)
        members.add("last_updated", lastUpdated)
        members.add("valid_from", validFrom)
        members.add("valid_to", validTo)
        members.add("summary", summary)
        members.add("document", document?.json)
        members.add("raw", raw)
        members.add("findings", findings)
        members.add("sessions", sessions)
        return members.json
    }

    public static let schema = Schema(
        "TariffVersion", "One version of a tariff",
        [
            .field("number", .integer, "1, 2, … within the tariff"),
            .field("received_at", .dateTime, "When the hub got it"),
            .optional("superseded_at", .dateTime, "When the hub got the next one"),
            .field("last_updated", .dateTime, "OCPI last_updated"),
            .optional("valid_from", .dateTime, "OCPI start_date_time"),
            .optional("valid_to", .dateTime, "OCPI end_date_time, exclusive"),
            .field("summary", .text, "In words"),
            .optional("document", .object("TariffDocument"), "As the pricing engine reads it"),
            .field("raw", .anyJSON, "The OCPI object as it came"),
            .field("findings", .list(.object("RuleFinding")), "What the price rules say"),
            .field("sessions", .integer, "Sessions that are priced with it"),
        ])
}
