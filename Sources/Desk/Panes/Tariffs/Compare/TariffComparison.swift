import AdminAPI

extension DetailPage {
    /// Several tariffs beside each other.
    static let tariffComparison = DetailPage(
        name: "compare",
        fetches: { detail in detail.compared.map { .tariffHistory(tariff: $0) } },
        knobs: TariffKnob.session.union([.breakEven]),
        related: { detail in detail.compared.map { ResourceRef(.tariff, $0) } },
        sections: { context in ComparisonSheet(context).sections(context) })
}

extension DetailState {
    /// Ids of the tariffs that are compared; empty when what is opened is no comparison.
    var compared: [String] {
        if case .comparison(let ids) = subject { ids } else { [] }
    }
}
