import JSON
import Roaming

extension V221 {
    /// How a CPO prices a session. Source: OCPI 2.2.1, tariffs.
    public struct Tariff: Hashable, Sendable {
        public let party: PartyID
        public let id: String
        public let currency: Currency
        /// AD_HOC_PAYMENT, PROFILE_CHEAP, PROFILE_FAST, PROFILE_GREEN, REGULAR, or a value of a later version.
        public let type: String?
        public let altText: [DisplayText]
        public let minPrice: Price?
        public let maxPrice: Price?
        /// At least one; for each dimension the first that applies counts.
        public let elements: [TariffElement]
        /// Valid from here on; nil is from always.
        public let start: Timestamp?
        public let end: Timestamp?
        /// Nil where a partner left it out, as the specification's own PUT example does.
        public let lastUpdated: Timestamp?

        public init(
            party: PartyID, id: String, currency: Currency, type: String? = nil, altText: [DisplayText] = [],
            minPrice: Price? = nil, maxPrice: Price? = nil, elements: [TariffElement], start: Timestamp? = nil,
            end: Timestamp? = nil, lastUpdated: Timestamp
        ) {
            self.party = party
            self.id = id
            self.currency = currency
            self.type = type
            self.altText = altText
            self.minPrice = minPrice
            self.maxPrice = maxPrice
            self.elements = elements
            self.start = start
            self.end = end
            self.lastUpdated = lastUpdated
        }

        public init(_ reader: ObjectReader) throws(FieldError) {
            party = try reader.party()
            id = try reader.identifier("id", max: 36)
            currency = try reader.currency("currency")
            type = try reader.optionalText("type", max: 64)
            altText = try reader.list("tariff_alt_text", DisplayText.init)
            _ = try reader.optionalURL("tariff_alt_url")
            minPrice = try reader.oneIfPresent("min_price", Price.init)
            maxPrice = try reader.oneIfPresent("max_price", Price.init)
            elements = try reader.nonEmptyList("elements", TariffElement.init)
            start = try reader.optionalTimestamp("start_date_time")
            end = try reader.optionalTimestamp("end_date_time")
            lastUpdated = try reader.optionalTimestamp("last_updated")
        }

        /// Whether any element's prices depend on time, power, energy or reservation.
        public var isRestricted: Bool {
            elements.contains { $0.restrictions.map { !$0.isEmpty } ?? false }
        }

        public var json: JSONValue {
            var object: JSONObject = [:]
            object.set(party)
            object["id"] = .string(id)
            object["currency"] = .string(currency.code)
            object["type"] = type.map(JSONValue.string)
            object["tariff_alt_text"] = .list(altText, \.json)
            object["min_price"] = minPrice?.json
            object["max_price"] = maxPrice?.json
            object["elements"] = .array(elements.map(\.json))
            object["start_date_time"] = start.map(JSONValue.timestamp)
            object["end_date_time"] = end.map(JSONValue.timestamp)
            object["last_updated"] = lastUpdated.map(JSONValue.timestamp)
            return .object(object)
        }
    }

    /// Prices that apply together, while their restrictions all hold.
    public struct TariffElement: Hashable, Sendable {
        public let components: [PriceComponent]
        public let restrictions: TariffRestrictions?

        public init(components: [PriceComponent], restrictions: TariffRestrictions? = nil) {
            self.components = components
            self.restrictions = restrictions
        }

        public init(_ reader: ObjectReader) throws(FieldError) {
            components = try reader.nonEmptyList("price_components", PriceComponent.init)
            restrictions = try reader.oneIfPresent("restrictions", TariffRestrictions.init)
        }

        public var json: JSONValue {
            var object: JSONObject = ["price_components": .array(components.map(\.json))]
            object["restrictions"] = restrictions?.json
            return .object(object)
        }
    }

    /// What a price is counted by.
    public enum TariffDimension: String, Hashable, Sendable, CaseIterable {
        /// Per kWh; step_size in Wh.
        case energy = "ENERGY"
        case flat = "FLAT"
        /// Per hour in which the car takes no power; step_size in seconds.
        case parkingTime = "PARKING_TIME"
        /// Per hour of charging; step_size in seconds.
        case time = "TIME"
    }

    /// One price of an element.
    public struct PriceComponent: Hashable, Sendable {
        public let type: TariffDimension
        /// Per kWh or hour, without VAT.
        public let price: Quantity
        /// Percent; nil is no VAT applicable, which is not the same as 0.
        public let vat: Quantity?
        /// The smallest amount billed, in Wh or seconds.
        public let stepSize: Int

        public init(type: TariffDimension, price: Quantity, vat: Quantity? = nil, stepSize: Int = 1) {
            self.type = type
            self.price = price
            self.vat = vat
            self.stepSize = stepSize
        }

        public init(_ reader: ObjectReader) throws(FieldError) {
            type = try reader.choice("type", TariffDimension.self)
            price = try reader.quantity("price")
            vat = try reader.optionalQuantity("vat")
            stepSize = try reader.int("step_size")
            if stepSize < 0 { throw reader.fail("step_size", rule: "must not be negative") }
        }

        public var json: JSONValue {
            var object: JSONObject = ["type": .string(type.rawValue), "price": price.json]
            object["vat"] = vat?.json
            object["step_size"] = .whole(stepSize)
            return .object(object)
        }
    }
}
