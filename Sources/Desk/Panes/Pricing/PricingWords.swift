import AdminAPI
import JSON
import Roaming

/// What a pricing means, in words.
enum PricingWords {
    static func findings(_ pricing: CDRPricing) -> [Line] {
        guard let run = pricing.decisive else {
            return [Line("✗ there is no tariff: neither does the CDR carry one nor was one promised", .bad)]
        }
        if let obstacle = run.obstacle { return [Line("✗ not priced: \(untrusted: obstacle)", .bad)] }
        var lines: [Line] = []
        if run.divergences.isEmpty {
            lines.append(
                Line(
                    run.roundingOnly ? "✓ the claim differs by rounding alone" : "✓ the claim is the computed price",
                    .ok))
        } else {
            lines.append(difference(pricing, run))
            lines.append(Line(SafeText(untrusted: run.divergences.joined(separator: "   ")), .muted))
        }
        lines += pricing.explanations.map { explanation in
            Line([
                Span(explanation.allFigures ? "claim follows if  " : "total follows if  ", .accent, strong: true),
                Span("\(untrusted: explanation.text) (\(untrusted: explanation.deviations.joined(separator: " + ")))"),
            ])
        }
        if !run.divergences.isEmpty, !run.roundingOnly, pricing.explanations.isEmpty {
            lines.append(Line("no known way to misread the tariff leads to the claim", .warn))
        }
        switch pricing.used {
        case let used?:
            lines.append(.fact("priced with", used == "own" ? "the CDR's own tariff" : "the promised version"))
        case nil: lines.append(.fact("priced with", Span("neither", .missing)))
        }
        return lines
    }

    /// By how much the total is off, in words.
    private static func difference(_ pricing: CDRPricing, _ run: PricingRun) -> Line {
        let words: SafeText = run.roundingOnly ? ", which is rounding" : ""
        let tone: Tone = run.roundingOnly ? .muted : .warn
        guard let claimed = pricing.claimed.total.net ?? pricing.claimed.total.gross,
            let parts = run.parts,
            let computed = pricing.claimed.total.net == nil ? parts.total.gross : parts.total.net,
            let more = try? ExactNumber(claimed).subtracting(ExactNumber(computed)), more != .zero
        else { return Line("▲ parts of the claim differ from the computed price\(words)", tone) }
        let amount: SafeText = "\(untrusted: more.magnitude.text()) \(untrusted: pricing.currency)"
        let side: SafeText = more > .zero ? "more" : "less"
        return Line([Span("▲ the claim is \(amount) \(side) than the computed price\(words)", tone, strong: true)])
    }

    static func tariffs(_ pricing: CDRPricing, _ presentation: Presentation) -> [Line] {
        let used = [("promised", pricing.promised), ("in the CDR", pricing.own)] as [(SafeText, PricingRun?)]
        var lines: [Line] = used.map { name, run in
            let names = (run?.tariffs ?? []).map(PricedTariffs.name)
            return .fact(name, names.isEmpty ? Span("none", .missing) : Span(names.joined(", ")))
        }
        lines += pricing.pins.map { pin in
            let when: SafeText = "v\(pin.version) pinned \(presentation.full(pin.pinnedAt))"
            return .fact(
                pin.promised ? "✓ promised" : "▲ not before",
                Span("\(when): \(untrusted: pin.reason)", pin.promised ? .ok : .warn),
                link: .resource(ResourceRef(.tariff, pin.tariff)))
        }
        if pricing.pins.isEmpty { lines.append(Line("no version was pinned when the session began", .missing)) }
        if let promised = pricing.promised?.tariffs.first, let own = pricing.own?.tariffs.first {
            let changes = TariffDiff(from: promised.document.tariff, to: own.document.tariff).changes
            if changes.isEmpty {
                lines.append(Line("✓ the CDR carries the promised prices", .ok))
            } else {
                lines.append(Line("▲ the CDR carries other prices than were promised:", .warn))
                lines += changes.map { Line([Span("  • ", .muted), Span(SafeText(untrusted: $0.sentence))]) }
            }
        }
        return lines
    }

    static func served(_ pricing: CDRPricing, _ presentation: Presentation) -> [Line] {
        if pricing.served.isEmpty {
            return [Line("none: the DP never read a price for this connector", .missing)]
        }
        let start = pricing.decisive?.periods.first?.start
        let pinned = Set(pricing.pins.map { "\($0.tariff) \($0.version)" })
        return pricing.served.map { row in
            let isPromised = pinned.contains("\(row.tariff) \(row.version)")
            let isEarly = start.map { row.firstServedAt <= $0 } ?? false
            let mark: Span = isPromised && isEarly ? Span("✓ promised  ", .ok, strong: true) : Span("            ")
            return Line(
                [
                    mark, Span("\(untrusted: row.tariff) v\(row.version)  ", .heading),
                    Span("to \(untrusted: row.dp.description) "),
                    Span("\(presentation.full(row.firstServedAt)) – \(presentation.moment(row.lastServedAt))  "),
                    Span("\(SafeText.count(row.count, "answer", "answers"))  ", .number),
                    Span("ETag \(untrusted: row.etag)", .muted),
                ], link: .resource(ResourceRef(.tariff, row.tariff)))
        }
    }

    static func terms(_ pricing: CDRPricing) -> [Line] {
        var lines: [Line] = [
            .fact(
                "time zone",
                pricing.zone.map { Span(SafeText(untrusted: "\($0.rules.name): \(pricing.zoneSource)")) }
                    ?? Span(SafeText(untrusted: pricing.zoneSource), .warn))
        ]
        guard case .object(let members) = pricing.policy.json, !members.members.isEmpty else {
            return lines + [.fact("policy", "as the hub reads OCPI where it leaves a choice")]
        }
        lines += members.members.map { member in
            .fact(SafeText(untrusted: member.name), SafeText(untrusted: member.value.words), width: 24)
        }
        return lines
    }
}

extension JSONValue {
    /// A string or number as it is written.
    fileprivate var words: String {
        switch self {
        case .string(let text): text
        case .number(let number): number.literal
        default: ""
        }
    }
}
