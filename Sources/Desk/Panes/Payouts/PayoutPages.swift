import AdminAPI
import Roaming

extension DetailPage {
    static let payoutOverview = DetailPage(
        name: "overview",
        related: { detail in
            (detail.resource as? PayoutResource).map { [ResourceRef(.window, $0.windowID)] } ?? []
        },
        lists: { detail in
            guard let row = detail.resource as? PayoutResource else { return [] }
            return [
                Related(
                    name: "disputes", kind: .dispute, queryText: "respondent=\(row.cpo) state:open,proposed", count: 8)
            ]
        },
        sections: { context in
            guard let row = context.resource(PayoutResource.self) else { return [] }
            return [
                Section("What is paid", .main, amount(row, context)),
                Section("Who has looked at it", .main, approvals(row, context)),
                Section("Content", .side, content(row)),
                Section("Open disputes of this CPO", .side, disputes(context)),
            ]
        })

    private static func amount(_ row: PayoutResource, _ context: DetailContext) -> [Line] {
        let window = context.related(row.windowID, WindowResource.self)
        let closed: SafeText = window?.closedAt.map { " closed \(context.presentation.full($0))" } ?? ""
        var lines = [
            Line([
                Span(.money(row.amountMinor, row.currency), .money, strong: true), Span(" to ", .muted),
                Span.text(row.cpo.description),
            ]),
            .fact("CDRs", Span(.grouped(row.cdrCount)), width: 10),
            .fact("largest", Span.money(row.largestMinor, row.currency), width: 10),
            .fact(
                "window", Span("\(untrusted: row.windowID)\(closed)"), width: 10,
                link: .resource(ResourceRef(.window, row.windowID))),
            .fact("note", SafeText(untrusted: row.noteID), width: 10),
            .fact("state", Span(SafeText(untrusted: row.state.rawValue), row.state.symbol.tone), width: 10),
        ]
        if let reason = row.holdReason {
            lines.append(.fact("held", Span(SafeText(untrusted: reason), .bad), width: 10))
        }
        for flag in row.flags { lines.append(Line([Span("▲ ", .warn), Span(SafeText(untrusted: flag), .warn)])) }
        return lines
    }

    private static func approvals(_ row: PayoutResource, _ context: DetailContext) -> [Line] {
        let me = context.identity?.caller.person
        func eye(_ label: SafeText, _ person: String?, _ waiting: SafeText) -> Line {
            guard let person else {
                return Line([Span("○ \(label.padded(right: 10))", .muted), Span(waiting, .missing)])
            }
            let mine: SafeText = person == me ? " (you)" : ""
            return Line([Span("✓ \(label.padded(right: 10))", .ok), Span("\(untrusted: person)\(mine)")])
        }
        var lines = [
            eye("released", row.releasedBy, "waits for a finance_maker"),
            eye("approved", row.approvedBy, "waits for a finance_approver who is not the one who released it"),
        ]
        if row.state == .released, row.releasedBy == me {
            lines.append(Line("You released it: somebody else must approve it.", .warn))
        }
        lines.append(.fact("made", context.presentation.full(row.createdAt), width: 12))
        return lines
    }

    private static func content(_ row: PayoutResource) -> [Line] {
        let groups = ContentHash.groups(row.contentHash)
        var lines = [Line("An approval names this hash: what changes afterwards is not approved.", .muted)]
        for start in stride(from: 0, to: groups.count, by: 8) {
            lines.append(Line(groups[start..<min(start + 8, groups.count)].joined(" "), .accent))
        }
        return lines
    }

    private static func disputes(_ context: DetailContext) -> [Line] {
        guard let rows = context.list("disputes", DisputeResource.self) else { return context.reading }
        if rows.isEmpty { return [Line("none", .muted)] }
        return rows.map { row in
            Line(
                [
                    Span("\(untrusted: row.id)  ", .warn), Span(SafeText(untrusted: row.reason)), Span("  "),
                    Span.money(row.amountMinor, row.currency), Span("  held "),
                    Span.amount(row.heldMinor, row.currency),
                ], link: .resource(row.ref))
        }
    }
}
