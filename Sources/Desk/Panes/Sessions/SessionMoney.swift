import AdminAPI
import Roaming

/// What a session was promised to cost, costs now, and who gets what.
struct SessionMoney {
    let row: SessionResource
    let context: DetailContext

    func lines() -> [Line] {
        var lines: [Line] = []
        if let id = row.tariffID {
            let tariff = context.related(id, TariffResource.self)
            let words: SafeText = tariff.map { "\(untrusted: $0.summary)" } ?? SafeText(untrusted: id)
            lines.append(.fact("promised", Span(words), width: 10, link: .resource(ResourceRef(.tariff, id))))
        } else {
            lines.append(.fact("promised", Span("no tariff known", .missing), width: 10))
        }
        let source: SafeText = row.costSource.map { $0 == .cpo ? "  says the CPO" : "  worked out by the hub" } ?? ""
        lines.append(
            Line([
                Span("running   ", .muted), Span.money(row.costMinor, row.currency), Span(source, .muted),
            ]))
        guard let id = row.cdrID else {
            lines.append(.fact("CDR", Span(row.isOver ? "missing" : "not yet", .missing), width: 10))
            return lines
        }
        guard let cdr = context.related(id, CDRResource.self) else {
            lines.append(.fact("CDR", Span(SafeText(untrusted: id)), width: 10, link: .resource(ResourceRef(.cdr, id))))
            return lines
        }
        lines.append(
            .fact(
                "claimed", Span(.money(cdr.claimedMinor, cdr.currency), .money), width: 10,
                link: .resource(cdr.ref)))
        lines.append(.fact("ours", Span.money(cdr.computedMinor, cdr.currency), width: 10))
        lines.append(
            .fact("cleared", Span.money(cdr.clearedMinor, cdr.currency), width: 10))
        if let split = cdr.split {
            lines.append(SessionMoney.split(split, cdr.currency))
        }
        if let payout = cdr.payoutID {
            let state = context.related(payout, PayoutResource.self)?.state.rawValue ?? ""
            lines.append(
                .fact(
                    "payout", Span("\(untrusted: payout) \(untrusted: state)"), width: 10,
                    link: .resource(ResourceRef(.payout, payout))))
        }
        if let dispute = cdr.disputeID {
            let state = context.related(dispute, DisputeResource.self)?.state.rawValue ?? ""
            lines.append(
                .fact(
                    "dispute", Span("\(untrusted: dispute) \(untrusted: state)", .warn), width: 10,
                    link: .resource(ResourceRef(.dispute, dispute))))
        }
        return lines
    }

    static func split(_ split: SplitResource, _ currency: String) -> Line {
        Line([
            Span("shared    ", .muted),
            Span("CPO ", .muted), Span(.amount(split.cpo, currency), .money),
            Span("  hub ", .muted), Span(.amount(split.hub, currency), .money),
            Span("  DP ", .muted), Span(.amount(split.dp, currency), .money),
        ])
    }

    static func facts(_ row: SessionResource, _ presentation: Presentation) -> [Line] {
        [
            .fact(
                "CPO → DP", Span.route(row.cpo, row.dp), width: 12,
                link: .resource(ResourceRef(.partner, row.cpo.description))),
            .fact(
                "location", Span(SafeText(untrusted: row.locationID)), width: 12,
                link: .resource(ResourceRef(.location, "\(row.cpo)/\(row.locationID)"))),
            .fact(
                "EVSE", "\(untrusted: row.evseID ?? row.evseUID)  connector \(untrusted: row.connectorID)", width: 12),
            .fact(
                "token", "\(untrusted: row.tokenType) \(untrusted: row.tokenMasked), \(untrusted: row.authMethod)",
                width: 12),
            .fact("started", presentation.full(row.startedAt), width: 12),
            .fact("ended", row.endedAt.map { presentation.full($0) }, width: 12),
            .fact(
                "deliveries",
                row.deliveriesMaybe == 0 ? Span("all answered", .ok) : Span("\(row.deliveriesMaybe) maybe", .warn),
                width: 12),
        ]
    }
}
