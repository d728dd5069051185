import JSON
import Roaming

/// A charging session as an operator sees it: what the CPO reported, what it costs, and what looks wrong.
///
/// Its id is `NL*FAS/SESSIONID`.
public struct SessionResource: Resource {
    public static let kind = Kind.session

    public var id: String
    public var version: Int
    public var updatedAt: Timestamp
    public var cpo: PartyID
    public var dp: PartyID
    public var sessionID: String
    /// OCPI's word: ACTIVE, COMPLETED, INVALID, PENDING, RESERVATION.
    public var status: String
    public var startedAt: Timestamp
    public var endedAt: Timestamp?
    public var kwh: Decimal4
    /// Watts between the last two updates; 0 when it stands still or has ended.
    public var powerW: Int
    /// Watts of the last updates, oldest first, at most 20.
    public var powerHistory: [Int]
    public var locationID: String
    public var evseUID: String
    public var evseID: String?
    public var connectorID: String
    public var tokenType: String
    /// The last characters of the token only, `··C01`.
    public var tokenMasked: String
    public var authMethod: String
    public var currency: String
    public var costMinor: Int64?
    public var costSource: CostSource?
    public var lastUpdateAt: Timestamp
    /// What looks wrong: STUCK, UNIT?, NO_CDR, BACKWARD…
    public var flags: [String]
    public var flagReason: String?
    public var cdrID: String?
    public var tariffID: String?
    /// Deliveries that timed out, so that nobody knows whether they arrived.
    public var deliveriesMaybe: Int

    /// Who worked out the running cost; an estimate is the hub's, from meter values without the CPO's periods.
    public enum CostSource: String, CaseIterable, Hashable, Sendable { case cpo, hub, estimate }

    public init(
        id: String, version: Int, updatedAt: Timestamp, cpo: PartyID, dp: PartyID, sessionID: String, status: String,
        startedAt: Timestamp, endedAt: Timestamp? = nil, kwh: Decimal4, powerW: Int = 0, powerHistory: [Int] = [],
        locationID: String, evseUID: String, evseID: String? = nil, connectorID: String, tokenType: String,
        tokenMasked: String, authMethod: String, currency: String, costMinor: Int64? = nil,
        costSource: CostSource? = nil, lastUpdateAt: Timestamp, flags: [String] = [], flagReason: String? = nil,
        cdrID: String? = nil, tariffID: String? = nil, deliveriesMaybe: Int = 0
    ) {
        self.id = id
        self.version = version
        self.updatedAt = updatedAt
        self.cpo = cpo
        self.dp = dp
        self.sessionID = sessionID
        self.status = status
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.kwh = kwh
        self.powerW = powerW
        self.powerHistory = powerHistory
        self.locationID = locationID
        self.evseUID = evseUID
        self.evseID = evseID
        self.connectorID = connectorID
        self.tokenType = tokenType
        self.tokenMasked = tokenMasked
        self.authMethod = authMethod
        self.currency = currency
        self.costMinor = costMinor
        self.costSource = costSource
        self.lastUpdateAt = lastUpdateAt
        self.flags = flags
        self.flagReason = flagReason
        self.cdrID = cdrID
        self.tariffID = tariffID
        self.deliveriesMaybe = deliveriesMaybe
    }
}

extension SessionResource {
    public init(_ reader: ObjectReader) throws(FieldError) {
        id = try reader.string("id")
        version = try reader.int("version")
        updatedAt = try reader.timestamp("updated_at")
        cpo = try reader.party("cpo")
        dp = try reader.party("dp")
        sessionID = try reader.string("session_id")
        status = try reader.string("status")
        startedAt = try reader.timestamp("started_at")
        endedAt = try reader.optionalTimestamp("ended_at")
        kwh = try reader.decimal("kwh")
        powerW = try reader.int("power_w")
        powerHistory = try reader.ints("power_history")
        locationID = try reader.string("location_id")
        evseUID = try reader.string("evse_uid")
        evseID = try reader.optionalString("evse_id")
        connectorID = try reader.string("connector_id")
        tokenType = try reader.string("token_type")
        tokenMasked = try reader.string("token_masked")
        authMethod = try reader.string("auth_method")
        currency = try reader.string("currency")
        costMinor = try reader.optionalInt64("cost_minor")
        costSource = try reader.optionalChoice("cost_source")
        lastUpdateAt = try reader.timestamp("last_update_at")
        flags = try reader.strings("flags")
        flagReason = try reader.optionalString("flag_reason")
        cdrID = try reader.optionalString("cdr_id")
        tariffID = try reader.optionalString("tariff_id")
        deliveriesMaybe = try reader.int("deliveries_maybe")
    }

    public var json: JSONValue {
        var members = identityMembers()
        members.add("cpo", cpo)
        members.add("dp", dp)
        members.add("session_id", sessionID)
        members.add("status", status)
        members.add("started_at", startedAt)
        members.add("ended_at", endedAt)
        members.add("kwh", kwh)
        members.add("power_w", powerW)
        members.add("power_history", powerHistory)
        members.add("location_id", locationID)
        members.add("evse_uid", evseUID)
        members.add("evse_id", evseID)
        members.add("connector_id", connectorID)
        members.add("token_type", tokenType)
        members.add("token_masked", tokenMasked)
        members.add("auth_method", authMethod)
        members.add("currency", currency)
        members.add("cost_minor", costMinor)
        members.add("cost_source", costSource?.rawValue)
        members.add("last_update_at", lastUpdateAt)
        members.add("flags", flags)
        members.add("flag_reason", flagReason)
        members.add("cdr_id", cdrID)
        members.add("tariff_id", tariffID)
        members.add("deliveries_maybe", deliveriesMaybe)
        return members.json
    }

    public static let schema = Schema(
        "Session", "A charging session as an operator sees it",
        identity + [
            .field("cpo", .party, "Who runs the charge point"),
            .field("dp", .party, "Whose driver is charging"),
            .field("session_id", .text, "The CPO's id"),
            .field(
                "status", .openWord(["ACTIVE", "COMPLETED", "INVALID", "PENDING", "RESERVATION"]), "OCPI session status"
            ),
            .field("started_at", .dateTime, "OCPI start_date_time"),
            .optional("ended_at", .dateTime, "OCPI end_date_time"),
            .field("kwh", .decimal, "Energy so far, kWh"),
            .field("power_w", .integer, "Watts between the last two updates"),
            .field("power_history", .list(.integer), "Watts of the last updates, oldest first, at most 20"),
            .field("location_id", .text, "OCPI location"),
            .field("evse_uid", .text, "OCPI EVSE uid"),
            .optional("evse_id", .text, "eMI3 EVSE id"),
            .field("connector_id", .text, "OCPI connector"),
            .field("token_type", .text, "OCPI token type"),
            .field("token_masked", .text, "Last characters of the token"),
            .field("auth_method", .text, "OCPI auth method"),
            .field("currency", .currency, "Currency of the cost"),
            .optional("cost_minor", .minorUnits, "Running cost excluding VAT"),
            .optional("cost_source", .word(CostSource.allCases.map(\.rawValue)), "Who worked the cost out"),
            .field("last_update_at", .dateTime, "When the CPO last reported"),
            .field("flags", .list(.text), "What looks wrong"),
            .optional("flag_reason", .text, "Why, in words"),
            .optional("cdr_id", .text, "Id of its CDR resource"),
            .optional("tariff_id", .text, "Id of its tariff resource"),
            .field("deliveries_maybe", .integer, "Deliveries nobody knows the fate of"),
        ])
}
