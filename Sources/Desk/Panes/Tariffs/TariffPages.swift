import AdminAPI
import JSON
import Roaming

extension DetailPage {
    static let tariffOverview = DetailPage(
        name: "in words", fetches: TariffPages.history, knobs: [.version],
        lists: TariffPages.running,
        source: { context in
            guard let (_, version) = context.tariff else { return nil }
            return version.resource.raw == .null ? context.detail.resource?.json : version.resource.raw
        },
        sections: { context in
            guard let row = context.resource(TariffResource.self), let (book, version) = context.tariff else {
                return []
            }
            return [
                Section(ElementLines.title, .main, words(book, version, context)),
                Section("Valid", .side, validity(row, book, version, context.presentation)),
                Section("Limits of a session", .side, limits(version)),
                Section("Rules", .side, rules(book, version, row)),
                Section("Connectors", .side, connectors(row, book)),
                Section("Running sessions priced with it", .full, TariffPages.runningLines(context)),
            ]
        })

    private static func words(
        _ book: TariffBook, _ version: TariffBook.Version, _ context: DetailContext
    ) -> [Line] {
        var lines = [
            Line([
                Span(SafeText(untrusted: version.resource.summary), .money, strong: true),
                Span(version.tariff.map { "  \($0.tax.short)" } ?? "", .muted),
            ])
        ]
        lines += context.notice(book)
        if version.number != book.current.number {
            lines.append(Line("version \(version.number), which \(book.replacement(of: version))", .warn))
        }
        guard let tariff = version.tariff else {
            return lines + [Line("its elements cannot be read; see source", .bad)]
        }
        return lines
            + ElementLines(
                tariff: tariff, id: book.id, version: version.number, findings: version.resource.findings
            ).lines
    }

    private static func validity(
        _ row: TariffResource, _ book: TariffBook, _ version: TariffBook.Version, _ presentation: Presentation
    ) -> [Line] {
        [
            .fact("from", version.resource.validFrom.map { presentation.full($0) } ?? "always", width: 11),
            .fact("until", version.resource.validTo.map { presentation.full($0) } ?? "further notice", width: 11),
            .fact("published", presentation.full(version.resource.lastUpdated), width: 11),
            .fact("version", "\(version.number) of \(row.tariffVersion)", width: 11),
            .fact("type", row.type.map { SafeText(untrusted: $0) } ?? "any", width: 11),
            .fact("tax", version.tariff.map(\.taxWords), width: 11),
            .fact(
                "owner", Span(SafeText(untrusted: row.owner.description)), width: 11,
                link: .resource(ResourceRef(.partner, row.owner.description))),
        ]
    }

    private static func limits(_ version: TariffBook.Version) -> [Line] {
        guard let tariff = version.tariff else { return [] }
        let limits = TariffPhrases.limits(tariff)
        if limits.isEmpty { return [Line("none: neither a least nor a greatest cost", .muted)] }
        return limits.map { Line(SafeText(untrusted: $0), .money) }
    }

    private static func rules(_ book: TariffBook, _ version: TariffBook.Version, _ row: TariffResource) -> [Line] {
        guard book.isWhole else {
            return [Line(row.lint.isEmpty ? "nothing found" : SafeText(untrusted: row.lint.joined(separator: " ")))]
        }
        let findings = version.resource.findings
        if findings.isEmpty { return [Line("✓ nothing found", .ok)] }
        return RuleFindingResource.Severity.allCases.reversed().compactMap { severity in
            var codes: [String] = []
            for finding in findings where finding.severity == severity && !codes.contains(finding.code) {
                codes.append(finding.code)
            }
            guard !codes.isEmpty else { return nil }
            return Line([
                Span("\(severity.letter) ", severity.tone, strong: true),
                Span(SafeText(untrusted: codes.joined(separator: " "))),
            ])
        }
    }

    private static func connectors(_ row: TariffResource, _ book: TariffBook) -> [Line] {
        if row.connectors == 0 { return [Line("no connector names it", .warn)] }
        var lines = [Line("\(SafeText.count(row.connectors, "connector names", "connectors name")) it")]
        let zones = book.zones.map { SafeText(untrusted: $0.name) }
        if !zones.isEmpty { lines.append(.fact("zone", zones.joined(", "), width: 11)) }
        lines += book.connectors.prefix(20).map { connector in
            let power = connector.powerW.map { "\(SafeText.kilowatts($0)) kW" as SafeText } ?? "power not known"
            return Line(
                [
                    Span(SafeText(untrusted: connector.evseID ?? connector.evse)), Span("  \(power)  ", .number),
                    Span(SafeText(untrusted: connector.name ?? connector.location), .muted),
                ], link: .resource(ResourceRef(.location, connector.location)))
        }
        let rest = book.connectors.count - 20
        if rest > 0 { lines.append(Line("and \(SafeText.grouped(rest)) more", .muted)) }
        return lines
    }
}

extension TariffBook {
    /// `was replaced 2026-11-21 10:00Z`, or `is the current one`.
    func replacement(of version: Version) -> SafeText {
        version.resource.supersededAt.map { "was replaced \(untrusted: $0.rfc3339)" } ?? "is the current one"
    }
}

extension TaxTreatment {
    /// How a tariff's own prices stand to tax.
    var short: SafeText {
        switch self {
        case .excluded: "excl. tax"
        case .included: "incl. tax"
        case .notApplicable: "no tax applies"
        }
    }
}

extension Tariff {
    var taxWords: SafeText {
        switch tax {
        case .excluded: missingVAT == .unknown ? "not in the prices; unknown where none is given" : "not in the prices"
        case .included: "in the prices"
        case .notApplicable: "none applies"
        }
    }
}

extension DefaultStringInterpolation {
    /// A value of the query grammar in quotes, so that spaces and commas in it are part of it.
    mutating func appendInterpolation(quoted value: String) {
        appendInterpolation("\"" + value.filter { $0 != "\"" } + "\"")
    }
}
