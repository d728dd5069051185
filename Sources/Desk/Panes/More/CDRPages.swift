import AdminAPI
import Roaming

extension DetailPage {
    static let cdrOverview = DetailPage(
        name: "clearing",
        related: { detail in
            guard let row = detail.resource as? CDRResource else { return [] }
            return row.session.map { [ResourceRef(.session, $0)] } ?? []
        },
        sections: { context in
            guard let row = context.resource(CDRResource.self) else { return [] }
            return [
                Section("Claim", .main, claim(row, context.presentation)),
                Section("Where it leads", .main, trail(row)),
                Section("Our price", .side, CDRLines.rating(row)),
                Section("Checks", .side, CDRLines.verdicts(row)),
            ]
        })

    private static func claim(_ row: CDRResource, _ presentation: Presentation) -> [Line] {
        let length = Presentation.length(row.endedAt - row.startedAt)
        var lines = [
            Line([
                Span.route(row.cpo, row.dp), Span("  \(SafeText.kwh(row.kwh)) kWh  ", .number),
                Span.money(row.claimedMinor, row.currency),
            ]),
            .fact(
                "charged",
                "\(presentation.full(row.startedAt)) – \(presentation.moment(row.endedAt)), \(length)",
                width: 10),
            .fact("claimed", Span.money(row.claimedMinor, row.currency), width: 10),
            .fact("ours", Span.money(row.computedMinor, row.currency), width: 10),
            .fact("cleared", Span.money(row.clearedMinor, row.currency), width: 10),
            .fact("state", Span(SafeText(untrusted: row.state.rawValue), row.state.symbol.tone), width: 10),
        ]
        if let reason = row.holdReason {
            lines.append(.fact("held", Span(SafeText(untrusted: reason), .bad), width: 10))
        }
        if let split = row.split { lines.append(SessionMoney.split(split, row.currency)) }
        let answer: SafeText = row.delivery.answer.map { "  \(untrusted: $0)" } ?? ""
        let attempts = SafeText.count(row.delivery.attempts, "attempt", "attempts")
        lines.append(
            .fact(
                "delivery",
                Span("\(untrusted: row.delivery.state.rawValue), \(attempts)\(answer)", row.delivery.state.tone),
                width: 10))
        return lines
    }

    private static func trail(_ row: CDRResource) -> [Line] {
        func step(_ label: SafeText, _ kind: Kind, _ id: String?) -> Line {
            guard let id else { return .fact(label, Span("–", .missing), width: 10) }
            return .fact(label, Span(SafeText(untrusted: id)), width: 10, link: .resource(ResourceRef(kind, id)))
        }
        return [
            step("session", .session, row.session),
            .fact("journal", row.journalSeq.map { "\($0)" }, width: 10),
            step("window", .window, row.windowID), step("payout", .payout, row.payoutID),
            step("dispute", .dispute, row.disputeID),
        ]
    }
}

/// Parts of a CDR that several pages show.
enum CDRLines {
    static func rating(_ row: CDRResource) -> [Line] {
        guard !row.ratingLines.isEmpty else { return [Line("not rated", .missing)] }
        var lines = RatedPart.merged(row.ratingLines).map { part in
            Line([
                Span(SafeText(untrusted: part.line.dimension).padded(right: 13)),
                Span(SafeText(untrusted: part.line.quantity).padded(left: 14)),
                Span(" × ", .muted), Span(SafeText(untrusted: part.line.price).padded(right: 8)),
                Span(SafeText(untrusted: part.line.amount).padded(left: 10), .money),
                Span(part.count > 1 ? "  in \(part.count) periods" : "", .muted),
            ])
        }
        lines.append(
            Line([
                Span(("total" as SafeText).padded(right: 38), .muted), Span.money(row.computedMinor, row.currency),
            ]))
        return lines
    }

    static func verdicts(_ row: CDRResource?) -> [Line] {
        guard let row else { return [Line("the CDR is not in the cache", .missing)] }
        if row.verdicts.isEmpty { return [Line("not checked yet", .missing)] }
        return row.verdicts.map { verdict in
            let mark: Span =
                switch verdict.verdict {
                case .ok: Span("✓ ok   ", .ok)
                case .warn: Span("▲ warn ", .warn)
                case .fail: Span("✗ fail ", .bad)
                }
            return Line([
                mark, Span(SafeText(untrusted: verdict.check).padded(right: 16)),
                Span(SafeText(untrusted: verdict.text), .muted),
            ])
        }
    }
}
