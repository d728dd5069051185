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

    static let payoutComposition = DetailPage(
        name: "CDRs", fetches: { detail in detail.ref.map { [.payoutLines(payout: $0.id)] } ?? [] },
        sections: { context in
            guard let row = context.resource(PayoutResource.self) else { return [] }
            let fetched = context.detail.fetched[.payoutLines(payout: row.id)]
            guard case .payoutLines(let lines) = fetched else {
                return [Section("Composition", .full, context.placeholder(fetched))]
            }
            let (sum, overflow) = lines.reduce((Int64(0), false)) { result, line in
                let (value, over) = result.0.addingReportingOverflow(line.cpoMinor)
                return (value, result.1 || over)
            }
            // Releases, holds and settled debts are lines too, and no CDRs of their own.
            let cdrs = lines.count { $0.kind == .cdr }
            let agrees = !overflow && sum == row.amountMinor && cdrs == row.cdrCount
            let isPart = cdrs < row.cdrCount
            let check: Span =
                isPart
                ? Span(
                    "the first \(SafeText.grouped(cdrs)) of \(SafeText.grouped(row.cdrCount)) CDRs; their parts sum to \(SafeText.money(sum, row.currency))",
                    .muted)
                : agrees
                    ? Span(
                        "✓ \(SafeText.count(cdrs, "CDR", "CDRs"))\(others(lines.count - cdrs)) sum to the payout, \(SafeText.money(sum, row.currency))",
                        .ok)
                    : Span(
                        "✗ \(cdrs) of \(row.cdrCount) CDRs shown sum to \(SafeText.money(sum, row.currency))",
                        .warn)
            let head = Line(
                [Span("ended     DP       kWh      cleared     CPO's part  CDR", .muted)], isPassive: true)
            return [
                Section("Composition", .full, [Line([check])]),
                Section("Each CDR", .full, [head] + lines.map { composition($0, row.currency, context.presentation) }),
            ]
        })

    private static func composition(_ line: PayoutLineResource, _ currency: String, _ presentation: Presentation)
        -> Line
    {
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

    private static func others(_ count: Int) -> SafeText {
        count == 0 ? "" : " and \(SafeText.count(count, "other line", "other lines"))"
    }

    /// The ledger's postings about what is opened.
    static let journal = DetailPage(
        name: "journal", fetches: { detail in JournalPage.sources(of: detail).map { .journals(source: $0) } },
        sections: { JournalPage.sections($0) })
}

/// A content hash in groups of four, as people compare it.
enum ContentHash {
    static func groups(_ hash: String) -> [SafeText] {
        let digits = Array(hash)
        return stride(from: 0, to: digits.count, by: 4).map {
            SafeText(untrusted: String(digits[$0..<min($0 + 4, digits.count)]))
        }
    }

    /// The first three groups: enough to compare by eye on one line.
    static func short(_ hash: String) -> SafeText { groups(hash).prefix(3).joined(" ") }
}
