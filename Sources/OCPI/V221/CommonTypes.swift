import JSON
import Roaming

extension V221 {
    /// What a party does. Source: OCPI 2.2.1, types, Role.
    public enum Role: String, Hashable, Sendable, CaseIterable {
        case cpo = "CPO"
        case emsp = "EMSP"
        case hub = "HUB"
        case nap = "NAP"
        case nsp = "NSP"
        case other = "OTHER"
        case scsp = "SCSP"
    }

    /// An amount without VAT and, when VAT applies, with it. The currency stands beside it in the object around.
    public struct Price: Hashable, Sendable {
        public let exclVAT: Quantity
        public let inclVAT: Quantity?

        public init(exclVAT: Quantity, inclVAT: Quantity? = nil) {
            self.exclVAT = exclVAT
            self.inclVAT = inclVAT
        }

        public init(_ reader: ObjectReader) throws(FieldError) {
            exclVAT = try reader.quantity("excl_vat")
            inclVAT = try reader.optionalQuantity("incl_vat")
        }

        public var json: JSONValue {
            var object: JSONObject = ["excl_vat": exclVAT.json]
            object["incl_vat"] = inclVAT?.json
            return .object(object)
        }
    }

    /// A text for people, in one language.
    public struct DisplayText: Hashable, Sendable {
        public let language: String
        public let text: String

        public init(language: String, text: String) {
            self.language = language
            self.text = text
        }

        public init(_ reader: ObjectReader) throws(FieldError) {
            language = try reader.string("language", max: 2)
            text = try reader.string("text", max: 512)
        }

        public var json: JSONValue { ["language": .string(language), "text": .string(text)] }
    }

    /// Coordinates as the text the partner sent; latitude first.
    public struct GeoLocation: Hashable, Sendable {
        public let latitude: String
        public let longitude: String

        public init(latitude: String, longitude: String) {
            self.latitude = latitude
            self.longitude = longitude
        }

        public init(_ reader: ObjectReader) throws(FieldError) {
            latitude = try Self.degrees("latitude", limit: 90, in: reader)
            longitude = try Self.degrees("longitude", limit: 180, in: reader)
        }

        public var json: JSONValue { ["latitude": .string(latitude), "longitude": .string(longitude)] }

        private static func degrees(
            _ name: String, limit: Int64, in reader: ObjectReader
        ) throws(FieldError) -> String {
            let text = try reader.string(name, max: limit == 90 ? 10 : 11)
            guard JSONNumber(literal: text) != nil, let value = Decimal4(text),
                abs(value.tenThousandths) <= limit * 10_000
            else { throw reader.fail(name, rule: "must be decimal degrees between -\(limit) and \(limit)") }
            return text
        }
    }

    /// Who a company is to the public.
    public struct BusinessDetails: Hashable, Sendable {
        public let name: String
        public let website: String?

        public init(name: String, website: String? = nil) {
            self.name = name
            self.website = website
        }

        public init(_ reader: ObjectReader) throws(FieldError) {
            name = try reader.string("name", max: 100)
            website = try reader.optionalURL("website")
        }

        public var json: JSONValue {
            var object: JSONObject = ["name": .string(name)]
            object["website"] = website.map(JSONValue.string)
            return .object(object)
        }
    }
}
