import AdminAPI
import Roaming

extension DetailPage {
    /// The session's story beside its energy and its money.
    static let sessionStory = DetailPage(
        name: "story",
        fetches: { detail in detail.ref.map { [.timeline(session: $0.id)] } ?? [] },
        related: { detail in
            guard let row = detail.resource as? SessionResource else { return [] }
            var refs: [ResourceRef] = []
            if let id = row.tariffID { refs.append(ResourceRef(.tariff, id)) }
            if let id = row.cdrID {
                refs.append(ResourceRef(.cdr, id))
                if let cdr = detail.related[ResourceRef(.cdr, id)] as? CDRResource {
                    if let payout = cdr.payoutID { refs.append(ResourceRef(.payout, payout)) }
                    if let dispute = cdr.disputeID { refs.append(ResourceRef(.dispute, dispute)) }
                }
            }
            return refs
        },
        sections: { context in
            guard let row = context.resource(SessionResource.self) else { return [] }
            return [
                Section("What happened", .main, story(row, context)),
                Section("Energy", .side, energy(row, context)),
                Section("Money", .side, SessionMoney(row: row, context: context).lines()),
                Section("Where and who", .side, SessionMoney.facts(row, context.presentation)),
            ]
        })

    private static func story(_ row: SessionResource, _ context: DetailContext) -> [Line] {
        var lines: [Line] = []
        if !row.flags.isEmpty {
            let flags = SafeText(untrusted: row.flags.joined(separator: " "))
            lines.append(Line([Span("▲ \(flags)  ", .warn, strong: true), Span.text(row.flagReason)]))
        }
        if case .timeline(let steps) = context.detail.fetched[.timeline(session: row.id)] {
            return lines + steps.map { TimelineLine(step: $0, presentation: context.presentation).line }
        }
        // Without the hub the story is told from the row itself, and says so.
        lines += TimelineLine.outline(row, context)
        return lines + context.untilAnswered(context.detail.fetched[.timeline(session: row.id)])
    }

    private static func energy(_ row: SessionResource, _ context: DetailContext) -> [Line] {
        let maximum = row.powerHistory.max() ?? 0
        let height = context.width >= 120 ? 5 : 3
        let width = max(8, min(40, row.powerHistory.count))
        var lines = Sparkline.chart(row.powerHistory, width: width, lines: height, maximum: maximum)
            .enumerated().map { index, text in
                let label: SafeText = index == 0 ? .kilowatts(maximum) : index == height - 1 ? "0" : ""
                return Line([Span("\(label.padded(left: 6)) kW ", .muted), Span(text, .chart1)], isPassive: true)
            }
        if maximum == 0 { lines = [Line("no power reported yet", .missing)] }
        let last = context.presentation.moment(row.lastUpdateAt)
        lines.append(
            Line([
                Span("\(SafeText.kwh(row.kwh)) kWh", .number, strong: true),
                Span("  last \(last)", .muted),
                Span(row.isOver ? "" : "  now \(SafeText.kilowatts(row.powerW)) kW"),
            ]))
        return lines
    }

    static let sessionLadder = DetailPage(
        name: "ladder",
        fetches: { detail in detail.ref.map { [.messages(session: $0.id)] } ?? [] },
        sections: { context in
            guard let row = context.resource(SessionResource.self) else { return [] }
            let fetched = context.detail.fetched[.messages(session: row.id)]
            guard case .messages(let messages) = fetched else {
                return [Section("Ladder", .full, context.untilAnswered(fetched))]
            }
            var title = SafeText.count(messages.count, "exchange", "exchanges")
            if let slowest = messages.compactMap(\.latencyMs).max() {
                title += "  slowest \(SafeText.latency(slowest))"
            }
            let maybe = messages.filter { $0.outcome == .maybe && $0.latencyMs != nil }.count
            if maybe > 0 { title += "  \(maybe) maybe" }
            let ladder = MessageLadder(
                messages: messages, cpo: row.cpo.description, dp: row.dp.description,
                presentation: context.presentation, width: context.width, isExpanded: context.detail.isZoomed)
            return [Section(title, .full, messages.isEmpty ? [Line("no message yet", .muted)] : ladder.lines())]
        })

    /// Every message as one line: to find one and open it.
    static let sessionPushes = DetailPage(
        name: "messages", fetches: sessionLadder.fetches,
        sections: { context in
            guard let ref = context.detail.ref else { return [] }
            let fetched = context.detail.fetched[.messages(session: ref.id)]
            return [Section("Messages", .full, messageLines(fetched, context))]
        })

    static func messageLines(_ fetched: Fetched?, _ context: DetailContext) -> [Line] {
        guard case .messages(let messages) = fetched else { return context.untilAnswered(fetched) }
        if messages.isEmpty { return [Line("no message yet", .muted)] }
        return messages.map { message in
            Line(
                [
                    Span("\(context.presentation.precise(message.at))  ", .muted),
                    Span(message.direction == .in ? "→ " : "← ", .info),
                    Span(SafeText(untrusted: message.partner ?? "–").padded(right: 8)),
                    Span(SafeText(untrusted: message.method).padded(right: 7), .accent),
                    Span(SafeText(untrusted: MessageLadder.shortened(message.path))),
                ],
                right: [
                    message.answerSpan,
                    Span(message.latencyMs.map { "  \(SafeText.latency($0).padded(left: 6))" } ?? ""),
                ],
                link: .message(String(message.id)))
        }
    }
}
