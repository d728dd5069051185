import AdminAPI
import JSON
import Roaming

extension DetailPage {
    static let tariffOverview = DetailPage(
        name: "in words", fetches: TariffPages.history,
        lists: { detail in
            guard let row = detail.resource as? TariffResource else { return [] }
            return [
                Related(name: "running", kind: .session, queryText: "tariff=\(quoted: row.id) state:active", count: 10)
            ]
        },
        sections: { context in
            guard let row = context.resource(TariffResource.self) else { return [] }
            let presentation = context.presentation
            return [
                Section("What it asks", .main, words(row)),
                Section("Valid", .side, validity(row, presentation)),
                Section("Connectors", .side, connectors(row)),
                Section("Running sessions priced with it", .full, running(context)),
            ]
        })

    private static func words(_ row: TariffResource) -> [Line] {
        var lines = [Line([Span(SafeText(untrusted: row.summary), .money, strong: true)]), .empty]
        let elements = TariffWords(row.elements, currency: row.currency).elements
        if elements.isEmpty { lines.append(Line("its elements cannot be read; see source", .bad)) }
        for (index, element) in elements.enumerated() {
            let condition = element.condition.isEmpty ? SafeText("always") : element.condition.joined(", ")
            lines.append(
                Line([Span("\(index + 1)  ", .muted), Span(condition, element.condition.isEmpty ? .muted : .info)]))
            for price in element.prices { lines.append(Line([Span("   "), Span(price, .money)])) }
        }
        if let least = row.minPrice {
            lines.append(.fact("at least", "\(untrusted: least.text) \(untrusted: row.currency)"))
        }
        if let most = row.maxPrice {
            lines.append(.fact("at most", "\(untrusted: most.text) \(untrusted: row.currency)"))
        }
        lines.append(Line("The first element whose condition holds gives each kind of price.", .muted))
        return lines
    }

    private static func validity(_ row: TariffResource, _ presentation: Presentation) -> [Line] {
        [
            .fact("from", row.validFrom.map { presentation.full($0) } ?? "always", width: 11),
            .fact("until", row.validTo.map { presentation.full($0) } ?? "further notice", width: 11),
            .fact("published", presentation.full(row.lastUpdated), width: 11),
            .fact("version", "\(row.tariffVersion)", width: 11),
            .fact("type", row.type.map { SafeText(untrusted: $0) }, width: 11),
            .fact(
                "owner", Span(SafeText(untrusted: row.owner.description)), width: 11,
                link: .resource(ResourceRef(.partner, row.owner.description))),
        ]
    }

    private static func connectors(_ row: TariffResource) -> [Line] {
        if row.connectors == 0 { return [Line("no connector names it", .warn)] }
        return [Line("\(SafeText.count(row.connectors, "connector names", "connectors name")) it")]
    }

    private static func running(_ context: DetailContext) -> [Line] {
        guard let rows = context.list("running", SessionResource.self) else { return context.reading }
        if rows.isEmpty { return [Line("none", .muted)] }
        return rows.map { row in
            Line(
                [
                    Span("\(context.presentation.moment(row.startedAt))  ", .muted), Span.route(row.cpo, row.dp),
                    Span("  \(SafeText.kwh(row.kwh).padded(left: 7)) kWh  "), Span.money(row.costMinor, row.currency),
                ], link: .resource(row.ref))
        }
    }
}

extension DefaultStringInterpolation {
    /// A value of the query grammar in quotes, so that spaces and commas in it are part of it.
    mutating func appendInterpolation(quoted value: String) {
        appendInterpolation("\"" + value.filter { $0 != "\"" } + "\"")
    }
}
