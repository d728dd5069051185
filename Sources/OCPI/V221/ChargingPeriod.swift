import JSON
import Roaming

extension V221 {
    /// What changed from a moment on; it lasts until the next period starts or the session ends.
    public struct ChargingPeriod: Hashable, Sendable {
        public let start: Timestamp
        public let dimensions: [CDRDimension]
        public let tariffID: String?

        public init(start: Timestamp, dimensions: [CDRDimension], tariffID: String? = nil) {
            self.start = start
            self.dimensions = dimensions
            self.tariffID = tariffID
        }

        public init(_ reader: ObjectReader) throws(FieldError) {
            start = try reader.timestamp("start_date_time")
            dimensions = try reader.nonEmptyList("dimensions", CDRDimension.init)
            tariffID = try reader.optionalIdentifier("tariff_id", max: 36)
        }

        /// The volume of a dimension in this period; nil when the period does not have it.
        public func volume(_ type: CDRDimensionType) -> Quantity? {
            dimensions.first { $0.type == type }?.volume
        }

        public var json: JSONValue {
            var object: JSONObject = ["start_date_time": .timestamp(start)]
            object["dimensions"] = .array(dimensions.map(\.json))
            object["tariff_id"] = tariffID.map(JSONValue.string)
            return .object(object)
        }
    }

    /// What a period's volume counts: kWh, hours, amperes, kilowatts or percent, by type.
    public struct CDRDimensionType: RawRepresentable, Hashable, Sendable {
        public let rawValue: String

        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// Kilowatt-hours, as all energies here.
        public static let energy = CDRDimensionType(rawValue: "ENERGY")
        public static let energyImport = CDRDimensionType(rawValue: "ENERGY_IMPORT")
        public static let energyExport = CDRDimensionType(rawValue: "ENERGY_EXPORT")
        /// Hours, as all times here.
        public static let time = CDRDimensionType(rawValue: "TIME")
        public static let parkingTime = CDRDimensionType(rawValue: "PARKING_TIME")
        public static let reservationTime = CDRDimensionType(rawValue: "RESERVATION_TIME")
        /// Amperes.
        public static let current = CDRDimensionType(rawValue: "CURRENT")
        public static let maxCurrent = CDRDimensionType(rawValue: "MAX_CURRENT")
        public static let minCurrent = CDRDimensionType(rawValue: "MIN_CURRENT")
        /// Kilowatts.
        public static let power = CDRDimensionType(rawValue: "POWER")
        public static let maxPower = CDRDimensionType(rawValue: "MAX_POWER")
        public static let minPower = CDRDimensionType(rawValue: "MIN_POWER")
        /// Percent.
        public static let stateOfCharge = CDRDimensionType(rawValue: "STATE_OF_CHARGE")

        public static let known: Set<CDRDimensionType> = [
            .energy, .energyImport, .energyExport, .time, .parkingTime, .reservationTime, .current, .maxCurrent,
            .minCurrent, .power, .maxPower, .minPower, .stateOfCharge,
        ]
    }

    public struct CDRDimension: Hashable, Sendable {
        public let type: CDRDimensionType
        public let volume: Quantity

        public init(type: CDRDimensionType, volume: Quantity) {
            self.type = type
            self.volume = volume
        }

        public init(_ reader: ObjectReader) throws(FieldError) {
            type = CDRDimensionType(rawValue: try reader.string("type", max: 32))
            if !CDRDimensionType.known.contains(type) {
                let known = CDRDimensionType.known.map(\.rawValue).sorted().joined(separator: ", ")
                throw reader.fail("type", rule: "must be one of \(known)")
            }
            volume = try reader.quantity("volume")
        }

        public var json: JSONValue { ["type": .string(type.rawValue), "volume": volume.json] }
    }
}
