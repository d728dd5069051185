import AdminAPI
import Roaming

/// What stands in the line of a view's name: enough to know what one looks at.
enum DetailSummary {
    /// The name in the breadcrumb.
    static func name(_ detail: DetailState) -> SafeText {
        switch detail.subject {
        case .resource(let ref): SafeText(untrusted: ref.id)
        case .message(let id): "message \(untrusted: id)"
        case .audit: "audit"
        case .comparison(let ids): "\(ids.count) tariffs compared"
        }
    }

    /// Facts for the right of the line; the first ones are the most important.
    static func spans(_ detail: DetailState, _ presentation: Presentation) -> [Span] {
        switch detail.resource {
        case let row as SessionResource: session(row, presentation)
        case let row as PartnerResource:
            [
                Span.text(row.name), Span("  \(untrusted: row.role)  ", .muted),
                Span(SafeText(untrusted: row.status.rawValue), row.stateSpan.tone, strong: true),
            ]
        case let row as TariffResource:
            [
                detail.version.map { $0 == row.tariffVersion } ?? true
                    ? Span("v\(row.tariffVersion)  ", .muted)
                    : Span("v\(detail.version ?? 0), NOT THE CURRENT v\(row.tariffVersion)  ", .warn),
                Span(SafeText(untrusted: row.currency)),
            ]
        case let row as PayoutResource:
            [
                Span.text(row.cpo.description), Span("  "), Span.money(row.amountMinor, row.currency), Span("  "),
                Span(SafeText(untrusted: row.state.rawValue), row.state.symbol.tone, strong: true),
            ]
        case let row as DisputeResource:
            [
                Span("\(untrusted: row.reason)  ", .warn), Span.money(row.amountMinor, row.currency), Span("  "),
                row.due(presentation),
            ]
        case let row as CDRResource:
            [
                Span.route(row.cpo, row.dp), Span("  "),
                Span(SafeText(untrusted: row.state.rawValue), row.state.symbol.tone, strong: true),
            ]
        default: []
        }
    }

    private static func session(_ row: SessionResource, _ presentation: Presentation) -> [Span] {
        let length = Presentation.length((row.endedAt ?? max(presentation.now, row.startedAt)) - row.startedAt)
        let ended = row.endedAt.map { presentation.moment($0) } ?? (row.isOver ? "?" : "running")
        var spans = [
            Span.route(row.cpo, row.dp),
            Span("  \(presentation.moment(row.startedAt)) – \(ended) \(length)", .muted),
        ]
        if !row.flags.isEmpty {
            spans.append(Span("  \(untrusted: row.flags.joined(separator: " "))", .warn, strong: true))
        }
        return spans
    }
}
