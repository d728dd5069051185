import JSON
import Roaming

/// A location of a CPO and what its EVSEs are doing. Its id is `NL*FAS/LOC1`.
public struct LocationResource: Resource {
    public static let kind = Kind.location

    public var id: String
    public var version: Int
    public var updatedAt: Timestamp
    public var owner: PartyID
    public var locationID: String
    public var name: String
    public var city: String
    public var country: String
    public var timeZone: String
    public var evseCount: Int
    public var connectorCount: Int
    /// EVSEs by OCPI status, `AVAILABLE: 3`.
    public var statuses: [String: Int]

    public init(
        id: String, version: Int, updatedAt: Timestamp, owner: PartyID, locationID: String, name: String,
        city:
            String, country: String, timeZone: String, evseCount: Int, connectorCount: Int,
        statuses: [String: Int] =
            [:]
    ) {
        self.id = id
        self.version = version
        self.updatedAt = updatedAt
        self.owner = owner
        self.locationID = locationID
        self.name = name
        self.city = city
        self.country = country
        self.timeZone = timeZone
        self.evseCount = evseCount
        self.connectorCount = connectorCount
        self.statuses = statuses
    }
}

extension LocationResource {
    public init(_ reader: ObjectReader) throws(FieldError) {
        id = try reader.string("id")
        version = try reader.int("version")
        updatedAt = try reader.timestamp("updated_at")
        owner = try reader.party("owner")
        locationID = try reader.string("location_id")
        name = try reader.string("name")
        city = try reader.string("city")
        country = try reader.string("country")
        timeZone = try reader.string("time_zone")
        evseCount = try reader.int("evse_count")
        connectorCount = try reader.int("connector_count")
        statuses = try reader.counts("statuses")
    }

    public var json: JSONValue {
        var members = identityMembers()
        members.add("owner", owner)
        members.add("location_id", locationID)
        members.add("name", name)
        members.add("city", city)
        members.add("country", country)
        members.add("time_zone", timeZone)
        members.add("evse_count", evseCount)
        members.add("connector_count", connectorCount)
        members.add("statuses", statuses)
        return members.json
    }

    public static let schema = Schema(
        "Location", "A location and what its EVSEs are doing",
        identity + [
            .field("owner", .party, "The CPO it belongs to"),
            .field("location_id", .text, "The CPO's id"),
            .field("name", .text, "Name, or the address where it has none"),
            .field("city", .text, "City"),
            .field("country", .text, "ISO 3166-1 alpha-3"),
            .field("time_zone", .text, "IANA time zone"),
            .field("evse_count", .integer, "EVSEs that are not removed"),
            .field("connector_count", .integer, "Connectors of those EVSEs"),
            .field("statuses", .map(.integer), "EVSEs by OCPI status"),
        ])
}
