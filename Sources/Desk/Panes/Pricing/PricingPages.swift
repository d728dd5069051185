import AdminAPI
import JSON
import Roaming

extension DetailPage {
    /// A CDR's claim beside the computed price, down to the element that set each amount; of CDRs and of disputes.
    static let pricing = DetailPage(
        name: "price",
        fetches: { detail in detail.pricedCDR.map { [.cdrPricing(cdr: $0)] } ?? [] },
        source: { context in
            guard case .cdrPricing(let pricing) = context.pricing else { return nil }
            return pricing.json
        },
        sections: { context in
            guard context.detail.pricedCDR != nil else { return [] }
            guard case .cdrPricing(let pricing) = context.pricing else {
                return [Section("Price", .full, context.untilAnswered(context.pricing))]
            }
            let compared = ComparedPrices(pricing)
            var sections = [
                Section("Without tax, \(compared.currency)", .main, compared.lines(\.net)),
                Section("Why they differ", .main, PricingWords.findings(pricing)),
            ]
            if compared.has(\.gross) {
                sections.append(Section("With tax, \(compared.currency)", .side, compared.lines(\.gross)))
            }
            let periods = PricedPeriods(pricing, isExpanded: context.detail.isZoomed)
            sections += [
                Section("Promised and charged tariff", .full, PricingWords.tariffs(pricing, context.presentation)),
                Section("Prices the DP was shown", .full, PricingWords.served(pricing, context.presentation)),
                Section("Period by period, \(periods.clock)", .full, periods.lines),
                Section("How it was read", .full, PricingWords.terms(pricing)),
            ]
            return sections + PricedTariffs.all(pricing).map { Section($0.title, .full, $0.lines) }
        })
}

extension DetailState {
    /// The CDR whose price is looked at: the one opened, or the one in dispute.
    var pricedCDR: String? {
        switch resource {
        case let row as CDRResource: row.id
        case let row as DisputeResource: row.cdr
        default: nil
        }
    }
}

extension DetailContext {
    fileprivate var pricing: Fetched? { detail.pricedCDR.flatMap { detail.fetched[.cdrPricing(cdr: $0)] } }
}

extension CDRPricing {
    /// The run that clearing used; else the promised one, else the CDR's own.
    var decisive: PricingRun? {
        switch used {
        case "own": own
        case "promised": promised
        default: promised ?? own
        }
    }

    /// The runs that differ, the decisive one first: one alone when promised and charged prices are the same.
    var runs: [NamedRun] {
        guard let own, let promised else {
            return [own ?? promised].compactMap { $0 }.map { NamedRun(name: .computed, run: $0) }
        }
        if let decisive, own.isLike(promised) { return [NamedRun(name: .computed, run: decisive)] }
        let both = [NamedRun(name: .promised, run: promised), NamedRun(name: .own, run: own)]
        return used == "own" ? both.reversed() : both
    }
}

extension PricingRun {
    /// The same amounts from the same places of tariffs with the same prices.
    fileprivate func isLike(_ other: PricingRun) -> Bool {
        parts == other.parts && lines == other.lines && tariffs.count == other.tariffs.count
            && zip(tariffs, other.tariffs).allSatisfy {
                $0.document.tariff.hasSamePrices(as: $1.document.tariff)
            }
    }
}

/// A run of the engine, and under which tariff it was.
struct NamedRun {
    enum Name {
        case promised, own, computed

        var heading: SafeText {
            switch self {
            case .promised: "PROMISED"
            case .own: "CDR'S OWN"
            case .computed: "COMPUTED"
            }
        }

        var words: SafeText {
            switch self {
            case .promised: "promised"
            case .own: "CDR's own"
            case .computed: "computed"
            }
        }
    }

    let name: Name
    let run: PricingRun
}
