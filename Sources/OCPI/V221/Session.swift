import JSON
import Roaming

extension V221 {
    /// Where a session stands. COMPLETED and INVALID are final.
    public enum SessionStatus: String, Hashable, Sendable, CaseIterable {
        case active = "ACTIVE"
        case completed = "COMPLETED"
        /// Will not be billed.
        case invalid = "INVALID"
        case pending = "PENDING"
        case reservation = "RESERVATION"

        public var isFinal: Bool { self == .completed || self == .invalid }

        /// The specification's text calls one value RESERVED that its table calls RESERVATION; both are read.
        init(_ name: String, in reader: ObjectReader) throws(FieldError) {
            if try reader.string(name) == "RESERVED" {
                self = .reservation
            } else {
                self = try reader.choice(name, SessionStatus.self)
            }
        }
    }

    /// How the driver's token was accepted.
    public enum AuthMethod: String, Hashable, Sendable, CaseIterable {
        case authRequest = "AUTH_REQUEST"
        case command = "COMMAND"
        case whitelist = "WHITELIST"
    }

    /// A charge while it goes on. Source: OCPI 2.2.1, sessions.
    public struct Session: Hashable, Sendable {
        public let party: PartyID
        public let id: String
        public let start: Timestamp
        public let end: Timestamp?
        public let kwh: Quantity
        public let token: CDRToken
        public let authMethod: AuthMethod
        public let authorizationReference: String?
        public let locationID: String
        public let evseUID: String
        public let connectorID: String
        public let meterID: String?
        public let currency: Currency
        public let periods: [ChargingPeriod]
        /// What the eMSP pays the CPO so far; absent is not free of charge.
        public let totalCost: Price?
        public let status: SessionStatus
        public let lastUpdated: Timestamp

        public init(
            party: PartyID, id: String, start: Timestamp, end: Timestamp? = nil, kwh: Quantity, token: CDRToken,
            authMethod: AuthMethod, authorizationReference: String? = nil, locationID: String, evseUID: String,
            connectorID: String, meterID: String? = nil, currency: Currency, periods: [ChargingPeriod] = [],
            totalCost: Price? = nil, status: SessionStatus, lastUpdated: Timestamp
        ) {
            self.party = party
            self.id = id
            self.start = start
            self.end = end
            self.kwh = kwh
            self.token = token
            self.authMethod = authMethod
            self.authorizationReference = authorizationReference
            self.locationID = locationID
            self.evseUID = evseUID
            self.connectorID = connectorID
            self.meterID = meterID
            self.currency = currency
            self.periods = periods
            self.totalCost = totalCost
            self.status = status
            self.lastUpdated = lastUpdated
        }

        public init(_ reader: ObjectReader) throws(FieldError) {
            party = try reader.party()
            id = try reader.identifier("id", max: 36)
            start = try reader.timestamp("start_date_time")
            end = try reader.optionalTimestamp("end_date_time")
            kwh = try reader.quantity("kwh")
            token = try reader.one("cdr_token", CDRToken.init)
            authMethod = try reader.choice("auth_method", AuthMethod.self)
            authorizationReference = try reader.optionalIdentifier("authorization_reference", max: 36)
            locationID = try reader.identifier("location_id", max: 36)
            evseUID = try reader.identifier("evse_uid", max: 36)
            connectorID = try reader.identifier("connector_id", max: 36)
            meterID = try reader.optionalText("meter_id", max: 255)
            currency = try reader.currency("currency")
            periods = try reader.list("charging_periods", ChargingPeriod.init)
            totalCost = try reader.oneIfPresent("total_cost", Price.init)
            status = try SessionStatus("status", in: reader)
            lastUpdated = try reader.timestamp("last_updated")
            if kwh.decimal < Decimal4(tenThousandths: 0) { throw reader.fail("kwh", rule: "must not be negative") }
        }

        public var json: JSONValue {
            var object: JSONObject = [:]
            object.set(party)
            object["id"] = .string(id)
            object["start_date_time"] = .timestamp(start)
            object["end_date_time"] = end.map(JSONValue.timestamp)
            object["kwh"] = kwh.json
            object["cdr_token"] = token.json
            object["auth_method"] = .string(authMethod.rawValue)
            object["authorization_reference"] = authorizationReference.map(JSONValue.string)
            object["location_id"] = .string(locationID)
            object["evse_uid"] = .string(evseUID)
            object["connector_id"] = .string(connectorID)
            object["meter_id"] = meterID.map(JSONValue.string)
            object["currency"] = .string(currency.code)
            object["charging_periods"] = .list(periods, \.json)
            object["total_cost"] = totalCost?.json
            object["status"] = .string(status.rawValue)
            object["last_updated"] = .timestamp(lastUpdated)
            return .object(object)
        }
    }
}
