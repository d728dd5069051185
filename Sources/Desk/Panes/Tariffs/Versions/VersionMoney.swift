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
            ? SafeText(untrusted: first.currency.code)
            : "\(untrusted: first.currency.code) → \(untrusted: second.currency.code)"
        let clock: SafeText = zone.map { SafeText(untrusted: $0.name) } ?? "UTC, as no zone is known"
        return [
            Line([Span("          OLD       NEW     CHANGE  \(currency) \(tax)", .muted)], isPassive: true)
        ] + rows.enumerated().map { line($1, basis, link: .session($0)) } + [
            Line("week of \(untrusted: monday.description), \(clock)", .muted)
        ]
    }

    private func line(_ row: SessionDifference, _ basis: PriceBasis, link: Line.Target) -> Line {
        let old = billed(row.first, basis, first)
        let new = billed(row.second, basis, second)
        var change = Span(("–" as SafeText).padded(left: 11), .missing)
        if let old, let new, old.currency == new.currency {
            let (more, _) = new.minorUnits.subtractingReportingOverflow(old.minorUnits)
            let text = more == 0 ? "same" : SafeText.signed(more, new.currency.code)
            change = Span(text.padded(left: 11), more == 0 ? .muted : more > 0 ? .warn : .ok, strong: more != 0)
        }
        return Line(
            [
                Span(SafeText(untrusted: row.session.id).padded(right: 4), .heading), amount(old), amount(new), change,
                Span("  \(untrusted: row.session.title)", .muted),
            ], link: link)
    }

    /// The total as it would be billed, in whole minor units; nil when it cannot be priced.
    private func billed(_ outcome: RatingOutcome, _ basis: PriceBasis, _ tariff: Tariff?) -> Money? {
        guard let tariff, let total = outcome.charge?.total else { return nil }
        return basis.amount(of: total)?.money(in: tariff.currency)
    }

    private func amount(_ money: Money?) -> Span {
        money.map { Span(.amount($0.minorUnits, $0.currency.code).padded(left: 10), .money) }
            ?? Span(("–" as SafeText).padded(left: 10), .missing)
    }
}
