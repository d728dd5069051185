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
                return [Section("Price", .full, context.placeholder(context.pricing))]
            }
            let compared = ComparedPrices(pricing)
            var sections = [
                Section("Without tax, \(compared.currency)", .main, compared.lines(\.net)),
                Section("Why they differ", .main, PricingWords.findings(pricing)),
            ]
            if compared.has(\.gross) {
                sections.append(Section("With tax, \(compared.currency)", .side, compared.lines(\.gross)))
            }
            let periods = PricedPeriods(pricing, context.presentation)
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

    /// The runs there are, the decisive one first.
    var runs: [NamedRun] {
        let runs = [
            promised.map { NamedRun(name: .promised, run: $0) },
            own.map { NamedRun(name: promised == nil ? .computed : .own, run: $0) },
        ].compactMap { $0 }
        return used == "own" ? runs.reversed() : runs
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
