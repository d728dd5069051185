import AdminAPI
import Roaming

extension DetailPage {
    static let partnerOverview = DetailPage(
        name: "traffic",
        sections: { context in
            guard let row = context.resource(PartnerResource.self) else { return [] }
            return [
                Section("What is wrong", .main, wrong(row, context.presentation)),
                Section("Traffic since registration", .main, traffic(row.traffic)),
                Section("Deliveries not done", .main, deliveries(row.deliveries)),
                Section("Modules", .side, modules(row.modules)),
                Section("Latency", .side, latency(row)),
                Section("Credentials", .side, credentials(row, context.presentation)),
            ]
        })

    private static func wrong(_ row: PartnerResource, _ presentation: Presentation) -> [Line] {
        var lines: [Line] = []
        if let reason = row.suspendedReason {
            lines.append(Line([Span("■ suspended  ", .bad, strong: true), Span(SafeText(untrusted: reason))]))
        } else if row.status == .offline {
            lines.append(Line([Span("✗ offline  ", .bad, strong: true), Span("its endpoints do not answer")]))
        } else if row.status == .planned {
            lines.append(Line([Span("○ planned  ", .info), Span("invited, or no pair trades with it yet")]))
        }
        for alert in row.alerts {
            lines.append(
                Line(
                    [
                        Span("▲ \(SafeText(untrusted: alert.code).padded(right: 10)) ", .warn, strong: true),
                        Span(SafeText(untrusted: alert.text)),
                    ], right: [Span("  since \(presentation.moment(alert.since))", .muted)]))
        }
        return lines.isEmpty ? [Line("● nothing", .ok)] : lines
    }

    private static func traffic(_ traffic: PartnerTraffic) -> [Line] {
        let top = max(traffic.inTotal, traffic.outTotal)
        func flow(_ label: SafeText, _ count: Int) -> Line {
            Line([
                Span(label.padded(right: 10), .muted),
                Span(SafeText.grouped(count).padded(left: 10), .number),
                Span("  "), Span(Sparkline.bar(count, of: top, width: 20), .chart1),
            ])
        }
        func part(_ label: SafeText, _ count: Int, _ tone: Tone, _ meaning: SafeText) -> Line {
            Line([
                Span(label.padded(right: 10), .muted),
                Span(SafeText.grouped(count).padded(left: 10), count == 0 ? .muted : tone),
                Span("  \(meaning)", .muted),
            ])
        }
        return [
            flow("in", traffic.inTotal), flow("out", traffic.outTotal),
            part("refused", traffic.refused, .warn, "answers with an OCPI error status"),
            part("maybe", traffic.maybe, .warn, "sent, and nobody knows whether it arrived"),
            part("time-outs", traffic.timeouts, .warn, "no answer in time"),
            part("HTTP 4xx", traffic.errors4xx, .bad, "in either direction"),
        ]
    }

    private static func deliveries(_ counts: DeliveryCounts) -> [Line] {
        [
            .fact("pending", Span.count(counts.pending), width: 10),
            .fact("refused", Span.count(counts.refused, .bad), width: 10),
            .fact("maybe", Span.count(counts.maybe, .warn), width: 10),
        ]
    }

    private static func modules(_ modules: [PartnerModule]) -> [Line] {
        if modules.isEmpty { return [Line("none known yet", .missing)] }
        let head = Line(
            [
                Span(
                    "\(("module" as SafeText).padded(right: 15))\(("role" as SafeText).padded(right: 10))they  we",
                    .muted)
            ],
            isPassive: true)
        return [head]
            + modules.map { module in
                let they = module.advertised ? Span("✓ ", .ok) : Span("✗ ", module.expected ? .bad : .muted)
                let note: Span =
                    module.expected && !module.advertised
                    ? Span("not offered", .bad)
                    : module.advertised && !module.expected
                        ? Span("not needed", .muted) : Span(SafeText(untrusted: module.urlHost), .muted)
                return Line([
                    Span(SafeText(untrusted: module.identifier).padded(right: 15)),
                    Span(SafeText(untrusted: module.role.lowercased()).padded(right: 10), .muted),
                    Span(" "), they, Span("   "),
                    module.expected ? Span("✓  ", .ok) : Span("–  ", .muted), note,
                ])
            }
    }

    private static func latency(_ row: PartnerResource) -> [Line] {
        func line(_ label: SafeText, _ value: Int?) -> Line {
            guard let value else { return .fact(label, Span.none, width: 10) }
            return Line([
                Span(label.padded(right: 10), .muted),
                Span(SafeText.latency(value).padded(left: 8), value >= 1000 ? .warn : .number),
                Span("  "), Span(Sparkline.bar(value, of: 10_000, width: 16), value >= 1000 ? .chart3 : .chart2),
                Span(" of 10 s", .muted),
            ])
        }
        return [line("median", row.latencyMsP50), line("95 %", row.latencyMsP95)]
    }

    private static func credentials(_ row: PartnerResource, _ presentation: Presentation) -> [Line] {
        [
            .fact(
                "role",
                "\(untrusted: row.role), OCPI \(untrusted: row.ocpiVersion), platform \(untrusted: row.platform)",
                width: 12),
            .fact("registered", row.registeredAt.map { presentation.full($0) }, width: 12),
            .fact("last seen", row.lastSeenAt.map { presentation.full($0) }, width: 12),
            .fact("we accept", SafeText(untrusted: row.tokenFingerprints.accept.joined(separator: " ")), width: 12),
            .fact("we send", row.tokenFingerprints.send.map { SafeText(untrusted: $0) }, width: 12),
        ]
    }

    static let partnerAgreements = DetailPage(
        name: "agreements",
        lists: { detail in
            guard let row = detail.resource as? PartnerResource else { return [] }
            let key = row.role == "CPO" ? "cpo" : "dp"
            return [
                Related(name: "pairs", kind: .agreement, queryText: "\(key)=\(row.id)"),
                Related(name: "default", kind: .agreement, queryText: "id=default"),
            ]
        },
        sections: { context in
            let presentation = context.presentation
            let own = context.list("pairs", AgreementResource.self)
            let standard = context.list("default", AgreementResource.self) ?? []
            return [
                Section(
                    "The hub's default terms", .full,
                    standard.isEmpty ? [Line("none", .missing)] : standard.map { AgreementLine.line($0, presentation) }),
                Section(
                    "Pairs with terms of their own", .full,
                    (own ?? []).isEmpty
                        ? [Line("none: the default terms hold for every pair", .muted)]
                        : (own ?? []).map { AgreementLine.line($0, presentation) }),
            ]
        })

    static let partnerMessages = DetailPage(
        name: "messages", fetches: { detail in detail.ref.map { [.partnerMessages(partner: $0.id)] } ?? [] },
        sections: { context in
            guard let ref = context.detail.ref else { return [] }
            let fetched = context.detail.fetched[.partnerMessages(partner: ref.id)]
            return [Section("Messages, newest first", .full, messageLines(fetched, context))]
        })
}

/// An agreement on one line.
enum AgreementLine {
    static func line(_ row: AgreementResource, _ presentation: Presentation) -> Line {
        let until: SafeText = row.validTo.map { " until \(presentation.day($0))" } ?? ""
        let hub = SafeText.percent(basisPoints: row.commissionBp)
        let dp = SafeText.percent(basisPoints: row.dpShareBp)
        return Line(
            [
                Span(SafeText(untrusted: row.id).padded(right: 16), .heading),
                Span(row.forbidden ? "forbidden  " : "trades  ", row.forbidden ? .bad : .ok),
                Span("hub \(hub), DP \(dp)  "),
                Span("from \(presentation.day(row.validFrom))\(until)  ", .muted),
                Span(SafeText(untrusted: row.modules.joined(separator: " ")), .muted),
            ], link: .resource(row.ref))
    }
}
