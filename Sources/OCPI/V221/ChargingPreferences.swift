import JSON
import Roaming

extension V221 {
    /// What a driver wants of a smart-charging session. Source: OCPI 2.2.1, sessions, ChargingPreferences.
    public struct ChargingPreferences: Hashable, Sendable {
        /// CHEAP, FAST, GREEN or REGULAR.
        public let profileType: String
        public let departure: Timestamp?
        /// Kilowatt-hours.
        public let energyNeed: Quantity?
        public let dischargeAllowed: Bool?

        public init(_ reader: ObjectReader) throws(FieldError) {
            profileType = try reader.string("profile_type", max: 32)
            departure = try reader.optionalTimestamp("departure_time")
            energyNeed = try reader.optionalQuantity("energy_need")
            dischargeAllowed = try reader.optionalBool("discharge_allowed")
        }

        public var json: JSONValue {
            var object: JSONObject = ["profile_type": .string(profileType)]
            object["departure_time"] = departure.map(JSONValue.timestamp)
            object["energy_need"] = energyNeed?.json
            object["discharge_allowed"] = dischargeAllowed.map(JSONValue.bool)
            return .object(object)
        }
    }

    /// A CPO's answer to charging preferences; `data` of the envelope is this string.
    public enum ChargingPreferencesResponse: String, Hashable, Sendable, CaseIterable {
        case accepted = "ACCEPTED"
        case departureRequired = "DEPARTURE_REQUIRED"
        case energyNeedRequired = "ENERGY_NEED_REQUIRED"
        case notPossible = "NOT_POSSIBLE"
        case profileTypeNotSupported = "PROFILE_TYPE_NOT_SUPPORTED"
    }

    /// The direct answer to a charging-profile request.
    public enum ChargingProfileResponse: String, Hashable, Sendable, CaseIterable {
        case accepted = "ACCEPTED"
        case notSupported = "NOT_SUPPORTED"
        case rejected = "REJECTED"
        case tooOften = "TOO_OFTEN"
        case unknownSession = "UNKNOWN_SESSION"
    }
}
