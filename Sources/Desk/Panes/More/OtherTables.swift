import AdminAPI
import Roaming

extension ListTable {
    static let commands = ListTable(
        CommandResource.self,
        columns: [
            TableColumn("SENT", key: "created", 8...8) { row, presentation in .moment(row.createdAt, presentation) },
            TableColumn("COMMAND", key: "command", 14...18) { row, _ in .text(row.command) },
            TableColumn("FROM→CPO", key: "requester", 13...13) { row, _ in .route(row.requester, row.cpo) },
            TableColumn("STATE", key: "state", 9...9) { row, _ in .text(row.state.rawValue, row.state.tone) },
            TableColumn("RESULT", key: "result", 9...14, priority: 2) { row, _ in .text(row.result) },
            TableColumn("BY", key: "by", 6...10, priority: 3) { row, _ in .text(row.by, .muted) },
            TableColumn("SESSION", key: "session", 12...24, priority: 4) { row, _ in .text(row.session, .muted) },
            TableColumn("REASON", 8...40, priority: 2, flexible: true) { row, _ in .text(row.reason, .muted) },
        ])

    static let alerts = ListTable(
        AlertResource.self,
        columns: [
            TableColumn("S", 1...1) { row, _ in row.severity.symbol },
            TableColumn("SEVERITY", key: "severity", 8...8) { row, _ in
                .text(row.severity.rawValue, row.severity.symbol.tone)
            },
            TableColumn("CODE", key: "code", 10...14) { row, _ in .text(row.code) },
            TableColumn("ABOUT", key: "subject", 14...30) { row, _ in
                Span("\(untrusted: row.subjectKind.rawValue) \(untrusted: row.subjectID)")
            },
            TableColumn("SINCE", key: "began", 8...8) { row, presentation in .moment(row.since, presentation) },
            TableColumn("WHAT", 20...60, flexible: true) { row, _ in .text(row.text) },
        ])

    static let agreements = ListTable(
        AgreementResource.self,
        columns: [
            TableColumn("BETWEEN", key: "id", 14...20) { row, _ in
                row.id == "default" ? Span("hub's default", .heading) : .text(row.id)
            },
            TableColumn("COMMISSION", key: "commission", 10...10, align: .right) { row, _ in
                Span(.percent(basisPoints: row.commissionBp), .number)
            },
            TableColumn("DP SHARE", key: "share", 8...8, align: .right) { row, _ in
                Span(.percent(basisPoints: row.dpShareBp), .number)
            },
            TableColumn("FROM", key: "from", 8...8) { row, presentation in .moment(row.validFrom, presentation) },
            TableColumn("UNTIL", key: "to", 8...8, priority: 2) { row, presentation in
                .moment(row.validTo, presentation)
            },
            TableColumn("TRADES", 9...9) { row, _ in
                row.forbidden ? Span("forbidden", .bad) : Span("yes", .ok)
            },
            TableColumn("ACCEPTED BY", key: "accepted", 12...40, priority: 2, flexible: true) { row, _ in
                .text(row.accepted.joined(separator: " "), .muted)
            },
        ])

    static let locations = ListTable(
        LocationResource.self,
        columns: [
            TableColumn("OWNER", key: "cpo", 6...7) { row, _ in .text(row.owner.description) },
            TableColumn("ID", key: "id", 10...18) { row, _ in .text(row.locationID, .muted) },
            TableColumn("NAME", key: "name", 14...30, flexible: true) { row, _ in .text(row.name) },
            TableColumn("CITY", key: "city", 10...16) { row, _ in .text(row.city) },
            TableColumn("CTRY", key: "country", 4...4) { row, _ in .text(row.country, .muted) },
            TableColumn("EVSES", key: "evses", 5...6, align: .right) { row, _ in .count(row.evseCount) },
            TableColumn("FREE", key: "free", 4...5, align: .right) { row, _ in
                .count(row.statuses["AVAILABLE"] ?? 0, .ok)
            },
            TableColumn("BUSY", key: "charging", 4...5, align: .right) { row, _ in .count(row.statuses["CHARGING"] ?? 0)
            },
            TableColumn("OUT", 4...5, align: .right) { row, _ in .count(row.outOfOrder, .bad) },
            TableColumn("TIME ZONE", key: "zone", 16...18, priority: 4) { row, _ in .text(row.timeZone, .muted) },
        ])
}

extension LocationResource {
    /// EVSEs that nobody can use.
    var outOfOrder: Int { (statuses["OUTOFORDER"] ?? 0) + (statuses["INOPERATIVE"] ?? 0) + (statuses["BLOCKED"] ?? 0) }
}

extension CommandResource.State {
    var tone: Tone {
        switch self {
        case .sent, .accepted: .info
        case .result: .ok
        case .rejected, .failed: .bad
        case .noResult: .warn
        }
    }
}

extension AlertResource.Severity {
    var symbol: Span {
        switch self {
        case .info: Span("●", .info)
        case .warning: Span("▲", .warn)
        case .critical: Span("✗", .bad)
        }
    }
}
