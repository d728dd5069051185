import AdminAPI
import Roaming

/// One step of a session's story as a line; what is missing is drawn as missing.
struct TimelineLine {
    let step: TimelineStep
    let presentation: Presentation

    var line: Line {
        let time = step.at.map { presentation.moment($0) } ?? "   –"
        return Line(
            [
                Span("\(time.padded(right: 8)) ", .muted),
                Span("\(mark) ", tone),
                Span("\(SafeText(untrusted: step.title).padded(right: 14)) ", tone == .text ? .heading : tone),
                Span(SafeText(untrusted: step.text), step.state == .missing ? .missing : textTone),
            ],
            right: step.latencyMs.map { [Span(" \(SafeText.latency($0))", $0 >= 2000 ? .warn : .muted)] } ?? [],
            link: link)
    }

    private var mark: SafeText {
        switch step.state {
        case .done: "●"
        case .missing: "░"
        case .late: "▲"
        case .wrong: "✗"
        case .pending: "○"
        }
    }

    private var tone: Tone {
        switch step.state {
        case .done: .text
        case .missing: .missing
        case .late: .warn
        case .wrong: .bad
        case .pending: .info
        }
    }

    private var textTone: Tone { tone == .text ? .text : tone }

    private var link: Line.Target? {
        if let kind = step.linkKind.flatMap(Kind.init(rawValue:)), let id = step.linkID {
            return .resource(ResourceRef(kind, id))
        }
        return step.messageID.map { .message(String($0)) }
    }

    /// The story as far as the cached rows tell it.
    static func outline(_ row: SessionResource, _ context: DetailContext) -> [Line] {
        func step(
            _ at: Timestamp?, _ stage: TimelineStep.Stage, _ state: TimelineStep.State, _ title: String, _ text: String,
            _ ref: ResourceRef? = nil
        ) -> Line {
            let step = TimelineStep(
                at: at, stage: stage, state: state, title: title, text: text, latencyMs: nil,
                linkKind: ref?.kind.rawValue, linkID: ref?.id, messageID: nil)
            return TimelineLine(step: step, presentation: context.presentation).line
        }
        var lines = [step(row.startedAt, .session, .done, "session", "started by \(row.authMethod)")]
        lines.append(
            step(row.lastUpdateAt, .session, .done, "last update", "\(row.status), \(SafeText.kwh(row.kwh)) kWh"))
        if let ended = row.endedAt { lines.append(step(ended, .session, .done, "ended", row.status)) }
        guard let id = row.cdrID else {
            let text = row.isOver ? "missing" : "not yet: the session is running"
            return lines + [step(nil, .cdr, .missing, "CDR", text)]
        }
        let cdr = context.related(id, CDRResource.self)
        lines.append(step(cdr?.endedAt, .cdr, .done, "CDR", cdr?.cdrID ?? id, ResourceRef(.cdr, id)))
        if let cdr {
            let state: TimelineStep.State = cdr.state == .held ? .wrong : .done
            lines.append(step(nil, .clearing, state, "clearing", cdr.holdReason ?? cdr.state.rawValue, cdr.ref))
            lines.append(
                step(
                    nil, .payout, cdr.payoutID == nil ? .missing : .done, "payout", cdr.payoutID ?? "not yet",
                    cdr.payoutID.map { ResourceRef(.payout, $0) }))
            if let dispute = cdr.disputeID {
                lines.append(step(nil, .dispute, .wrong, "dispute", dispute, ResourceRef(.dispute, dispute)))
            }
        }
        return lines
    }
}
