import AdminAPI
import Roaming

/// What each standard session costs under two versions, in the week chosen.
struct VersionMoney {
    let first: Tariff?
    let second: Tariff?
    let zone: ZoneRules?
    let monday: CivilDate

    init(_ context: DetailContext, _ book: TariffBook, _ old: TariffBook.Version, _ new: TariffBook.Version) {
        first = old.tariff
        second = new.tariff
        zone = book.zone(context.choice.zoneIndex)
        monday = context.choice.monday(context.presentation.now, zone)
    }

    var lines: [Line] {
        guard let first, let second else { return [Line("one of the two cannot be read", .bad)] }
        let rows = SessionDifference.all(from: first, to: second, zone: zone ?? .utc, monday: monday)
        let prices = rows.flatMap { [$0.first, $0.second] }.compactMap { $0.charge?.total }
        let basis = PriceBasis(commonTo: prices) ?? .net
        let tax: SafeText = basis == .gross ? "incl. tax" : "excl. tax"
        let currency: SafeText =
            first.currency == second.currency
            ? SafeText(untrusted: first.currency.code) : "\(untrusted: first.currency.code) → \(untrusted: second.currency.code)"
        let clock: SafeText = zone.map { SafeText(untrusted: $0.name) } ?? "UTC, as no zone is known"
        return [
            Line([Span("          OLD       NEW     CHANGE  \(currency) \(tax)", .muted)], isPassive: true)
        ] + rows.map { line($0, basis) } + [
            Line("week of \(untrusted: monday.description), \(clock)", .muted)
        ]
    }

    private func line(_ row: SessionDifference, _ basis: PriceBasis) -> Line {
        let change: Span =
            switch row.difference.flatMap(basis.amount) {
            case nil: Span(("–" as SafeText).padded(left: 11), .missing)
            case let amount? where amount == .zero: Span(("same" as SafeText).padded(left: 11), .muted)
            case let amount?:
                Span(SafeText.difference(amount).padded(left: 11), amount > .zero ? .warn : .ok, strong: true)
            }
        return Line([
            Span(SafeText(untrusted: row.session.id).padded(right: 4), .heading), cost(row.first, basis),
            cost(row.second, basis), change, Span("  \(untrusted: row.session.title)", .muted),
        ])
    }

    private func cost(_ outcome: RatingOutcome, _ basis: PriceBasis) -> Span {
        switch outcome {
        case .rated(let charge):
            basis.amount(of: charge.total).map { Span(.price($0).padded(left: 10), .money) }
                ?? Span(("unknown" as SafeText).padded(left: 10), .warn)
        case .cannotRate: Span(("–" as SafeText).padded(left: 10), .missing)
        }
    }
}
