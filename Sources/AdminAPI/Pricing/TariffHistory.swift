import JSON
import Roaming

/// A tariff with everything the hub keeps of it: where it applies, and every version the CPO ever published.
public struct TariffHistory: JSONConvertible {
    /// `NL*FAS/T1`.
    public var id: String
    /// The zones of the locations that use it, from two years ago to three ahead.
    public var zones: [ZoneDocument]
    public var connectors: [TariffConnector]
    /// Newest first.
    public var versions: [TariffVersionResource]

    public init(
        id: String, zones: [ZoneDocument] = [], connectors: [TariffConnector] = [],
        versions: [TariffVersionResource] = []
    ) {
        self.id = id
        self.zones = zones
        self.connectors = connectors
        self.versions = versions
    }
}

extension TariffHistory {
    public init(_ reader: ObjectReader) throws(FieldError) {
        id = try reader.string("id")
        zones = try reader.list("zones")
        connectors = try reader.list("connectors")
        versions = try reader.list("versions")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("id", id)
        members.add("zones", zones)
        members.add("connectors", connectors)
        members.add("versions", versions)
        return members.json
    }

    public static let schema = Schema(
        "TariffHistory", "Where a tariff applies, and all its versions",
        [
            .field("id", .text, "CPO and tariff id"),
            .field("zones", .list(.object("Zone")), "Zones of the locations that use it"),
            .field("connectors", .list(.object("TariffConnector")), "Connectors that name it"),
            .field("versions", .list(.object("TariffVersion")), "Newest first"),
        ])
}

/// A connector that names a tariff.
public struct TariffConnector: JSONConvertible {
    /// `NL*FAS/LOC1`.
    public var location: String
    public var name: String?
    public var evse: String
    public var evseID: String?
    public var connector: String
    public var powerW: Int?
    /// ISO 3166-1 alpha-3, as OCPI has it.
    public var country: String
    /// As the CPO wrote it; empty when it named none.
    public var timeZone: String
    /// Whether the location is shown to the public.
    public var isPublished: Bool

    public init(
        location: String, name: String? = nil, evse: String, evseID: String? = nil, connector: String,
        powerW: Int? = nil, country: String, timeZone: String, isPublished: Bool = true
    ) {
        self.location = location
        self.name = name
        self.evse = evse
        self.evseID = evseID
        self.connector = connector
        self.powerW = powerW
        self.country = country
        self.timeZone = timeZone
        self.isPublished = isPublished
    }
}

extension TariffConnector {
    public init(_ reader: ObjectReader) throws(FieldError) {
        location = try reader.string("location")
        name = try reader.optionalString("name")
        evse = try reader.string("evse")
        evseID = try reader.optionalString("evse_id")
        connector = try reader.string("connector")
        powerW = try reader.optionalInt("power_w")
        country = try reader.string("country")
        timeZone = try reader.string("time_zone")
        isPublished = try reader.bool("published")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("location", location)
        members.add("name", name)
        members.add("evse", evse)
        members.add("evse_id", evseID)
        members.add("connector", connector)
        members.add("power_w", powerW)
        members.add("country", country)
        members.add("time_zone", timeZone)
        members.add("published", isPublished)
        return members.json
    }

    public static let schema = Schema(
        "TariffConnector", "A connector that names a tariff",
        [
            .field("location", .text, "Id of its location"),
            .optional("name", .text, "Name of the location"),
            .field("evse", .text, "EVSE uid"),
            .optional("evse_id", .text, "EVSE id for people"),
            .field("connector", .text, "Connector id"),
            .optional("power_w", .integer, "Greatest power"),
            .field("country", .text, "ISO 3166-1 alpha-3"),
            .field("time_zone", .text, "IANA name as the CPO wrote it, or empty"),
            .field("published", .flag, "Whether the location is public"),
        ])
}
