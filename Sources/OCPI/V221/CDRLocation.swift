import JSON
import Roaming

extension V221 {
    /// Where a billed session was, as a copy, because locations change. It has no time zone: see the Location.
    public struct CDRLocation: Hashable, Sendable {
        public let id: String
        public let name: String?
        /// Read up to 255 characters, as a Location's; the specification still says 45 here.
        public let address: String
        public let city: String
        public let postalCode: String?
        /// ISO 3166-1 alpha-3.
        public let country: String
        public let coordinates: GeoLocation
        /// A widespread library leaves it out; the EVSE's id then stands in, which names the same EVSE.
        public let evseUID: String
        public let isEVSEUIDMissing: Bool
        public let evseID: String
        public let connectorID: String
        public let connectorStandard: String
        public let connectorFormat: String
        public let connectorPowerType: String

        public init(_ location: Location, evse: EVSE, connector: Connector) {
            id = location.id
            name = location.name
            address = location.address
            city = location.city
            postalCode = location.postalCode
            country = location.country
            coordinates = location.coordinates
            evseUID = evse.uid
            isEVSEUIDMissing = false
            evseID = evse.evseID ?? "#NA"
            connectorID = connector.id
            connectorStandard = connector.standard
            connectorFormat = connector.format
            connectorPowerType = connector.powerType ?? "#NA"
        }

        public init(_ reader: ObjectReader) throws(FieldError) {
            id = try reader.identifier("id", max: 36)
            name = try reader.optionalText("name", max: 255)
            address = try reader.string("address", max: 255)
            city = try reader.string("city", max: 45)
            postalCode = try reader.optionalText("postal_code", max: 10)
            _ = try reader.optionalText("state", max: 45)
            country = try reader.string("country", max: 3)
            coordinates = try reader.one("coordinates", GeoLocation.init)
            evseID = try reader.identifier("evse_id", max: 48)
            let uid = try reader.optionalIdentifier("evse_uid", max: 36)
            // "#NA" says that there is no such id, and names no EVSE.
            guard let known = uid ?? (evseID == "#NA" ? nil : evseID) else {
                throw reader.fail("evse_uid", rule: "is required")
            }
            evseUID = known
            isEVSEUIDMissing = uid == nil
            connectorID = try reader.identifier("connector_id", max: 36)
            connectorStandard = try reader.string("connector_standard", max: 64)
            connectorFormat = try reader.string("connector_format", max: 64)
            connectorPowerType = try reader.string("connector_power_type", max: 64)
        }

        public var json: JSONValue {
            var object: JSONObject = ["id": .string(id)]
            object["name"] = name.map(JSONValue.string)
            object["address"] = .string(address)
            object["city"] = .string(city)
            object["postal_code"] = postalCode.map(JSONValue.string)
            object["country"] = .string(country)
            object["coordinates"] = coordinates.json
            if !isEVSEUIDMissing { object["evse_uid"] = .string(evseUID) }
            object["evse_id"] = .string(evseID)
            object["connector_id"] = .string(connectorID)
            object["connector_standard"] = .string(connectorStandard)
            object["connector_format"] = .string(connectorFormat)
            object["connector_power_type"] = .string(connectorPowerType)
            return .object(object)
        }
    }

    /// A meter's signed readings; the texts are carried to the byte, or their signatures break.
    public struct SignedData: Hashable, Sendable {
        public let encodingMethod: String
        public let encodingMethodVersion: Int?
        public let publicKey: String?
        public let values: [SignedValue]
        public let url: String?

        public init(_ reader: ObjectReader) throws(FieldError) {
            encodingMethod = try reader.identifier("encoding_method", max: 36)
            encodingMethodVersion = try reader.optionalInt("encoding_method_version")
            publicKey = try reader.optionalText("public_key", max: 512)
            values = try reader.nonEmptyList("signed_values", SignedValue.init)
            url = try reader.optionalText("url", max: 512)
        }

        public var json: JSONValue {
            var object: JSONObject = ["encoding_method": .string(encodingMethod)]
            object["encoding_method_version"] = encodingMethodVersion.map(JSONValue.whole)
            object["public_key"] = publicKey.map(JSONValue.string)
            object["signed_values"] = .array(values.map(\.json))
            object["url"] = url.map(JSONValue.string)
            return .object(object)
        }
    }

    public struct SignedValue: Hashable, Sendable {
        /// Start, End or Intermediate.
        public let nature: String
        /// Up to 5000 characters, as the corrected edition has it.
        public let plainData: String
        public let signedData: String

        public init(_ reader: ObjectReader) throws(FieldError) {
            nature = try reader.identifier("nature", max: 32)
            plainData = try reader.string("plain_data", max: 5000)
            signedData = try reader.string("signed_data", max: 5000)
        }

        public var json: JSONValue {
            [
                "nature": .string(nature), "plain_data": .string(plainData), "signed_data": .string(signedData),
            ]
        }
    }
}
