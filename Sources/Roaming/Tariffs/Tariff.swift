/// A tariff as a CPO publishes it. Prices are per kWh, per hour, or once; all in one currency.
///
/// The elements are in the CPO's order: for each dimension the first that applies sets the price.
/// Source: OCPI 2.2.1, module tariffs.
public struct Tariff: Hashable, Sendable {
    public var owner: PartyID
    public var id: String
    public var currency: Currency
    /// OCPI TariffType, such as `REGULAR`; nil for any.
    public var type: String?
    public var elements: [TariffElement]
    /// The least and the most that a session costs in all.
    public var minimumPrice: Price?
    public var maximumPrice: Price?
    public var validFrom: Timestamp?
    /// Exclusive.
    public var validTo: Timestamp?
    public var tax: TaxTreatment
    /// What a component without VAT says.
    public var missingVAT: MissingVAT
    /// Nil when the source does not say, as inside a CDR of some partners.
    public var lastUpdated: Timestamp?

    public init(
        owner: PartyID, id: String, currency: Currency, type: String? = nil, elements: [TariffElement],
        minimumPrice: Price? = nil, maximumPrice: Price? = nil, validFrom: Timestamp? = nil,
        validTo: Timestamp? = nil, tax: TaxTreatment = .excluded,
        missingVAT: MissingVAT = .none, lastUpdated: Timestamp? = nil
    ) {
        self.owner = owner
        self.id = id
        self.currency = currency
        self.type = type
        self.elements = elements
        self.minimumPrice = minimumPrice
        self.maximumPrice = maximumPrice
        self.validFrom = validFrom
        self.validTo = validTo
        self.tax = tax
        self.missingVAT = missingVAT
        self.lastUpdated = lastUpdated
    }

    public func isValid(at moment: Timestamp) -> Bool {
        validFrom.map { $0 <= moment } ?? true && validTo.map { moment < $0 } ?? true
    }

    /// True when both lead to the same price for every session: owner, id and dates are not compared.
    public func hasSamePrices(as other: Tariff) -> Bool {
        currency == other.currency && elements == other.elements && minimumPrice == other.minimumPrice
            && maximumPrice == other.maximumPrice && tax == other.tax && missingVAT == other.missingVAT
    }
}

/// How a tariff's prices stand to tax.
///
/// OCPI 2.1.1 and 2.2.1 know only `excluded`. Source: OCPI 2.3.0, tariffs, TaxIncluded.
public enum TaxTreatment: String, Hashable, Sendable {
    case excluded = "NO"
    case included = "YES"
    case notApplicable = "N/A"
}

/// What it means that a component names no VAT.
///
/// OCPI 2.2.1 says that none applies; in 2.1.1, and in 2.3.0 where tax is not included, it is not known.
public enum MissingVAT: String, Hashable, Sendable {
    case none
    case unknown
}

/// An amount excluding VAT, and including it where the source says so; absent is not the same as no VAT.
public struct Price: Hashable, Sendable {
    public var excludingVAT: Decimal4
    public var includingVAT: Decimal4?

    public init(excludingVAT: Decimal4, includingVAT: Decimal4? = nil) {
        self.excludingVAT = excludingVAT
        self.includingVAT = includingVAT
    }

    public static let zero = Price(excludingVAT: .zero)
}

/// Prices that apply together, when all of the restrictions hold.
public struct TariffElement: Hashable, Sendable {
    /// Of several components of one dimension, the first counts.
    public var components: [PriceComponent]
    public var restrictions: TariffRestrictions

    public init(components: [PriceComponent], restrictions: TariffRestrictions = .none) {
        self.components = components
        self.restrictions = restrictions
    }
}

/// The price of one dimension.
public struct PriceComponent: Hashable, Sendable {
    public var dimension: TariffDimension
    /// Per kWh, per hour, or once.
    public var price: Decimal4
    /// Percent; nil when the source names none.
    public var vat: Decimal4?
    /// Billed quantity is a multiple of this: watt-hours for energy, seconds for times. 0 bills the exact quantity.
    public var stepSize: Int

    public init(dimension: TariffDimension, price: Decimal4, vat: Decimal4? = nil, stepSize: Int) {
        self.dimension = dimension
        self.price = price
        self.vat = vat
        self.stepSize = stepSize
    }
}

/// What a price is for. The raw value is OCPI's.
public enum TariffDimension: String, CaseIterable, Sendable {
    case energy = "ENERGY"
    case flat = "FLAT"
    case parkingTime = "PARKING_TIME"
    case time = "TIME"
    /// Charging and parking time together: GIREVE's extension, priced only where a policy allows it.
    case sessionTime = "SESSION_TIME"
}
