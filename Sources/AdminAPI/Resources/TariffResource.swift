import JSON
import Roaming

/// A tariff of a CPO, as published and in words. Its id is `NL*FAS/T1`.
public struct TariffResource: Resource {
    public static let kind = Kind.tariff

    public var id: String
    public var version: Int
    public var updatedAt: Timestamp
    public var owner: PartyID
    public var tariffID: String
    public var currency: String
    public var type: String?
    /// In words: `0.59/kWh + 0.62 start`.
    public var summary: String
    /// OCPI tariff elements, unchanged.
    public var elements: JSONValue
    public var minPrice: Decimal4?
    public var maxPrice: Decimal4?
    public var validFrom: Timestamp?
    public var validTo: Timestamp?
    public var connectors: Int
    public var lastUpdated: Timestamp
    /// Counts different contents from 1, so it is also how many there are; `version` also counts changes of `connectors`.
    public var tariffVersion: Int
    public var tax: TaxTreatment
    /// ISO 3166-1 alpha-2, of the CPO.
    public var country: String
    /// True when a connector names it.
    public var used: Bool
    /// Absent only when the stored object cannot be read.
    public var headline: TariffHeadlineResource?
    /// Codes of the price rules that found something, each once; the current version's findings are in its history.
    public var lint: [String]
    /// The worst of them; absent when there is none.
    public var severity: RuleFindingResource.Severity?
    public var sessionCosts: SessionCosts?
    /// The whole tariff for the pricing engine.
    public var pricing: TariffDocument?

    public init(
        id: String, version: Int, updatedAt: Timestamp, owner: PartyID, tariffID: String, currency: String,
        type:
            String? = nil, summary: String, elements: JSONValue, minPrice: Decimal4? = nil, maxPrice: Decimal4? = nil,
        validFrom: Timestamp? = nil, validTo: Timestamp? = nil, connectors: Int, lastUpdated: Timestamp,
        tariffVersion: Int, tax: TaxTreatment = .excluded, country: String? = nil, used: Bool? = nil,
        headline: TariffHeadlineResource? = nil, lint: [String] = [],
        severity: RuleFindingResource.Severity? = nil, sessionCosts: SessionCosts? = nil,
        pricing: TariffDocument? = nil
    ) {
        self.id = id
        self.version = version
        self.updatedAt = updatedAt
        self.owner = owner
        self.tariffID = tariffID
        self.currency = currency
        self.type = type
        self.summary = summary
        self.elements = elements
        self.minPrice = minPrice
        self.maxPrice = maxPrice
        self.validFrom = validFrom
        self.validTo = validTo
        self.connectors = connectors
        self.lastUpdated = lastUpdated
        self.tariffVersion = tariffVersion
        self.tax = tax
        self.country = country ?? owner.country
        self.used = used ?? (connectors > 0)
        self.headline = headline
        self.lint = lint
        self.severity = severity
        self.sessionCosts = sessionCosts
        self.pricing = pricing
    }
}

extension TariffResource {
    public init(_ reader: ObjectReader) throws(FieldError) {
        id = try reader.string("id")
        version = try reader.int("version")
        updatedAt = try reader.timestamp("updated_at")
        owner = try reader.party("owner")
        tariffID = try reader.string("tariff_id")
        currency = try reader.string("currency")
        type = try reader.optionalString("type")
        summary = try reader.string("summary")
        elements = reader.value("elements") ?? .null
        minPrice = try reader.optionalDecimal("min_price")
        maxPrice = try reader.optionalDecimal("max_price")
        validFrom = try reader.optionalTimestamp("valid_from")
        validTo = try reader.optionalTimestamp("valid_to")
        connectors = try reader.int("connectors")
        lastUpdated = try reader.timestamp("last_updated")
        tariffVersion = try reader.int("tariff_version")
        tax = try reader.tax("tax")
        country = try reader.string("country")
        used = try reader.bool("used")
        headline = try reader.optionalOne("headline")
        lint = try reader.strings("lint")
        severity = try reader.optionalChoice("severity")
        sessionCosts = try reader.optionalOne("session_costs")
        pricing = try reader.optionalOne("pricing")
    }

    public var json: JSONValue {
        var members = identityMembers()
        members.add("owner", owner)
        members.add("tariff_id", tariffID)
        members.add("currency", currency)
        members.add("type", type)
        members.add("summary", summary)
        members.add("elements", elements)
        members.add("min_price", minPrice)
        members.add("max_price", maxPrice)
        members.add("valid_from", validFrom)
        members.add("valid_to", validTo)
        members.add("connectors", connectors)
        members.add("last_updated", lastUpdated)
        members.add("tariff_version", tariffVersion)
        members.add("tax", tax.rawValue)
        members.add("country", country)
        members.add("used", used)
        members.add("headline", headline?.json)
        members.add("lint", lint)
        members.add("severity", severity?.rawValue)
        members.add("session_costs", sessionCosts?.json)
        members.add("pricing", pricing?.json)
        return members.json
    }

    public static let schema = Schema(
        "Tariff", "A tariff as its CPO published it",
        identity + [
            .field("owner", .party, "The CPO it belongs to"),
            .field("tariff_id", .text, "The CPO's id"),
            .field("currency", .currency, "Currency of every price in it"),
            .optional("type", .text, "OCPI tariff type"),
            .field("summary", .text, "In words, such as 0.59/kWh + 0.62 start"),
            .field("elements", .anyJSON, "OCPI tariff elements as they came"),
            .optional("min_price", .decimal, "Least cost of a session excluding VAT"),
            .optional("max_price", .decimal, "Most a session may cost excluding VAT"),
            .optional("valid_from", .dateTime, "OCPI start_date_time"),
            .optional("valid_to", .dateTime, "OCPI end_date_time"),
            .field("connectors", .integer, "Connectors that name it"),
            .field("last_updated", .dateTime, "OCPI last_updated"),
            .field("tariff_version", .integer, "Counts different contents from 1"),
            .field("tax", .word(TaxTreatment.words), "Whether tax is in the prices"),
            .field("country", .text, "ISO 3166-1 alpha-2 of the CPO"),
            .field("used", .flag, "Whether a connector names it"),
            .optional("headline", .object("TariffHeadline"), "Prices per kWh, minute and session"),
            .field("lint", .list(.text), "Codes of the price rules that found something"),
            .optional(
                "severity", .word(RuleFindingResource.Severity.allCases.map(\.rawValue)), "The worst finding"),
            .optional("session_costs", .object("SessionCosts"), "What the standard sessions cost"),
            .optional("pricing", .object("TariffDocument"), "The whole tariff as the pricing engine reads it"),
        ])
}
