/// One thing that differs between two versions of a tariff. Elements are numbered from 0 as in OCPI's list, in the newer
/// version unless said otherwise.
public enum TariffChange: Hashable, Sendable {
    case currency(from: Currency, to: Currency)
    case type(from: String?, to: String?)
    case tax(from: TaxTreatment, to: TaxTreatment)
    case missingVAT(from: MissingVAT, to: MissingVAT)
    case validFrom(from: Timestamp?, to: Timestamp?)
    case validTo(from: Timestamp?, to: Timestamp?)
    case minimumPrice(from: Price?, to: Price?)
    case maximumPrice(from: Price?, to: Price?)
    case elementAdded(Int, TariffElement)
    /// With its number in the older version.
    case elementRemoved(Int, TariffElement)
    /// Its place among the elements that both versions have is another one, which can change what applies.
    case elementMoved(from: Int, to: Int)
    case componentAdded(element: Int, PriceComponent)
    case componentRemoved(element: Int, PriceComponent)
    case price(element: Int, TariffDimension, from: Decimal4, to: Decimal4)
    case vat(element: Int, TariffDimension, from: Decimal4?, to: Decimal4?)
    case step(element: Int, TariffDimension, from: Int, to: Int)
    case restriction(element: Int, RestrictionKind, from: TariffRestrictions, to: TariffRestrictions)
}

extension TariffChange {
    /// What changed, for a person to read, who counts elements from 1; one line without a full stop.
    public var sentence: String {
        switch self {
        case .currency(let from, let to): "prices are in \(to) instead of \(from)"
        case .type(let from, let to): TariffChange.change("the type", from, to, none: "any")
        case .tax(let from, let to): "tax_included is \(to.rawValue) instead of \(from.rawValue)"
        case .missingVAT(_, let to):
            to == .none
                ? "a component without VAT now means that none applies"
                : "a component without VAT no longer means that none applies"
        case .validFrom(let from, let to):
            TariffChange.change("the first moment", from?.rfc3339, to?.rfc3339, none: "open")
        case .validTo(let from, let to): TariffChange.change("the end", from?.rfc3339, to?.rfc3339, none: "open")
        case .minimumPrice(let from, let to): TariffChange.limit("the least price of a session", from, to)
        case .maximumPrice(let from, let to): TariffChange.limit("the most that a session costs", from, to)
        case .elementAdded(let index, let element): "element \(index + 1) is new: \(element.words)"
        case .elementRemoved(let index, let element): "what was element \(index + 1) is gone: \(element.words)"
        case .elementMoved(let from, let to):
            "element \(from + 1) is now element \(to + 1) in an order in which the first that applies sets the price"
        case .componentAdded(let element, let component): "element \(element + 1) now prices \(component.words)"
        case .componentRemoved(let element, let component): "element \(element + 1) no longer prices \(component.words)"
        case .price(let element, let dimension, let from, let to):
            "\(dimension.rawValue) of element \(element + 1) costs \(to.text) instead of \(from.text)"
                + "\(dimension.unitWords)\(TariffChange.percent(from, to))"
        case .vat(let element, let dimension, let from, let to):
            TariffChange.change(
                "VAT on \(dimension.rawValue) of element \(element + 1)", from.map { "\($0.text) %" },
                to.map { "\($0.text) %" }, none: "not given")
        case .step(let element, let dimension, let from, let to):
            "\(dimension.rawValue) of element \(element + 1) is billed in steps of \(dimension.stepWords(to)) "
                + "instead of \(dimension.stepWords(from))"
        case .restriction(let element, let kind, let from, let to):
            "element \(element + 1) applies: \(kind.words(to)) instead of \(kind.words(from))"
        }
    }

    private static func change(_ subject: String, _ from: String?, _ to: String?, none: String) -> String {
        "\(subject) is \(to ?? none) instead of \(from ?? none)"
    }

    private static func limit(_ subject: String, _ from: Price?, _ to: Price?) -> String {
        change(subject, from?.words, to?.words, none: "open")
            + (from.flatMap { from in to.map { percent(from.excludingVAT, $0.excludingVAT) } } ?? "")
    }

    /// ` (+8.9 %)`; empty when nothing was charged before, or nothing changed.
    static func percent(_ from: Decimal4, _ to: Decimal4) -> String {
        guard from != .zero, from != to, let change = try? ExactNumber(to).subtracting(ExactNumber(from)),
            let share = try? change.multiplied(by: ExactNumber(100)).divided(by: ExactNumber(from).magnitude)
        else { return "" }
        return " (\(share > .zero ? "+" : "")\(share.text(decimals: 1)) %)"
    }
}
