import AdminAPI

extension DetailPage {
    /// Several tariffs beside each other.
    static let tariffComparison = DetailPage(
        name: "compare",
        fetches: { detail in detail.compared.map { .tariffHistory(tariff: $0) } },
        knobs: TariffKnob.session,
        related: { detail in detail.compared.map { ResourceRef(.tariff, $0) } },
        sections: { context in
            context.detail.compared.map { id in
                let lines: [Line] =
                    context.book(id).map { book in
                        [Line(SafeText(untrusted: book.current.resource.summary), .money)] + context.notice(book)
                    } ?? context.placeholder(context.detail.fetched[.tariffHistory(tariff: id)])
                return Section(SafeText(untrusted: id), .full, lines)
            }
        })
}

extension DetailState {
    /// Ids of the tariffs that are compared; empty when what is opened is no comparison.
    var compared: [String] {
        if case .comparison(let ids) = subject { ids } else { [] }
    }
}
