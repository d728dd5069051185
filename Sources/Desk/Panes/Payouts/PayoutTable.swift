import AdminAPI
import Roaming

extension ListTable {
    static let payouts = ListTable(
        PayoutResource.self,
        columns: [
            TableColumn("S", 1...1) { row, _ in row.state.symbol },
            TableColumn("PAYOUT", key: "id", 15...15) { row, _ in .text(row.id) },
            TableColumn("CPO", key: "cpo", 6...7) { row, _ in .text(row.cpo.description) },
            TableColumn("CUR", key: "currency", 3...3) { row, _ in .text(row.currency, .muted) },
            TableColumn("AMOUNT", key: "amount", 12...14, align: .right) { row, _ in
                .amount(row.amountMinor, row.currency)
            },
            TableColumn("CDRS", key: "cdrs", 5...6, align: .right) { row, _ in .count(row.cdrCount) },
            TableColumn("STATE", key: "state", 9...9) { row, _ in
                Span(SafeText(untrusted: row.state.rawValue), row.state.symbol.tone)
            },
            TableColumn("RELEASED", key: "released", 8...10, priority: 3) { row, _ in .text(row.releasedBy) },
            TableColumn("APPROVED", key: "approved", 8...10, priority: 3) { row, _ in .text(row.approvedBy) },
            TableColumn("CREATED", key: "created", 8...8, priority: 5) { row, presentation in
                .moment(row.createdAt, presentation)
            },
            TableColumn("LARGEST", key: "largest", 10...12, priority: 6, align: .right) { row, _ in
                .amount(row.largestMinor, row.currency)
            },
            TableColumn("WINDOW", key: "window", 10...18, priority: 7) { row, _ in .text(row.windowID, .muted) },
            TableColumn("BLOCKED BY, NEXT", 16...40, flexible: true) { row, _ in row.nextStep },
        ])
}

extension PayoutResource.State {
    var symbol: Span {
        switch self {
        case .ready: Span("○", .info)
        case .released: Span("◐", .warn)
        case .approved: Span("✓", .ok)
        case .held: Span("■", .bad)
        case .cancelled: Span("✗", .muted)
        }
    }
}

extension PayoutResource {
    /// What blocks it or who is next, and its flags.
    var nextStep: Span {
        if let reason = holdReason { return Span("held: \(untrusted: reason)", .bad) }
        let flags = SafeText(untrusted: self.flags.joined(separator: " "))
        let next: SafeText = state == .ready ? "to release" : state == .released ? "to approve" : ""
        if next.isEmpty { return Span(flags, .muted) }
        return flags.isEmpty ? Span(next, .info) : Span("\(next)  \(flags)", .warn)
    }
}
