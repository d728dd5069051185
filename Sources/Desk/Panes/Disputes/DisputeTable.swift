import AdminAPI
import Roaming

extension ListTable {
    static let disputes = ListTable(
        DisputeResource.self,
        columns: [
            TableColumn("S", 1...1) { row, _ in row.state.symbol },
            TableColumn("ID", key: "id", 6...8) { row, _ in .text(row.id) },
            TableColumn("REASON", key: "reason", 13...20) { row, _ in .text(row.reason) },
            TableColumn("CLAIM BY→ON", key: "claimant", 13...13) { row, _ in .route(row.claimant, row.respondent) },
            TableColumn("AT STAKE", key: "amount", 11...13, align: .right) { row, _ in
                .money(row.amountMinor, row.currency)
            },
            TableColumn("HELD", key: "held", 8...10, priority: 2, align: .right) { row, _ in
                .amount(row.heldMinor, row.currency)
            },
            TableColumn("STATE", key: "state", 8...8) { row, _ in
                Span(SafeText(untrusted: row.state.rawValue), row.state.symbol.tone)
            },
            TableColumn("DUE", key: "left", 9...9, align: .right) { row, presentation in row.due(presentation) },
            TableColumn("BY", key: "by", 6...10, priority: 4) { row, _ in .text(row.raisedBy, .muted) },
            TableColumn("RAISED", key: "raised", 8...8, priority: 5) { row, presentation in
                .moment(row.raisedAt, presentation)
            },
            TableColumn("CDR", key: "cdr", 14...36, priority: 3, flexible: true) { row, _ in .text(row.cdr, .muted) },
        ])
}

extension DisputeResource.State {
    var symbol: Span {
        switch self {
        case .open: Span("▲", .warn)
        case .proposed: Span("◐", .info)
        case .decided: Span("●", .ok)
        case .closed: Span("✓", .muted)
        }
    }
}

extension DisputeResource {
    var isOpen: Bool { state == .open || state == .proposed }

    /// `in 1h57`, `late 3m`, nothing once it is decided.
    func due(_ presentation: Presentation) -> Span {
        guard isOpen else { return Span(decision.map { SafeText(untrusted: $0.rawValue) } ?? "–", .muted) }
        if dueAt < presentation.now {
            return Span("late \(Presentation.steps(presentation.now - dueAt))", .bad)
        }
        let left = dueAt - presentation.now
        return Span("in \(Presentation.steps(left))", left < .seconds(86_400) ? .warn : .text)
    }
}
