import AdminAPI
import Roaming

extension Dialog {
    /// What is shown of a target: from ids, states and amounts only.
    static func facts(_ resource: any Resource, _ presentation: Presentation, isOnly: Bool) -> [Line] {
        switch resource {
        case let row as PayoutResource: payout(row, isOnly)
        case let row as SessionResource:
            [
                Line([
                    Span("\(id(row.id))  ", .heading), Span.route(row.cpo, row.dp),
                    Span("  \(untrusted: row.status)", .muted),
                ]),
                Line([
                    Span("\(SafeText.kwh(row.kwh)) kWh  \(SafeText.kilowatts(row.powerW)) kW  "),
                    Span.money(row.costMinor, row.currency),
                    Span("  started \(presentation.full(row.startedAt))", .muted),
                ]),
            ]
        case let row as PartnerResource:
            [
                Line([
                    Span("\(id(row.id))  ", .heading),
                    Span("\(untrusted: row.role)  \(untrusted: row.status.rawValue)  ", .muted),
                    Span("platform \(id(row.platform))", .muted),
                ])
            ]
        case let row as DisputeResource:
            [
                Line([
                    Span("\(id(row.id))  ", .heading), Span("\(untrusted: row.reason)  ", .warn),
                    Span.route(row.claimant, row.respondent),
                ]),
                Line([
                    Span("at stake ", .muted), Span.money(row.amountMinor, row.currency), Span("  held ", .muted),
                    Span.money(row.heldMinor, row.currency), Span("  CDR \(id(row.cdr))", .muted),
                ]),
            ]
        case let row as CDRResource:
            [
                Line([
                    Span("\(id(row.id))  ", .heading), Span.route(row.cpo, row.dp),
                    Span("  \(untrusted: row.state.rawValue)", .muted),
                ]),
                Line([
                    Span("claimed ", .muted), Span.money(row.claimedMinor, row.currency), Span("  ours ", .muted),
                    Span.money(row.computedMinor, row.currency), Span("  cleared ", .muted),
                    Span.money(row.clearedMinor, row.currency),
                ]),
            ]
        case let row as WindowResource:
            [
                Line([Span("\(id(row.id))  ", .heading), Span.money(row.totalMinor, row.currency)]),
                Line([
                    Span(SafeText.count(row.cdrCount, "CDR", "CDRs")),
                    Span("  open since \(presentation.full(row.openedAt))", .muted),
                ]),
            ]
        default: [Line([Span(id(resource.id), .heading)])]
        }
    }

    private static func payout(_ row: PayoutResource, _ isOnly: Bool) -> [Line] {
        var lines = [
            Line([
                Span("\(id(row.id))  ", .heading), Span("\(untrusted: row.cpo.description)  "),
                Span(.money(row.amountMinor, row.currency), .money, strong: true),
                Span("  \(SafeText.count(row.cdrCount, "CDR", "CDRs"))", .muted),
            ])
        ]
        guard isOnly else { return lines }
        lines.append(
            Line([
                Span("largest ", .muted), Span.money(row.largestMinor, row.currency),
                Span("  window \(id(row.windowID))  note \(id(row.noteID))", .muted),
            ]))
        let by: SafeText = row.releasedBy.map { "released by \(id($0)); " } ?? ""
        lines.append(
            Line([
                Span(by), Span("content ", .muted), Span(ContentHash.short(row.contentHash), .accent),
                Span("  version \(row.version)", .muted),
            ]))
        for flag in row.flags { lines.append(Line("▲ \(untrusted: flag)", .warn)) }
        return lines
    }

    /// An id in plain sight: what is not ASCII is written as its code, so that look-alikes cannot pass.
    private static func id(_ text: String) -> SafeText { SafeText(untrusted: text).escaped }

    /// What happens when it is done.
    static func consequences(_ action: ActionName, _ targets: [any Resource]) -> [Line] {
        let text: SafeText? =
            switch action {
            case .stopSession: "The CPO gets STOP_SESSION from the hub; the DP is told. The CPO may refuse."
            case .suspendPartner:
                "Nothing is routed to or from it until it is resumed; what it sends is refused with 4003."
            case .resumePartner: "Messages are routed again from now on; what was refused meanwhile is not sent again."
            case .releasePayout: "It goes to an approver, who must be somebody else. No money moves yet."
            case .approvePayout: "You approve what you see. What is approved is posted as paid out."
            case .holdPayout: "It stays where it is until somebody unholds it."
            case .unholdPayout: "It is READY again and must be released and approved."
            case .cancelPayout: "The amount is owed to the CPO again and comes into the next window."
            case .raiseDispute: "The CPO's part is held until it is decided; another person decides."
            case .proposeDecision: "Nothing is posted until somebody else decides."
            case .decideDispute: "The entries below are posted at once and cannot be undone."
            case .recheckCDR: "All checks run again, and it is rated with the tariff valid at its start."
            case .closeWindow: "One note per CPO is posted, payouts are made, and the window never opens again."
            default: nil
            }
        return text.map { [.empty, Line($0, .muted)] } ?? []
    }

    /// What others wrote about it.
    static func quotes(_ resource: any Resource) -> [Quote] {
        switch resource {
        case let row as PartnerResource: [Quote(label: "It calls itself", text: SafeText(untrusted: row.name).escaped)]
        case let row as DisputeResource:
            row.thread.suffix(1).map { Quote(label: "\(untrusted: $0.by) wrote", text: SafeText(untrusted: $0.text)) }
                + (row.proposal.map {
                    [
                        Quote(
                            label: "\(untrusted: $0.by) proposed",
                            text: "\(untrusted: $0.decision.rawValue): \(untrusted: $0.text)")
                    ]
                } ?? [])
        case let row as SessionResource:
            row.flagReason.map { [Quote(label: "Why it is flagged", text: SafeText(untrusted: $0))] } ?? []
        case let row as CDRResource:
            row.holdReason.map { [Quote(label: "Why it is held", text: SafeText(untrusted: $0))] } ?? []
        case let row as PayoutResource:
            row.holdReason.map { [Quote(label: "Why it was held", text: SafeText(untrusted: $0))] } ?? []
        default: []
        }
    }
}
