import AdminAPI
import Roaming

extension ListTable {
    /// One table for each standard session, whose cost it has.
    private static let tariffs = Dictionary(uniqueKeysWithValues: SessionCosts.names.map { ($0, costing($0)) })

    static func tariffs(costOf session: String) -> ListTable {
        guard let table = tariffs[session] else { preconditionFailure("no list has the cost of \(session)") }
        return table
    }

    private static func costing(_ session: String) -> ListTable {
        ListTable(
            TariffResource.self,
            columns: [
                TableColumn("OWNER", key: "cpo", 6...7) { row, _ in .text(row.owner.description) },
                TableColumn("TARIFF", key: "id", 7...20, flexible: true) { row, _ in .text(row.tariffID) },
                TableColumn("TYPE", key: "type", 7...14, priority: 5) { row, _ in .text(row.type, .muted) },
                TableColumn("CUR", key: "currency", 3...3) { row, _ in .text(row.currency) },
                price("/kWh", "kwh", \.kwh, \.kwhHigh),
                price("/min", "minute", \.minute, \.minuteHigh),
                price("/SESS", "flat", \.session, \.sessionHigh, narrow: 6),
                price("/min PARKED", nil, \.parkingMinute, \.parkingMinuteHigh, narrow: 11, priority: 6),
                TableColumn(SafeText(untrusted: session.uppercased()), key: session, 8...12, align: .right) { row, _ in
                    row.cost(of: session)
                },
                TableColumn("TAX", 4...4) { row, _ in row.headline.map { .tax(isIn: $0.gross) } ?? .none },
                TableColumn("VAR", key: "varies", 3...3) { row, _ in
                    row.headline?.varies == true ? Span("yes", .info) : .none
                },
                TableColumn("NOW", 5...5) { row, presentation in row.activeSpan(presentation.now) },
                TableColumn("CONN", key: "connectors", 4...6, align: .right) { row, _ in
                    row.connectors == 0 ? Span("none", .warn) : .count(row.connectors)
                },
                TableColumn("VER", key: "version", 3...3, priority: 2, align: .right) { row, _ in
                    Span(SafeText(row.tariffVersion), .muted)
                },
                TableColumn("CHANGED", key: "published", 8...8, priority: 3) { row, presentation in
                    Span(presentation.moment(row.lastUpdated), .muted)
                },
                TableColumn("FROM", key: "from", 8...8, priority: 4) { row, presentation in
                    row.validFrom.map { Span(presentation.moment($0), .muted) } ?? Span("always", .muted)
                },
                TableColumn("UNTIL", key: "to", 8...8, priority: 4) { row, presentation in
                    row.validTo.map { Span(presentation.moment($0), $0 < presentation.now ? .warn : .text) } ?? .none
                },
                TableColumn("LINT", key: "severity", 4...4) { row, _ in row.lintSpan },
            ])
    }

    /// A price's range where there is room for both ends; else `≥` says that this is its lower one.
    private static func price(
        _ title: SafeText, _ key: String?, _ low: KeyPath<TariffHeadlineResource, Decimal4?> & Sendable,
        _ high: KeyPath<TariffHeadlineResource, Decimal4?> & Sendable, narrow: Int = 7, priority: Int = 1
    ) -> TableColumn<TariffResource> {
        TableColumn(title, key: key, narrow...max(narrow, 13), priority: priority, align: .right) { row, _, width in
            guard let least = row.headline?[keyPath: low] else { return .none }
            let text = SafeText.price(least)
            guard let most = row.headline?[keyPath: high], most != least else {
                return Span(text.clipped(to: width), .money)
            }
            let both: SafeText = "\(untrusted: least.text)–\(.price(most))"
            return Span(both.width <= width ? both : "≥\(text)", .money)
        }
    }
}

extension TariffResource {
    /// Whether one can charge under it now, in a word.
    func activeSpan(_ now: Timestamp) -> Span {
        if let validTo, validTo <= now { return Span("ended", .warn) }
        if let validFrom, validFrom > now { return Span("later", .info) }
        return Span("valid", .ok)
    }

    /// The worst finding's letter and how many rules found something: `E3`.
    var lintSpan: Span {
        guard let severity else { return Span("ok", .muted) }
        return Span("\(severity.letter)\(lint.count)", severity.tone, strong: severity == .error)
    }

    /// Says how it stands to tax where the prices beside it stand otherwise.
    func cost(of session: String) -> Span {
        guard let costs = sessionCosts, let minor = costs.costs[session] else { return .none }
        let isOdd = headline.map { $0.gross != costs.gross } ?? !costs.gross
        return Span("\(SafeText.amount(minor, currency))\(isOdd ? costs.gross ? " incl" : " excl" : "")", .money)
    }

    /// For the line below the list: what has no room in the row.
    func remark(_ presentation: Presentation) -> [Span] {
        var spans = [
            Span(SafeText(untrusted: summary), .money), Span(" \(tax.short)", .muted),
            Span("  v\(tariffVersion) changed \(presentation.moment(lastUpdated))", .muted),
        ]
        if !lint.isEmpty, let severity {
            spans.append(Span("  \(untrusted: lint.joined(separator: " "))", severity.tone))
        }
        return spans
    }
}

extension RuleFindingResource.Severity {
    var letter: SafeText {
        switch self {
        case .error: "E"
        case .warn: "W"
        case .info: "I"
        }
    }

    var tone: Tone {
        switch self {
        case .error: .bad
        case .warn: .warn
        case .info: .info
        }
    }
}

extension Span {
    /// Whether tax is in the amounts beside it.
    static func tax(isIn: Bool) -> Span { isIn ? Span("incl", .muted) : Span("excl", .warn) }
}
