import Testing

@testable import Roaming

/// A context that breaks a rule, or nearly does.
struct RuleCase: Sendable, CustomTestStringConvertible {
    let rule: PriceRule
    let name: String
    let context: RuleContext

    init(_ rule: PriceRule, _ name: String, _ context: RuleContext) {
        self.rule = rule
        self.name = name
        self.context = context
    }

    var testDescription: String { "\(rule.code): \(name)" }
}

extension RuleContext {
    static let noon = Timestamp(rfc3339: "2026-11-28T12:00:00Z")!

    /// A tariff as rules see it on a Saturday at noon, UTC.
    static func on(
        _ tariff: Tariff, texts: [String] = [], at connectors: [TariffConnector] = [], before: Tariff? = nil,
        open: Int = 0, known: Set<String>? = nil, comparisons: [SessionComparison] = []
    ) -> RuleContext {
        RuleContext(
            tariff: tariff, altTexts: texts, connectors: connectors, previous: before, openSessions: open,
            knownTariffIDs: known, now: noon, zone: .utc, comparisons: comparisons)
    }
}

extension TariffConnector {
    /// A public connector.
    static func at(
        _ kilowatts: Int, _ country: String = "NLD", isPublic: Bool = true, ids: [String] = [],
        others: [OtherTariff] = []
    ) -> TariffConnector {
        TariffConnector(
            name: "L1/E1/1", power: kilowatts * 1000, country: country, isPublic: isPublic, tariffIDs: ids,
            others: others)
    }
}

/// An element with restrictions.
func e(_ components: [PriceComponent], _ restrictions: TariffRestrictions = .none) -> TariffElement {
    TariffElement(components: components, restrictions: restrictions)
}

/// An ad hoc tariff of elements.
func tariff(
    _ elements: [TariffElement], type: String? = "AD_HOC_PAYMENT", tax: TaxTreatment = .excluded,
    missingVAT: MissingVAT = .none, minimum: Price? = nil, maximum: Price? = nil, from: String? = nil,
    to: String? = nil, currency: String = "EUR"
) -> Tariff {
    var result = t("T1", [], currency: currency, minimum: minimum, maximum: maximum, tax: tax, from: from, to: to)
    result.type = type
    result.elements = elements
    result.missingVAT = missingVAT
    return result
}

/// A price per kWh with VAT that no rule minds.
func kWh(_ price: String = "0.59") -> PriceComponent { c(.energy, price, "19", 1) }
