import JSON
import OCPI
import Roaming

/// Commands on their way: the direct answer, the later result, and the hub's own STOP_SESSION.
extension Hub {
    /// What the CPO said at once to a command: accepted (a result follows), refused, or nothing.
    func noteDirectAnswer(_ id: String, _ answer: PartnerAnswer) async {
        let now = configuration.now()
        var state = CommandRecord.State.failed
        var result: String?
        var timeout = 30
        if answer.isSuccess, let data = try? answer.envelope?.dataObject(),
            let response = try? V221.CommandResponse(data)
        {
            state = response.result == .accepted ? .accepted : .rejected
            result = response.result.rawValue
            timeout = max(1, min(response.timeout, 3600))
        }
        let summary = answer.isSuccess ? nil : answer.summary
        store.writer.submit(
            { [state, result, timeout] db in
                // The result may have come before the direct answer: it stands.
                guard var command = try CommandStore.get(db, id), command.state == .sent else { return }
                command.state = state
                command.result = result
                command.reason = command.reason ?? summary
                command.timeoutAt = state == .accepted ? now + .seconds(timeout) : nil
                try CommandStore.update(db, command)
                try Feed.touch(db, .command, id: id, at: now)
            }, completion: logFailure("record a command's answer"))
    }

    /// Sends STOP_SESSION in the hub's own name and answers the command's id.
    ///
    /// The CPO's result comes to the hub's response URL; the DP learns of the end by the session update that follows,
    /// and `dpInformedAt` says when it was passed on.
    func stopSession(_ session: SessionRecord, reason: String, by person: String) async throws -> CommandRecord {
        guard let platform = registry.platform(of: session.cpo),
            let url = platform.url(of: .commands, .receiver)
        else {
            throw Refusal.ocpi(.hubError, "\(session.cpo) serves no commands RECEIVER endpoint: call its NOC")
        }
        let now = configuration.now()
        let uid = UniqueID.make()
        let body = V221.Command.stopSession(
            sessionID: session.sessionID, responseURL: addresses.module(.commands, .sender) + uid
        ).json.serialized()
        var routing = messageIDs()
        (routing.to, routing.from) = (session.cpo, configuration.party)
        let request = PartnerRequest(
            method: .POST, url: EndpointURL.join(url, [V221.CommandType.stopSession.rawValue]), routing: routing,
            body: body,
            subject: MessageSubject(
                module: ModuleID.commands.rawValue, object: V221.CommandType.stopSession.rawValue, session: session.id,
                from: configuration.party, to: session.cpo))
        let row = MessageLog.outgoing(request, platform: platform.record.id, cause: nil, at: now)
        let hub = configuration.party
        let (command, message) = try await store.writer.write { db in
            let message = try MessageStore.insert(db, row)
            let command = CommandRecord(
                id: uid, command: V221.CommandType.stopSession.rawValue, requester: hub, cpo: session.cpo,
                dp: session.dp, sessionID: session.id, state: .sent, reason: reason, by: person, createdAt: now,
                timeoutAt: now + .seconds(120), requestBody: body, messageID: message)
            try CommandStore.insert(db, command)
            try Feed.touch(db, .command, id: uid, at: now)
            return (command, message)
        }
        let outgoing = Outgoing(
            message: message, platformID: platform.record.id, party: session.cpo, request: request)
        Task {
            let answer = await self.send(outgoing)
            await self.noteDirectAnswer(uid, answer)
        }
        return command
    }

    /// A message that may have arrived leaves its mark on what it was about.
    func noteMaybe(_ intake: Intake) {
        guard let session = intake.subject.session, intake.subject.module == ModuleID.sessions.rawValue else { return }
        let now = configuration.now()
        store.writer.submit(
            { try Feed.touch($0, .session, id: session, at: now, bumpsVersion: false) },
            completion: logFailure("mark a session"))
    }

    /// The DP has taken a session update: commands that stopped the session count as known to the DP.
    func noteInformed(session: String) {
        let now = configuration.now()
        store.writer.submit(
            { db in
                for var command in try CommandStore.uninformed(db, session: session) {
                    command.dpInformedAt = now
                    try CommandStore.update(db, command)
                    try Feed.touch(db, .command, id: command.id, at: now)
                }
            }, completion: logFailure("note that the DP is informed"))
    }
}
