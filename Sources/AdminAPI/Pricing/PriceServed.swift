import JSON
import Roaming

/// Evidence that a DP was shown a version of a tariff for a connector.
public struct PriceServed: JSONConvertible {
    public var dp: PartyID
    /// `NL*FAS/LOC1`.
    public var location: String
    public var evse: String
    public var connector: String
    /// `NL*FAS/T1`.
    public var tariff: String
    public var version: Int
    /// Of the answer that carried it last.
    public var etag: String
    public var firstServedAt: Timestamp
    /// To the minute.
    public var lastServedAt: Timestamp
    /// Answers that carried it or confirmed it (304).
    public var count: Int

    public init(
        dp: PartyID, location: String, evse: String, connector: String, tariff: String, version: Int, etag: String,
        firstServedAt: Timestamp, lastServedAt: Timestamp, count: Int
    ) {
        self.dp = dp
        self.location = location
        self.evse = evse
        self.connector = connector
        self.tariff = tariff
        self.version = version
        self.etag = etag
        self.firstServedAt = firstServedAt
        self.lastServedAt = lastServedAt
        self.count = count
    }
}

extension PriceServed {
    public init(_ reader: ObjectReader) throws(FieldError) {
        dp = try reader.party("dp")
        location = try reader.string("location")
        evse = try reader.string("evse")
        connector = try reader.string("connector")
        tariff = try reader.string("tariff")
        version = try reader.int("version")
        etag = try reader.string("etag")
        firstServedAt = try reader.timestamp("first_served_at")
        lastServedAt = try reader.timestamp("last_served_at")
        count = try reader.int("count")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("dp", dp)
        members.add("location", location)
        members.add("evse", evse)
        members.add("connector", connector)
        members.add("tariff", tariff)
        members.add("version", version)
        members.add("etag", etag)
        members.add("first_served_at", firstServedAt)
        members.add("last_served_at", lastServedAt)
        members.add("count", count)
        return members.json
    }

    public static let schema = Schema(
        "PriceServed", "Evidence that a DP was shown a price",
        [
            .field("dp", .party, "Who was shown it"),
            .field("location", .text, "Id of the location"),
            .field("evse", .text, "EVSE uid"),
            .field("connector", .text, "Connector id"),
            .field("tariff", .text, "CPO and tariff id"),
            .field("version", .integer, "Number of the version"),
            .field("etag", .text, "Of the answer that carried it last"),
            .field("first_served_at", .dateTime, "When it was shown first"),
            .field("last_served_at", .dateTime, "When it was shown last, to the minute"),
            .field("count", .integer, "Answers that carried or confirmed it"),
        ])
}
