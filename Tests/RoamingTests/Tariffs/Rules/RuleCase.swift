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

extension SessionComparison {
    static func of(
        _ adHoc: String?, _ roaming: String, _ partner: String = "DE*A", isCapped: Bool = false
    ) -> SessionComparison {
        SessionComparison(
            connector: "L1/E1/1", country: "NLD", session: "S1", partner: partner,
            adHoc: adHoc.map { ExactNumber(d($0)) }, roaming: ExactNumber(d(roaming)), isCapped: isCapped)
    }
}

extension Tariff {
    /// More boundaries than can be gone through, on every axis.
    static func hostile(elements: Int) -> Tariff {
        tariff(
            (0..<elements).map { index in
                let value = Decimal4(tenThousandths: Int64(index + 1))
                return e(
                    [kWh()],
                    .init(
                        startMinute: index % 1440, minimumEnergy: value, minimumCurrent: value, minimumPower: value,
                        minimumDuration: index + 1))
            })
    }

    /// A price for every hour of a number of days, as with day-ahead prices, and one for the time after.
    static func hourly(days: Int) -> Tariff {
        let first = CivilDate("2026-11-28")!.daysSince1970
        var elements: [TariffElement] = []
        for day in 0..<days {
            for hour in 0..<24 {
                elements.append(
                    e(
                        [kWh("0.\(30 + (day + hour) % 40)")],
                        .init(
                            startMinute: hour * 60, endMinute: (hour + 1) % 24 * 60,
                            startDate: CivilDate(daysSince1970: first + Int64(day)),
                            endDate: CivilDate(daysSince1970: first + Int64(day) + 1))))
            }
        }
        return tariff(elements + [e([kWh()])])
    }
}
