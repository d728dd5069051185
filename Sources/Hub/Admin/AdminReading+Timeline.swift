import AdminAPI
import OCPI
import Roaming
import SQLite

/// A session's story from authorisation to payout, with the steps that are missing shown as missing.
extension AdminReading {
    func timeline(_ db: Connection) throws -> Page<TimelineStep> {
        guard let (cpo, id) = ResourceReader.split(call.id), let session = try SessionStore.get(db, cpo, id) else {
            throw Problem(.notFound, "there is no session \(call.id)")
        }
        var steps = try messageSteps(session, db)
        steps += [
            TimelineStep(
                at: session.startedAt, stage: .session, state: .done, title: "started",
                text: "\(session.evseID ?? session.evseUID), \(session.authMethod)")
        ]
        if let end = session.endedAt {
            steps.append(
                TimelineStep(
                    at: end, stage: .session, state: .done, title: "ended", text: "\(session.energy) kWh"))
        }
        if !session.flags.isEmpty {
            steps.append(
                TimelineStep(
                    at: session.receivedAt, stage: .session, state: .wrong,
                    title: session.flags.joined(separator: " "), text: session.flagReason ?? ""))
        }
        steps.sort { ($0.at ?? call.now) < ($1.at ?? call.now) }
        steps += try moneySteps(session, db)
        return try cut(steps)
    }

    private func messageSteps(_ session: SessionRecord, _ db: Connection) throws -> [TimelineStep] {
        var steps: [TimelineStep] = []
        if let asked = try MessageStore.authorisation(
            db, cpo: session.cpo, tokenUID: session.tokenUID, before: session.startedAt)
        {
            steps.append(
                TimelineStep(
                    at: asked.at, stage: .authorise, state: asked.outcome == .ok ? .done : .wrong, title: "authorise",
                    text: "\(session.dp), OCPI \(asked.ocpiStatus.map(String.init) ?? "–")",
                    latencyMs: asked.latencyMicroseconds.map { Int($0 / 1000) }, messageID: asked.id))
        } else if session.authMethod == "AUTH_REQUEST" {
            steps.append(
                TimelineStep(
                    stage: .authorise, state: .missing, title: "authorise",
                    text: "the session says AUTH_REQUEST, the hub saw none"))
        }
        for command in try CommandStore.list(db, session: session.id) {
            steps.append(
                TimelineStep(
                    at: command.createdAt, stage: .command, state: command.state == .result ? .done : .pending,
                    title: command.command, text: "\(command.state.rawValue) \(command.result ?? "")",
                    linkKind: Kind.command.rawValue, linkID: command.id))
        }
        let filter = MessageFilter(session: session.id, limit: 500)
        let updates = try MessageStore.list(db, filter).filter {
            $0.module == ModuleID.sessions.rawValue && $0.direction == .incoming
        }
        if let last = updates.first {
            steps.append(
                TimelineStep(
                    at: last.at, stage: .session, state: last.outcome == .ok ? .done : .wrong,
                    title: "\(updates.count) update\(updates.count == 1 ? "" : "s")",
                    text: "last \(last.method), OCPI \(last.ocpiStatus.map(String.init) ?? "–")",
                    latencyMs: last.latencyMicroseconds.map { Int($0 / 1000) }, messageID: last.id))
        }
        return steps
    }

    /// CDR, clearing, window, payout and dispute; what has not happened yet is a step of its own.
    private func moneySteps(_ session: SessionRecord, _ db: Connection) throws -> [TimelineStep] {
        guard let cdr = try CDRStore.forSession(db, session.cpo, session.sessionID).first(where: { !$0.isCredit }),
            let state = try CDRStateStore.get(db, cdr.rowID)
        else {
            let isLate = session.flags.contains(SessionFlag.noCDR)
            return [
                TimelineStep(
                    stage: .cdr, state: isLate ? .late : .missing, title: "CDR",
                    text: session.endedAt == nil ? "not yet: the session is not over" : "not received yet"),
                TimelineStep(stage: .clearing, state: .missing, title: "clearing", text: "not yet"),
                TimelineStep(stage: .payout, state: .missing, title: "payout", text: "not yet"),
            ]
        }
        let money = { (minor: Int64?) in
            minor.flatMap { amount in
                Currency(cdr.currency).map { Money(minorUnits: amount, currency: $0).description }
            } ?? "–"
        }
        let delivery = try DeliveryStore.get(db, cdr.rowID)
        var steps = [
            TimelineStep(
                at: cdr.receivedAt, stage: .cdr, state: .done, title: "CDR \(cdr.cdrID)",
                text: "claims \(money(cdr.claimedMinor)); delivery \(delivery?.state.rawValue ?? "pending")",
                linkKind: Kind.cdr.rawValue, linkID: cdr.id, messageID: cdr.messageID),
            TimelineStep(
                at: state.updatedAt, stage: .clearing, state: state.state == .held ? .wrong : .done,
                title: state.state.rawValue, text: state.holdReason ?? "cleared \(money(state.clearedMinor))",
                linkKind: Kind.cdr.rawValue, linkID: cdr.id),
        ]
        if let dispute = state.disputeID {
            steps.append(
                TimelineStep(
                    stage: .dispute, state: .pending, title: dispute, text: "in dispute",
                    linkKind: Kind.dispute.rawValue, linkID: dispute))
        }
        steps.append(
            TimelineStep(
                stage: .window, state: state.windowID == nil ? .missing : .done, title: "window",
                text: state.windowID ?? "not yet", linkKind: state.windowID == nil ? nil : Kind.window.rawValue,
                linkID: state.windowID))
        steps.append(
            TimelineStep(
                stage: .payout, state: state.payoutID == nil ? .missing : .done, title: "payout",
                text: state.payoutID ?? "not yet", linkKind: state.payoutID == nil ? nil : Kind.payout.rawValue,
                linkID: state.payoutID))
        return steps
    }
}
