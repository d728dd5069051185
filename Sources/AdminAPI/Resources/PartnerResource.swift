import JSON
import Roaming

/// A connected (or once connected) party and the state of its line. Its id is the party, `NL*TNM`.
public struct PartnerResource: Resource {
    public static let kind = Kind.partner

    public var id: String
    public var version: Int
    public var updatedAt: Timestamp
    /// The platform (one set of credentials) that speaks for it; several parties may share one.
    public var platform: String
    public var name: String
    /// OCPI role: CPO, EMSP, HUB, NAP, NSP, SCSP, OTHER.
    public var role: String
    public var status: Status
    public var ocpiVersion: String
    public var registeredAt: Timestamp?
    public var lastSeenAt: Timestamp?
    public var modules: [PartnerModule]
    public var traffic: PartnerTraffic
    public var latencyMsP50: Int?
    public var latencyMsP95: Int?
    public var alerts: [PartnerAlert]
    public var tokenFingerprints: TokenFingerprints
    public var deliveries: DeliveryCounts
    public var suspendedReason: String?

    /// OCPI ConnectionStatus (2.2.1, module hubclientinfo).
    public enum Status: String, CaseIterable, Hashable, Sendable {
        case connected = "CONNECTED"
        case offline = "OFFLINE"
        case planned = "PLANNED"
        case suspended = "SUSPENDED"
    }

    public init(
        id: String, version: Int, updatedAt: Timestamp, platform: String, name: String, role: String, status: Status,
        ocpiVersion: String, registeredAt: Timestamp? = nil, lastSeenAt: Timestamp? = nil,
        modules: [PartnerModule] = [], traffic: PartnerTraffic = PartnerTraffic(), latencyMsP50: Int? = nil,
        latencyMsP95: Int? = nil, alerts: [PartnerAlert] = [],
        tokenFingerprints: TokenFingerprints = TokenFingerprints(),
        deliveries: DeliveryCounts = DeliveryCounts(), suspendedReason: String? = nil
    ) {
        self.id = id
        self.version = version
        self.updatedAt = updatedAt
        self.platform = platform
        self.name = name
        self.role = role
        self.status = status
        self.ocpiVersion = ocpiVersion
        self.registeredAt = registeredAt
        self.lastSeenAt = lastSeenAt
        self.modules = modules
        self.traffic = traffic
        self.latencyMsP50 = latencyMsP50
        self.latencyMsP95 = latencyMsP95
        self.alerts = alerts
        self.tokenFingerprints = tokenFingerprints
        self.deliveries = deliveries
        self.suspendedReason = suspendedReason
    }
}

extension PartnerResource {
    public init(_ reader: ObjectReader) throws(FieldError) {
        id = try reader.string("id")
        version = try reader.int("version")
        updatedAt = try reader.timestamp("updated_at")
        platform = try reader.string("platform")
        name = try reader.string("name")
        role = try reader.string("role")
        status = try reader.choice("status")
        ocpiVersion = try reader.string("ocpi_version")
        registeredAt = try reader.optionalTimestamp("registered_at")
        lastSeenAt = try reader.optionalTimestamp("last_seen_at")
        modules = try reader.list("modules")
        traffic = try reader.one("traffic")
        latencyMsP50 = try reader.optionalInt("latency_ms_p50")
        latencyMsP95 = try reader.optionalInt("latency_ms_p95")
        alerts = try reader.list("alerts")
        tokenFingerprints = try reader.one("token_fingerprints")
        deliveries = try reader.one("deliveries")
        suspendedReason = try reader.optionalString("suspended_reason")
    }

    public var json: JSONValue {
        var members = identityMembers()
        members.add("platform", platform)
        members.add("name", name)
        members.add("role", role)
        members.add("status", status.rawValue)
        members.add("ocpi_version", ocpiVersion)
        members.add("registered_at", registeredAt)
        members.add("last_seen_at", lastSeenAt)
        members.add("modules", modules)
        members.add("traffic", traffic.json)
        members.add("latency_ms_p50", latencyMsP50)
        members.add("latency_ms_p95", latencyMsP95)
        members.add("alerts", alerts)
        members.add("token_fingerprints", tokenFingerprints.json)
        members.add("deliveries", deliveries.json)
        members.add("suspended_reason", suspendedReason)
        return members.json
    }

    public static let schema = Schema(
        "Partner", "A party the hub knows, and the state of its line",
        identity + [
            .field("platform", .text, "The platform that speaks for it"),
            .field("name", .text, "Business name"),
            .field("role", .openWord(["CPO", "EMSP", "HUB", "NAP", "NSP", "OTHER", "SCSP"]), "OCPI role"),
            .field("status", .word(Status.allCases.map(\.rawValue)), "OCPI connection status"),
            .field("ocpi_version", .text, "Version in use"),
            .optional("registered_at", .dateTime, "When credentials were exchanged"),
            .optional("last_seen_at", .dateTime, "Last message in either direction that succeeded"),
            .field("modules", .list(.object("PartnerModule")), "Expected and advertised modules"),
            .field("traffic", .object("PartnerTraffic"), "Message counts"),
            .optional("latency_ms_p50", .integer, "Median answer time, ms"),
            .optional("latency_ms_p95", .integer, "95th percentile answer time, ms"),
            .field("alerts", .list(.object("PartnerAlert")), "What is wrong with the line"),
            .field("token_fingerprints", .object("TokenFingerprints"), "Fingerprints of the tokens in use"),
            .field("deliveries", .object("DeliveryCounts"), "Deliveries that are not done"),
            .optional("suspended_reason", .text, "Why an operator suspended it"),
        ])
}
