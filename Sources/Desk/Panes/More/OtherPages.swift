import AdminAPI
import Roaming

extension DetailPage {
    static let locationOverview = DetailPage(
        name: "location",
        lists: { detail in
            guard let row = detail.resource as? LocationResource else { return [] }
            return [
                Related(
                    name: "running", kind: .session,
                    queryText: "cpo=\(row.owner) location=\(quoted: row.locationID) state:active", count: 20)
            ]
        },
        sections: { context in
            guard let row = context.resource(LocationResource.self) else { return [] }
            let statuses = row.statuses.sorted { $0.key < $1.key }
            return [
                Section(
                    "Location", .main,
                    [
                        .fact("name", SafeText(untrusted: row.name)),
                        .fact("city", "\(untrusted: row.city), \(untrusted: row.country)"),
                        .fact("time zone", SafeText(untrusted: row.timeZone)),
                        .fact(
                            "owner", Span.text(row.owner.description),
                            link: .resource(ResourceRef(.partner, row.owner.description))),
                        .fact("EVSEs", "\(row.evseCount) with \(row.connectorCount) connectors"),
                    ]),
                Section(
                    "EVSEs now", .side,
                    statuses.map { status in
                        Line([
                            Span(SafeText(untrusted: status.key).padded(right: 14)), Span("\(status.value)  "),
                            Span(Sparkline.bar(status.value, of: row.evseCount, width: 20), .chart1),
                        ])
                    }.orNone),
                Section("Running sessions", .full, sessionLines(context.list("running"), context)),
            ]
        })

    static func sessionLines(_ rows: [SessionResource]?, _ context: DetailContext) -> [Line] {
        guard let rows else { return context.reading }
        return rows.map { row in
            Line(
                [
                    SessionState.symbol(row), Span(" \(context.presentation.moment(row.startedAt))  ", .muted),
                    Span.route(row.cpo, row.dp),
                    Span("  \(SafeText.kwh(row.kwh).padded(left: 7)) kWh  "), Span.money(row.costMinor, row.currency),
                    Span("  \(untrusted: row.evseID ?? row.evseUID)", .muted),
                ], link: .resource(row.ref))
        }.orNone
    }

    static let windowOverview = DetailPage(
        name: "window",
        lists: { detail in
            guard let row = detail.resource as? WindowResource else { return [] }
            return [
                Related(name: "payouts", kind: .payout, queryText: "window=\(quoted: row.id)"),
                Related(name: "held", kind: .cdr, queryText: "state:held currency=\(row.currency)", count: 20),
            ]
        },
        sections: { context in
            guard let row = context.resource(WindowResource.self) else { return [] }
            let payouts = context.list("payouts", PayoutResource.self) ?? []
            let held = context.list("held", CDRResource.self) ?? []
            return [
                Section(
                    "Window", .main,
                    [
                        .fact("state", Span.text(row.state.rawValue, row.state == .open ? .info : .muted)),
                        .fact("opened", context.presentation.full(row.openedAt)),
                        .fact("closed", row.closedAt.map { context.presentation.full($0) }),
                        .fact("CDRs", Span(.grouped(row.cdrCount))),
                        .fact("total", Span.money(row.totalMinor, row.currency)),
                        .fact("notes", Span(.grouped(row.notes))),
                    ]),
                Section(
                    "Payouts", .side,
                    payouts.map { payout in
                        Line(
                            [
                                payout.state.symbol,
                                Span(" \(untrusted: payout.id)  \(untrusted: payout.cpo.description)  "),
                                Span.money(payout.amountMinor, payout.currency),
                                Span("  \(untrusted: payout.state.rawValue)", .muted),
                            ], link: .resource(payout.ref))
                    }.orNone),
                Section(
                    "CDRs on hold in this currency", .full,
                    held.map { cdr in
                        Line(
                            [
                                Span("■ \(untrusted: cdr.id)  ", .bad), Span.money(cdr.claimedMinor, cdr.currency),
                                Span("  "),
                                Span.text(cdr.holdReason),
                            ], link: .resource(cdr.ref))
                    }.orNone),
            ]
        })

    static let commandOverview = DetailPage(name: "command") { context in
        guard let row = context.resource(CommandResource.self) else { return [] }
        let presentation = context.presentation
        func party(_ label: SafeText, _ party: PartyID?) -> Line {
            .fact(
                label, Span.text(party?.description),
                link: party.map { .resource(ResourceRef(.partner, $0.description)) })
        }
        return [
            Section(
                "Command", .main,
                [
                    Line([
                        Span("\(untrusted: row.command)  ", .accent, strong: true),
                        Span.text(row.state.rawValue, row.state.tone),
                    ]),
                    party("asked by", row.requester), party("CPO", row.cpo), party("DP", row.dp),
                    .fact(
                        "session", Span.text(row.session),
                        link: row.session.map { .resource(ResourceRef(.session, $0)) }),
                    .fact("person", row.by.map { SafeText(untrusted: $0) }),
                    .fact("reason", row.reason.map { SafeText(untrusted: $0) }),
                ]),
            Section(
                "What came of it", .side,
                [
                    .fact("sent", presentation.full(row.createdAt)),
                    .fact("result", row.result.map { SafeText(untrusted: $0) }),
                    .fact("result at", row.resultAt.map { presentation.full($0) }),
                    .fact("DP informed", row.dpInformedAt.map { presentation.full($0) }),
                ]),
        ]
    }

    static let agreementOverview = DetailPage(name: "terms") { context in
        guard let row = context.resource(AgreementResource.self) else { return [] }
        return [
            Section(
                "Terms", .main,
                [
                    .fact(
                        "between",
                        row.cpo.map {
                            "\(untrusted: $0.description) and \(untrusted: row.dp?.description ?? "every DP")"
                        } ?? "every pair without terms of its own"),
                    .fact("trade", row.forbidden ? Span("forbidden", .bad) : Span("allowed", .ok)),
                    .fact("hub", .percent(basisPoints: row.commissionBp)),
                    .fact("DP's share", .percent(basisPoints: row.dpShareBp)),
                    .fact("valid from", context.presentation.full(row.validFrom)),
                    .fact("until", row.validTo.map { context.presentation.full($0) } ?? "further notice"),
                ]),
            Section("Modules", .side, row.modules.map { Line(SafeText(untrusted: $0)) }.orNone),
            Section(
                "Accepted by", .side,
                row.accepted.map { Line(SafeText(untrusted: $0), link: .resource(ResourceRef(.partner, $0))) }.orNone),
        ]
    }

    static let alertOverview = DetailPage(name: "alert") { context in
        guard let row = context.resource(AlertResource.self) else { return [] }
        return [
            Section(
                "Alert", .full,
                [
                    Line([
                        row.severity.symbol, Span(" \(untrusted: row.severity.rawValue)  ", row.severity.symbol.tone),
                        Span("\(untrusted: row.code)", .text, strong: true),
                    ]),
                    Line(SafeText(untrusted: row.text)),
                    .fact("since", context.presentation.full(row.since)),
                    .fact(
                        "about", Span("\(untrusted: row.subjectKind.rawValue) \(untrusted: row.subjectID)"),
                        link: .resource(ResourceRef(row.subjectKind, row.subjectID))),
                ])
        ]
    }
}
