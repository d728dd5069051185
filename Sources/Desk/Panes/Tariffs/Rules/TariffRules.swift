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
                            : RuleLines.lines(findings, book.id, version.number)))
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
                        context.untilAnswered(context.detail.fetched[.tariffHistory(tariff: book.id)])))
            }
            return sections
        })
}

/// Findings by rule: how bad, which rule, what it rests on; below it what was found where.
enum RuleLines {
    static func lines(_ findings: [RuleFindingResource], _ tariff: String, _ version: Int) -> [Line] {
        var groups: [[RuleFindingResource]] = []
        for finding in findings {
            let index = groups.firstIndex { $0[0].code == finding.code && $0[0].severity == finding.severity }
            if let index { groups[index].append(finding) } else { groups.append([finding]) }
        }
        return groups.flatMap { group in head(group[0]) + group.map { line($0, tariff, version) } }
    }

    private static func head(_ finding: RuleFindingResource) -> [Line] {
        let facts = PriceRule(rawValue: finding.code)?.facts
        let name = Span(SafeText(untrusted: finding.code).padded(right: 19), .heading, strong: true)
        return [
            Line(
                [
                    Span("\(finding.severity.letter) ", finding.severity.tone, strong: true),
                    Span(SafeText(untrusted: finding.severity.rawValue).padded(right: 6), finding.severity.tone), name,
                    Span(SafeText(untrusted: facts?.title ?? ""), .muted),
                ], isPassive: true),
            Line([Span("        "), basis(finding, facts)], isPassive: true),
        ]
    }

    private static func line(_ finding: RuleFindingResource, _ tariff: String, _ version: Int) -> Line {
        let place = finding.element.map {
            TariffPlace(tariff: tariff, version: version, element: $0, component: finding.component)
        }
        return Line(
            [
                Span("  ▸ ", .muted),
                Span((place?.words ?? "whole tariff").padded(right: 14), place == nil ? .muted : .accent),
                Span(SafeText(untrusted: finding.text)),
            ], link: place.map(Line.Target.place))
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
