import AdminAPI
import Roaming

extension DetailPage {
    /// The claim beside what we computed, why they differ, and what each decision would post.
    static let disputeOverview = DetailPage(
        name: "evidence",
        fetches: { detail in
            guard let row = detail.resource as? DisputeResource, row.isOpen else { return [] }
            return DisputeResource.Decision.allCases.map { .preview(dispute: row.id, decision: $0) }
        },
        related: { detail in
            guard let row = detail.resource as? DisputeResource else { return [] }
            var refs = [ResourceRef(.cdr, row.cdr)]
            if let session = row.sessionID { refs.append(ResourceRef(.session, session)) }
            return refs
        },
        sections: { context in
            guard let row = context.resource(DisputeResource.self) else { return [] }
            let cdr = context.related(row.cdr, CDRResource.self)
            var sections = [
                Section("The claim", .main, claim(row, cdr, context)),
                Section("Computed from the tariff", .side, computed(cdr)),
                Section("Checks of the CDR", .side, CDRLines.verdicts(cdr)),
                Section("Last remark", .main, row.thread.suffix(1).map { remark($0, context.presentation) }.orNone),
            ]
            if row.isOpen {
                for decision in DisputeResource.Decision.allCases {
                    sections.append(preview(row, decision, context))
                }
            }
            return sections
        })

    private static func claim(_ row: DisputeResource, _ cdr: CDRResource?, _ context: DetailContext) -> [Line] {
        let presentation = context.presentation
        var lines = [
            Line([
                Span("\(untrusted: row.reason)  ", .warn, strong: true), Span.text(row.claimant.description),
                Span(" says ", .muted), Span.text(row.respondent.description),
            ]),
            .fact("at stake", Span.money(row.amountMinor, row.currency), width: 12),
            .fact("held", Span.money(row.heldMinor, row.currency), width: 12),
            .fact("state", Span(SafeText(untrusted: row.state.rawValue), row.state.symbol.tone), width: 12),
            .fact("due", row.due(presentation), width: 12),
            .fact("raised", "\(presentation.full(row.raisedAt)) by \(untrusted: row.raisedBy)", width: 12),
            .fact("CDR", Span(SafeText(untrusted: row.cdr)), width: 12, link: .resource(ResourceRef(.cdr, row.cdr))),
        ]
        if let session = row.sessionID {
            lines.append(
                .fact(
                    "session", Span(SafeText(untrusted: session)), width: 12,
                    link: .resource(ResourceRef(.session, session))))
        }
        if let cdr {
            lines.append(.fact("claimed", Span.money(cdr.claimedMinor, cdr.currency), width: 12))
            lines.append(.fact("ours", Span.money(cdr.computedMinor, cdr.currency), width: 12))
            if let computed = cdr.computedMinor, computed != cdr.claimedMinor {
                let difference = cdr.claimedMinor - computed
                lines.append(
                    .fact(
                        "difference",
                        Span("\(SafeText.signed(difference, cdr.currency)) \(untrusted: cdr.currency)", .warn),
                        width: 12))
            }
        }
        if let proposal = row.proposal {
            let words: SafeText = "by \(untrusted: proposal.by): \(untrusted: proposal.text)"
            lines.append(
                .fact("proposed", Span("\(untrusted: proposal.decision.rawValue) \(words)", .info), width: 12))
        }
        if let decision = row.decision {
            lines.append(
                .fact(
                    "decided", Span("\(untrusted: decision.rawValue) by \(untrusted: row.decidedBy ?? "–")", .ok),
                    width: 12))
        }
        return lines
    }

    private static func computed(_ cdr: CDRResource?) -> [Line] {
        guard let cdr else { return [Line("the CDR is not in the cache", .missing)] }
        return CDRLines.rating(cdr)
    }

    private static func preview(
        _ row: DisputeResource, _ decision: DisputeResource.Decision, _ context: DetailContext
    ) -> Section {
        let title: SafeText = decision == .forCpo ? "If decided for the CPO" : "If decided for the DP"
        let fetched = context.detail.fetched[.preview(dispute: row.id, decision: decision)]
        guard case .preview(let preview) = fetched else {
            return Section(title, .full, context.untilAnswered(fetched))
        }
        return Section(title, .full, PreviewLines.lines(preview))
    }

    static let disputeThread = DetailPage(
        name: "thread",
        sections: { context in
            guard let row = context.resource(DisputeResource.self) else { return [] }
            return [Section("Thread", .full, row.thread.map { remark($0, context.presentation) }.orNone)]
        })

    private static func remark(_ remark: DisputeRemark, _ presentation: Presentation) -> Line {
        Line([
            Span("\(presentation.moment(remark.at))  ", .muted),
            Span(SafeText(untrusted: remark.by).padded(right: 10), .heading),
            Span("“\(untrusted: remark.text)”"),
        ])
    }
}

/// What a decision would do, line by line.
enum PreviewLines {
    static func lines(_ preview: DecisionPreview) -> [Line] {
        var lines = preview.sentences.map { Line(SafeText(untrusted: $0)) }
        lines += preview.entries.map(JournalPage.entry)
        if preview.entries.isEmpty { lines.append(Line("no ledger entry", .muted)) }
        lines.append(
            .fact(
                "next payout",
                Span(
                    "\(SafeText.signed(preview.payoutChangeMinor, preview.currency)) \(untrusted: preview.currency)",
                    .money)))
        return lines
    }
}

extension [Line] {
    var orNone: [Line] { isEmpty ? [Line("none", .muted)] : self }
}
