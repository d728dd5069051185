import AdminAPI
import Roaming

extension DetailPage {
    /// What price rules found in the version shown, where, and on what the rules rest.
    static let tariffRules = DetailPage(
        name: "rules", fetches: TariffPages.history, knobs: [.version],
        sections: { context in
            guard let row = context.resource(TariffResource.self), let (book, version) = context.tariff else {
                return []
            }
            var sections: [Section] = []
            if book.isWhole {
                let findings = version.resource.findings
                let count = SafeText.count(findings.count, "finding", "findings")
                sections.append(
                    Section(
                        "Version \(version.number): \(count), hints for a person and no legal advice", .full,
                        findings.isEmpty
                            ? [Line("✓ no rule found anything", .ok)]
                            : findings.flatMap { RuleLines.lines($0, book.id, version.number) }))
            } else {
                let codes = row.lint.map { code in
                    Line([
                        Span(SafeText(untrusted: code).padded(right: 20), .warn),
                        Span(SafeText(untrusted: PriceRule(rawValue: code)?.facts.title ?? ""), .muted),
                    ])
                }
                sections.append(Section("Rules that found something", .full, codes.orNone))
                sections.append(
                    Section(
                        "From where", .full,
                        context.placeholder(context.detail.fetched[.tariffHistory(tariff: book.id)])))
            }
            return sections
        })
}

/// A finding as lines: how bad, which rule, where; what it says; on what it rests.
enum RuleLines {
    static func lines(_ finding: RuleFindingResource, _ tariff: String, _ version: Int) -> [Line] {
        let facts = PriceRule(rawValue: finding.code)?.facts
        let place = finding.element.map {
            TariffPlace(tariff: tariff, version: version, element: $0, component: finding.component)
        }
        let link = place.map(Line.Target.place)
        var lines = [
            Line(
                [
                    Span("\(finding.severity.letter) ", finding.severity.tone, strong: true),
                    Span(SafeText(untrusted: finding.severity.rawValue).padded(right: 6), finding.severity.tone),
                    Span(SafeText(untrusted: finding.code).padded(right: 19), .heading, strong: true),
                    Span(place?.words ?? "the whole tariff", place == nil ? .muted : .accent),
                ], link: link),
            Line([Span("        "), Span(SafeText(untrusted: finding.text))], isPassive: true),
        ]
        if let facts {
            lines.append(
                Line([Span("        rule: ", .muted), Span(SafeText(untrusted: facts.title), .muted)], isPassive: true))
        }
        return lines + [Line([Span("        "), basis(finding, facts)], isPassive: true)]
    }

    private static func basis(_ finding: RuleFindingResource, _ facts: PriceRuleFacts?) -> Span {
        let citation = finding.citation ?? facts?.citation ?? ""
        let text: SafeText = citation.isEmpty ? "no citation" : "§ \(untrusted: citation)"
        switch facts?.basis {
        case .fromMemory?:
            // What the hub sent may carry the mark already; it is said once.
            return Span("▲ FROM MEMORY, have it checked:  § \(untrusted: facts?.citation ?? citation)", .warn)
        case .own?: return Span("a check of this hub's own  \(text)", .muted)
        case .seen?, nil: return Span(text, .muted)
        }
    }
}
