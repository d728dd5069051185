import AdminAPI
import Roaming

extension ListTable {
    static let cdrs = ListTable(
        CDRResource.self,
        columns: [
            TableColumn("S", 1...1) { row, _ in row.state.symbol },
            TableColumn("ENDED", key: "ended", 8...8) { row, presentation in .moment(row.endedAt, presentation) },
            TableColumn("CPO→DP", key: "cpo", 13...13) { row, _ in .route(row.cpo, row.dp) },
            TableColumn("CDR", key: "id", 14...20, priority: 2) { row, _ in .text(row.cdrID) },
            TableColumn("KWH", key: "kwh", 6...7, align: .right) { row, _ in Span(.kwh(row.kwh), .number) },
            TableColumn("CLAIMED", key: "claimed", 10...12, align: .right) { row, _ in
                .money(row.claimedMinor, row.currency)
            },
            TableColumn("OURS", key: "computed", 7...9, priority: 2, align: .right) { row, _ in
                .amount(row.computedMinor, row.currency)
            },
            TableColumn("STATE", key: "state", 8...8) { row, _ in
                Span(SafeText(untrusted: row.state.rawValue), row.state.symbol.tone)
            },
            TableColumn("DELIVERY", key: "delivery", 9...9, priority: 4) { row, _ in
                Span(SafeText(untrusted: row.delivery.state.rawValue), row.delivery.state.tone)
            },
            TableColumn("WINDOW", key: "window", 10...16, priority: 6) { row, _ in .text(row.windowID, .muted) },
            TableColumn("WHY", 14...40, priority: 3, flexible: true) { row, _ in
                Span(SafeText(untrusted: row.holdReason ?? ""), .warn)
            },
        ])

    static let windows = ListTable(
        WindowResource.self,
        columns: [
            TableColumn("S", 1...1) { row, _ in row.state == .open ? Span("○", .info) : Span("✓", .muted) },
            TableColumn("WINDOW", key: "id", 16...26, flexible: true) { row, _ in .text(row.id) },
            TableColumn("CUR", key: "currency", 3...3) { row, _ in .text(row.currency) },
            TableColumn("STATE", key: "state", 6...6) { row, _ in
                .text(row.state.rawValue, row.state == .open ? .info : .muted)
            },
            TableColumn("OPENED", key: "opened", 8...8) { row, presentation in .moment(row.openedAt, presentation) },
            TableColumn("CLOSED", key: "closed", 8...8) { row, presentation in .moment(row.closedAt, presentation) },
            TableColumn("CDRS", key: "cdrs", 6...7, align: .right) { row, _ in .count(row.cdrCount) },
            TableColumn("TOTAL", key: "total", 16...18, align: .right) { row, _ in
                .money(row.totalMinor, row.currency)
            },
            TableColumn("NOTES", key: "notes", 5...6, align: .right) { row, _ in .count(row.notes) },
        ])
}

extension CDRResource.State {
    var symbol: Span {
        switch self {
        case .accepted: Span("●", .ok)
        case .held: Span("■", .bad)
        case .credited: Span("↺", .muted)
        case .disputed: Span("▲", .warn)
        case .settled: Span("✓", .ok)
        }
    }
}

extension CDRDelivery.State {
    var tone: Tone {
        switch self {
        case .pending: .muted
        case .delivered: .ok
        case .refused: .bad
        case .maybe: .warn
        }
    }
}
