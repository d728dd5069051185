import AdminAPI
import Roaming

extension ListTable {
    static let tariffs = ListTable(
        TariffResource.self,
        columns: [
            TableColumn("OWNER", key: "cpo", 6...7) { row, _ in .text(row.owner.description) },
            TableColumn("TARIFF", key: "id", 12...20) { row, _ in .text(row.tariffID) },
            TableColumn("V", key: "version", 2...3, align: .right) { row, _ in Span(SafeText(row.tariffVersion), .muted)
            },
            TableColumn("CUR", key: "currency", 3...3) { row, _ in .text(row.currency) },
            TableColumn("TYPE", key: "type", 12...14, priority: 5) { row, _ in .text(row.type, .muted) },
            TableColumn("ASKS", 28...44, flexible: true) { row, _ in Span(SafeText(untrusted: row.summary), .money) },
            TableColumn("CONN", key: "connectors", 5...6, align: .right) { row, _ in .count(row.connectors) },
            TableColumn("SINCE", key: "from", 8...10) { row, presentation in
                row.validFrom.map { Span(presentation.moment($0)) } ?? Span("always", .muted)
            },
            TableColumn("UNTIL", key: "to", 8...10, priority: 3) { row, presentation in
                row.validTo.map { Span(presentation.moment($0), $0 < presentation.now ? .warn : .text) } ?? .none
            },
            TableColumn("UPDATED", key: "published", 8...8, priority: 4) { row, presentation in
                Span(presentation.moment(row.lastUpdated), .muted)
            },
        ])
}
