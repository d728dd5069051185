import JSON
import Roaming

extension V221 {
    /// A place where cars charge. Source: OCPI 2.2.1, locations.
    ///
    /// Address and state are read with the lengths of the corrected edition (255, 45).
    public struct Location: Hashable, Sendable {
        public let party: PartyID
        public let id: String
        /// False: not to be shown to the public.
        public let publish: Bool
        public let name: String?
        public let address: String
        public let city: String
        public let postalCode: String?
        /// ISO 3166-1 alpha-3.
        public let country: String
        public let coordinates: GeoLocation
        /// A tz database name.
        public let timeZone: String
        public let operatorDetails: BusinessDetails?
        public let evses: [EVSE]
        public let lastUpdated: Timestamp

        public init(
            party: PartyID, id: String, publish: Bool = true, name: String?, address: String, city: String,
            postalCode: String? = nil, country: String, coordinates: GeoLocation, timeZone: String,
            operatorDetails: BusinessDetails? = nil, evses: [EVSE], lastUpdated: Timestamp
        ) {
            self.party = party
            self.id = id
            self.publish = publish
            self.name = name
            self.address = address
            self.city = city
            self.postalCode = postalCode
            self.country = country
            self.coordinates = coordinates
            self.timeZone = timeZone
            self.operatorDetails = operatorDetails
            self.evses = evses
            self.lastUpdated = lastUpdated
        }

        public init(_ reader: ObjectReader) throws(FieldError) {
            party = try reader.party()
            id = try reader.identifier("id", max: 36)
            publish = try reader.bool("publish")
            name = try reader.optionalText("name", max: 255)
            address = try reader.string("address", max: 255)
            city = try reader.string("city", max: 45)
            postalCode = try reader.optionalText("postal_code", max: 10)
            _ = try reader.optionalText("state", max: 45)
            country = try reader.string("country", max: 3)
            coordinates = try reader.one("coordinates", GeoLocation.init)
            timeZone = try reader.string("time_zone", max: 255)
            operatorDetails = try reader.oneIfPresent("operator", BusinessDetails.init)
            evses = try reader.list("evses", EVSE.init)
            lastUpdated = try reader.timestamp("last_updated")
        }

        public var json: JSONValue {
            var object: JSONObject = [:]
            object.set(party)
            object["id"] = .string(id)
            object["publish"] = .bool(publish)
            object["name"] = name.map(JSONValue.string)
            object["address"] = .string(address)
            object["city"] = .string(city)
            object["postal_code"] = postalCode.map(JSONValue.string)
            object["country"] = .string(country)
            object["coordinates"] = coordinates.json
            object["operator"] = operatorDetails?.json
            object["evses"] = .list(evses, \.json)
            object["time_zone"] = .string(timeZone)
            object["last_updated"] = .timestamp(lastUpdated)
            return .object(object)
        }
    }
}
