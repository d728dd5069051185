import JSON
import Roaming

/// A tariff as the pricing engine reads it, whole: what is written reads back as an equal `Tariff`.
///
/// Names are OCPI's; prices are decimals in strings. With it a desk prices sessions by the hub's own engine.
public struct TariffDocument: JSONConvertible {
    public var tariff: Tariff

    public init(_ tariff: Tariff) { self.tariff = tariff }
}

extension TariffDocument {
    public init(_ reader: ObjectReader) throws(FieldError) {
        guard let currency = Currency(try reader.string("currency")) else {
            throw reader.fail("currency", rule: "must be three letters of ISO 4217")
        }
        tariff = Tariff(
            owner: try reader.party("owner"), id: try reader.string("id"), currency: currency,
            type: try reader.optionalString("type"),
            elements: try reader.list("elements", of: TariffElementDocument.self).map(\.element),
            minimumPrice: try reader.optionalOne("min_price", of: PriceDocument.self)?.price,
            maximumPrice: try reader.optionalOne("max_price", of: PriceDocument.self)?.price,
            validFrom: try reader.optionalTimestamp("valid_from"), validTo: try reader.optionalTimestamp("valid_to"),
            tax: try reader.tax("tax"),
            missingVAT: reader.has("missing_vat") ? try reader.missingVAT("missing_vat") : .none,
            lastUpdated: try reader.optionalTimestamp("last_updated"))
    }

    public var json: JSONValue {
        var members = Members()
        members.add("owner", tariff.owner)
        members.add("id", tariff.id)
        members.add("currency", tariff.currency.code)
        members.add("type", tariff.type)
        members.add("elements", tariff.elements.map(TariffElementDocument.init))
        members.add("min_price", tariff.minimumPrice.map { PriceDocument($0).json })
        members.add("max_price", tariff.maximumPrice.map { PriceDocument($0).json })
        members.add("valid_from", tariff.validFrom)
        members.add("valid_to", tariff.validTo)
        members.add("tax", tariff.tax.rawValue)
        if tariff.missingVAT != .none { members.add("missing_vat", tariff.missingVAT.rawValue) }
        members.add("last_updated", tariff.lastUpdated)
        return members.json
    }

    public static let schema = Schema(
        "TariffDocument", "A tariff as the pricing engine reads it",
        [
            .field("owner", .party, "The CPO it belongs to"),
            .field("id", .text, "The CPO's id"),
            .field("currency", .currency, "Currency of every price in it"),
            .optional("type", .text, "OCPI tariff type; absent for any"),
            .field("elements", .list(.object("TariffElement")), "In the CPO's order; the first that applies counts"),
            .optional("min_price", .object("Price"), "Least cost of a session"),
            .optional("max_price", .object("Price"), "Most a session may cost"),
            .optional("valid_from", .dateTime, "OCPI start_date_time"),
            .optional("valid_to", .dateTime, "OCPI end_date_time, exclusive"),
            .field("tax", .word(TaxTreatment.words), "Whether tax is in the prices"),
            .optional("missing_vat", .word(MissingVAT.words), "What a price without VAT means; absent for none"),
            .optional("last_updated", .dateTime, "OCPI last_updated"),
        ])
}

/// An amount without and, where it is known, with VAT.
public struct PriceDocument: JSONConvertible {
    public var price: Price

    public init(_ price: Price) { self.price = price }

    public init(_ reader: ObjectReader) throws(FieldError) {
        price = Price(
            excludingVAT: try reader.decimal("excl_vat"), includingVAT: try reader.optionalDecimal("incl_vat"))
    }

    public var json: JSONValue {
        var members = Members()
        members.add("excl_vat", price.excludingVAT)
        members.add("incl_vat", price.includingVAT)
        return members.json
    }

    public static let schema = Schema(
        "Price", "An amount without and with VAT",
        [
            .field("excl_vat", .decimal, "Without VAT"),
            .optional("incl_vat", .decimal, "With VAT; absent when it is not known"),
        ])
}

extension TaxTreatment {
    static let words = [TaxTreatment.excluded, .included, .notApplicable].map(\.rawValue)
}

extension MissingVAT {
    static let words = [MissingVAT.none, .unknown].map(\.rawValue)
}

extension ObjectReader {
    fileprivate func missingVAT(_ name: String) throws(FieldError) -> MissingVAT {
        guard let meaning = MissingVAT(rawValue: try string(name)) else {
            throw fail(name, rule: "must be one of \(MissingVAT.words.joined(separator: ", "))")
        }
        return meaning
    }

    func tax(_ name: String) throws(FieldError) -> TaxTreatment {
        guard let tax = TaxTreatment(rawValue: try string(name)) else {
            throw fail(name, rule: "must be one of \(TaxTreatment.words.joined(separator: ", "))")
        }
        return tax
    }
}
