import AdminAPI
import Roaming

/// A tariff that a run used, with its elements on the page, so that every amount leads to the line that set it.
struct PricedTariffs {
    /// Of the run that used it.
    let run: NamedRun.Name
    let index: Int
    private let tariff: PricingTariff

    static func all(_ pricing: CDRPricing) -> [PricedTariffs] {
        pricing.runs.flatMap { named in
            named.run.tariffs.enumerated().map { PricedTariffs(run: named.name, index: $0.offset, tariff: $0.element) }
        }
    }

    /// A tariff that came inside the CDR is none of the hub's versions, and is named so.
    private var id: String { tariff.version == nil ? "\(tariff.id) in the CDR" : tariff.id }

    static func name(_ tariff: PricingTariff) -> SafeText {
        tariff.version.map { "\(untrusted: tariff.id) v\($0)" } ?? "\(untrusted: tariff.id) as the CDR carries it"
    }

    var title: SafeText { "\(run.words): \(Self.name(tariff)), \(untrusted: tariff.document.tariff.currency.code)" }

    var lines: [Line] {
        ElementLines(tariff: tariff.document.tariff, id: id, version: tariff.version).lines
    }

    func place(_ element: Int, _ component: Int) -> TariffPlace {
        TariffPlace(tariff: id, version: tariff.version, element: element, component: component)
    }

    /// When the element applies: the reason that it set the price.
    func condition(_ element: Int) -> SafeText {
        let elements = tariff.document.tariff.elements
        guard elements.indices.contains(element) else { return "" }
        let phrases = TariffPhrases.conditions(elements[element].restrictions)
        return phrases.isEmpty ? "always" : SafeText(untrusted: phrases.joined(separator: ", "))
    }
}
