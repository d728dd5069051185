import AdminAPI
import Roaming

extension ListTable {
    static let sessions = ListTable(
        SessionResource.self,
        columns: [
            TableColumn("S", 1...1) { row, _ in SessionState.symbol(row) },
            TableColumn("STARTED", key: "started", 8...8) { row, presentation in
                Span(presentation.moment(row.startedAt), row.isOver ? .muted : .text)
            },
            TableColumn("CPO→DP", key: "cpo", 13...13) { row, _ in .route(row.cpo, row.dp) },
            TableColumn("EVSE", key: "evse", 12...18, priority: 2) { row, _ in .text(row.evseID ?? row.evseUID) },
            TableColumn("TOKEN", 9...11, priority: 6) { row, _ in
                Span("\(untrusted: row.tokenType) \(untrusted: row.tokenMasked)", .muted)
            },
            TableColumn("STATUS", key: "state", 9...9, priority: 7) { row, _ in .text(row.status, .muted) },
            TableColumn("KWH", key: "kwh", 6...7, align: .right) { row, _ in Span(.kwh(row.kwh), .number) },
            TableColumn("KW", key: "kw", 5...6, priority: 2, align: .right) { row, _ in
                row.isOver ? .none : Span(.kilowatts(row.powerW), row.powerW == 0 ? .muted : .number)
            },
            TableColumn("20MIN", 5...20, priority: 4) { row, _, width in
                Span(Sparkline.text(row.powerHistory, width: width), row.isOver ? .muted : .chart1)
            },
            TableColumn("COST", key: "cost", 9...12, align: .right) { row, _ in
                .money(row.costMinor, row.currency)
            },
            TableColumn("AGE", key: "age", 4...5, priority: 2, align: .right) { row, presentation in
                row.isOver
                    ? Span("") : Span(presentation.age(row.lastUpdateAt), row.flags.isEmpty ? .muted : .warn)
            },
            TableColumn("FLAG", key: "flag", 6...10) { row, _ in
                Span(SafeText(untrusted: row.flags.joined(separator: " ")), .warn)
            },
            TableColumn("WHY", 14...40, priority: 5, flexible: true) { row, _ in
                Span(SafeText(untrusted: row.flagReason ?? ""), .muted)
            },
        ])
}

extension SessionResource {
    /// No more energy will come.
    var isOver: Bool { status == "COMPLETED" || status == "INVALID" }
}

/// What a session's state looks like: a symbol that differs by shape, and a word.
enum SessionState {
    static func symbol(_ row: SessionResource) -> Span {
        if !row.flags.isEmpty { return Span("▲", .warn) }
        return switch row.status {
        case "ACTIVE": Span("●", .ok)
        case "PENDING", "RESERVATION": Span("○", .info)
        case "COMPLETED": Span("✓", .muted)
        case "INVALID": Span("✗", .bad)
        default: Span("?", .warn)
        }
    }
}
