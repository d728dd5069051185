import AdminAPI
import Roaming

extension ListTable {
    static let partners = ListTable(
        PartnerResource.self,
        columns: [
            TableColumn("S", 1...1) { row, _ in Span(row.stateSpan.text.clipped(to: 1), row.stateSpan.tone) },
            TableColumn("PARTY", key: "id", 6...7) { row, _ in .text(row.id) },
            TableColumn("NAME", key: "name", 12...20, priority: 2) { row, _ in .text(row.name) },
            TableColumn("ROLE", key: "role", 4...4) { row, _ in .text(row.role, .muted) },
            TableColumn("STATUS", key: "state", 9...9) { row, _ in
                Span(SafeText(untrusted: row.status.rawValue), row.stateSpan.tone)
            },
            TableColumn("OCPI", key: "ocpi", 5...5, priority: 6) { row, _ in .text(row.ocpiVersion, .muted) },
            TableColumn("SEEN", key: "seen", 4...5, align: .right) { row, presentation in
                row.lastSeenAt.map { Span(presentation.age($0).isEmpty ? "now" : presentation.age($0), .muted) }
                    ?? .none
            },
            TableColumn("IN", key: "in", 6...7, priority: 3, align: .right) { row, _ in .count(row.traffic.inTotal) },
            TableColumn("OUT", key: "out", 6...7, priority: 3, align: .right) { row, _ in .count(row.traffic.outTotal)
            },
            TableColumn("REFUSED", 7...7, priority: 4, align: .right) { row, _ in .count(row.traffic.refused, .warn) },
            TableColumn("MAYBE", key: "maybe", 5...5, priority: 2, align: .right) { row, _ in
                .count(row.deliveries.maybe, .warn)
            },
            TableColumn("T/O", key: "timeouts", 4...5, priority: 5, align: .right) { row, _ in
                .count(row.traffic.timeouts, .warn)
            },
            TableColumn("P95", key: "p95", 7...7, priority: 2, align: .right) { row, _ in
                row.latencyMsP95.map { Span(.latency($0), $0 >= 1000 ? .warn : .number) } ?? .none
            },
            TableColumn("WHAT IS WRONG", 16...40, flexible: true) { row, _ in row.complaint },
        ])
}

extension PartnerResource {
    /// The state's symbol and tone.
    var stateSpan: Span {
        switch status {
        case .connected: alerts.isEmpty ? Span("●", .ok) : Span("▲", .warn)
        case .offline: Span("✗", .bad)
        case .planned: Span("○", .info)
        case .suspended: Span("■", .bad)
        }
    }

    /// The most important thing that is wrong, in words.
    var complaint: Span {
        if let reason = suspendedReason { return Span("suspended: \(untrusted: reason)", .bad) }
        guard let first = alerts.first else { return Span("") }
        let more: SafeText = alerts.count > 1 ? " (+\(alerts.count - 1))" : ""
        return Span("\(untrusted: first.code) \(untrusted: first.text)\(more)", .warn)
    }
}
