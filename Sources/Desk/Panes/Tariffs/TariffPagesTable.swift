import AdminAPI

/// The pages of a tariff, in the order of the tabs, and what several of them share.
enum TariffPages {
    static let all: [DetailPage] = [
        .tariffOverview, .tariffDay, .tariffWeek, .tariffSession, .tariffVersions, .tariffRules,
    ]

    /// The history of the tariff that is opened.
    static let history: @Sendable (DetailState) -> [OnDemand] = { detail in
        guard let ref = detail.ref, ref.kind == .tariff else { return [] }
        return [.tariffHistory(tariff: ref.id)]
    }

    /// Sessions that it prices now.
    static let running: @Sendable (DetailState) -> [DetailPage.Related] = { detail in
        guard let row = detail.resource as? TariffResource else { return [] }
        return [
            DetailPage.Related(
                name: "running", kind: .session, queryText: "tariff=\(quoted: row.id) state:active", count: 50)
        ]
    }

    static func runningLines(
        _ context: DetailContext, where isWanted: (SessionResource) -> Bool = { _ in true }
    ) -> [Line] {
        guard let rows = context.list("running", SessionResource.self) else { return context.reading }
        let wanted = rows.filter(isWanted)
        if wanted.isEmpty { return [Line("none", .muted)] }
        return wanted.map { row in
            Line(
                [
                    Span("\(context.presentation.moment(row.startedAt))  ", .muted), Span.route(row.cpo, row.dp),
                    Span("  \(SafeText.kwh(row.kwh).padded(left: 7)) kWh  "), Span.money(row.costMinor, row.currency),
                ], link: .resource(row.ref))
        }
    }
}
