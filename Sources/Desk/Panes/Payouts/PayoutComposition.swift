import AdminAPI
import Roaming

extension DetailPage {
    /// Every line of the payout, and whether they sum to it.
    static let payoutComposition = DetailPage(
        name: "CDRs", fetches: { detail in detail.ref.map { [.payoutLines(payout: $0.id)] } ?? [] },
        sections: { context in
            guard let row = context.resource(PayoutResource.self) else { return [] }
            let fetched = context.detail.fetched[.payoutLines(payout: row.id)]
            guard case .payoutLines(let lines) = fetched else {
                return [Section("Composition", .full, context.untilAnswered(fetched))]
            }
            let head = Line([Span("ended     DP       kWh      cleared     CPO's part  CDR", .muted)], isPassive: true)
            return [
                Section("Composition", .full, [Line([PayoutComposition.check(lines, against: row)])]),
                Section(
                    "Each CDR", .full,
                    [head] + lines.map { PayoutComposition.line($0, row.currency, context.presentation) }),
            ]
        })
}

/// What a payout consists of.
enum PayoutComposition {
    /// Whether the lines sum to the payout. Releases, holds and settled debts are lines too, and no CDRs of their own.
    static func check(_ lines: [PayoutLineResource], against payout: PayoutResource) -> Span {
        let (sum, overflow) = lines.reduce((Int64(0), false)) { result, line in
            let (value, over) = result.0.addingReportingOverflow(line.cpoMinor)
            return (value, result.1 || over)
        }
        let cdrs = lines.count { $0.kind == .cdr }
        let total: SafeText = overflow ? "more than can be counted" : .money(sum, payout.currency)
        let count = SafeText.grouped(payout.cdrCount)
        if cdrs < payout.cdrCount {
            return Span("the first \(SafeText.grouped(cdrs)) of \(count) CDRs; their parts sum to \(total)", .muted)
        }
        guard !overflow, sum == payout.amountMinor, cdrs == payout.cdrCount else {
            return Span("✗ \(SafeText.grouped(cdrs)) CDRs instead of \(count), and they sum to \(total)", .bad)
        }
        let others = lines.count - cdrs
        let also: SafeText = others == 0 ? "" : " and \(SafeText.count(others, "other line", "other lines"))"
        return Span("✓ \(SafeText.count(cdrs, "CDR", "CDRs"))\(also) sum to the payout, \(total)", .ok)
    }

    static func line(_ line: PayoutLineResource, _ currency: String, _ presentation: Presentation) -> Line {
        let kind = line.kind == .cdr ? "" : "\(line.kind.rawValue) "
        return Line(
            [
                Span("\(presentation.moment(line.endedAt))  ", .muted),
                Span(SafeText(untrusted: line.dp.description).padded(right: 8)),
                Span(SafeText.kwh(line.kwh).padded(left: 7)),
                Span(SafeText.amount(line.clearedMinor, currency).padded(left: 13), .number),
                Span(SafeText.amount(line.cpoMinor, currency).padded(left: 13), .money),
                Span("  \(untrusted: kind)", .warn), Span("\(untrusted: line.cdr)"),
            ], link: line.kind == .recovered ? nil : .resource(ResourceRef(.cdr, line.cdr)))
    }
}
