import JSON
import Roaming

extension V221 {
    /// What an EVSE can do for a driver right now.
    public enum EVSEStatus: String, Hashable, Sendable, CaseIterable {
        case available = "AVAILABLE"
        case blocked = "BLOCKED"
        case charging = "CHARGING"
        case inoperative = "INOPERATIVE"
        case outOfOrder = "OUTOFORDER"
        case planned = "PLANNED"
        /// Stands for a deletion.
        case removed = "REMOVED"
        case reserved = "RESERVED"
        case unknown = "UNKNOWN"
    }

    /// One charge point that serves one car at a time.
    public struct EVSE: Hashable, Sendable {
        /// Unique within the CPO's platform; never used again for another EVSE.
        public let uid: String
        /// The public eMI3 id, e.g. "NL*FAS*E1001*1"; "#NA" where there is none.
        public let evseID: String?
        public let status: EVSEStatus
        /// Open enumeration: kept as text.
        public let capabilities: [String]
        public let connectors: [Connector]
        public let physicalReference: String?
        public let lastUpdated: Timestamp

        public init(
            uid: String, evseID: String?, status: EVSEStatus, capabilities: [String] = [], connectors: [Connector],
            physicalReference: String? = nil, lastUpdated: Timestamp
        ) {
            self.uid = uid
            self.evseID = evseID
            self.status = status
            self.capabilities = capabilities
            self.connectors = connectors
            self.physicalReference = physicalReference
            self.lastUpdated = lastUpdated
        }

        public init(_ reader: ObjectReader) throws(FieldError) {
            uid = try reader.identifier("uid", max: 36)
            evseID = try reader.optionalIdentifier("evse_id", max: 48)
            status = try reader.choice("status", EVSEStatus.self)
            capabilities = try reader.texts("capabilities", max: 64)
            connectors = try reader.nonEmptyList("connectors", Connector.init)
            if case .number(let number)? = reader.present("physical_reference") {
                // A string by the specification, a number in its own example.
                physicalReference = number.literal
            } else {
                physicalReference = try reader.optionalText("physical_reference", max: 16)
            }
            lastUpdated = try reader.timestamp("last_updated")
        }

        public var json: JSONValue {
            var object: JSONObject = ["uid": .string(uid)]
            object["evse_id"] = evseID.map(JSONValue.string)
            object["status"] = .string(status.rawValue)
            object["capabilities"] = .list(capabilities, JSONValue.string)
            object["connectors"] = .array(connectors.map(\.json))
            object["physical_reference"] = physicalReference.map(JSONValue.string)
            object["last_updated"] = .timestamp(lastUpdated)
            return .object(object)
        }
    }

    /// A socket or cable of an EVSE; only one of an EVSE's connectors is in use at a time.
    public struct Connector: Hashable, Sendable {
        public let id: String
        /// Open enumerations: kept as text.
        public let standard: String
        public let format: String
        /// Nil where a partner left it out, as the specification's own example of a new EVSE does.
        public let powerType: String?
        /// Volts, line to neutral for AC; 0 where left out, as in the specification's own example of a new EVSE.
        public let maxVoltage: Int
        /// 0 where left out.
        public let maxAmperage: Int
        /// Watts, when voltage times amperage does not say it.
        public let maxElectricPower: Int?
        public let tariffIDs: [String]
        /// Nil where a partner left it out, as the specification's own example of a new EVSE does.
        public let lastUpdated: Timestamp?

        public init(
            id: String, standard: String, format: String, powerType: String, maxVoltage: Int, maxAmperage: Int,
            maxElectricPower: Int? = nil, tariffIDs: [String] = [], lastUpdated: Timestamp
        ) {
            self.id = id
            self.standard = standard
            self.format = format
            self.powerType = powerType
            self.maxVoltage = maxVoltage
            self.maxAmperage = maxAmperage
            self.maxElectricPower = maxElectricPower
            self.tariffIDs = tariffIDs
            self.lastUpdated = lastUpdated
        }

        public init(_ reader: ObjectReader) throws(FieldError) {
            id = try reader.identifier("id", max: 36)
            standard = try reader.string("standard", max: 64)
            format = try reader.string("format", max: 64)
            powerType = try reader.optionalText("power_type", max: 64)
            maxVoltage = try reader.optionalInt("max_voltage") ?? 0
            maxAmperage = try reader.optionalInt("max_amperage") ?? 0
            maxElectricPower = try reader.optionalInt("max_electric_power")
            tariffIDs = try reader.texts("tariff_ids", max: 36)
            lastUpdated = try reader.optionalTimestamp("last_updated")
        }

        public var json: JSONValue {
            var object: JSONObject = ["id": .string(id)]
            object["standard"] = .string(standard)
            object["format"] = .string(format)
            object["power_type"] = powerType.map(JSONValue.string)
            object["max_voltage"] = .whole(maxVoltage)
            object["max_amperage"] = .whole(maxAmperage)
            object["max_electric_power"] = maxElectricPower.map(JSONValue.whole)
            object["tariff_ids"] = .list(tariffIDs, JSONValue.string)
            object["last_updated"] = lastUpdated.map(JSONValue.timestamp)
            return .object(object)
        }
    }
}
