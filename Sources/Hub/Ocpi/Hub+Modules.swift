import HTTPClient
import HTTPMessage
import HTTPServer
import JSON
import OCPI
import Roaming
import SQLite

/// What one transaction made of a functional-module request.
struct Intake: Sendable {
    var message: Int64
    var subject: MessageSubject
    var decision: Decision
    /// The hub's own answer; nil when a receiver's answer is relayed.
    var answer: OCPIAnswer?
    /// Messages to send, their rows already written.
    var outgoing: [Outgoing] = []
    /// The CDR to deliver after the answer.
    var deliver: Int64?
    /// The command whose direct answer is awaited.
    var command: String?
    /// The message tells that a session is over.
    var endsSession = false
}

extension Decision {
    /// Who was left out of a broadcast and why, which only the hub's log can tell; nil when nobody was.
    fileprivate var skippedNote: String? {
        guard case .broadcast(_, let skipped) = routing, !skipped.isEmpty else { return nil }
        return skipped.map { "skipped \($0.party): \($0.reason)" }.joined(separator: "; ")
    }
}

/// One message to send whose row is in the store.
struct Outgoing: Sendable {
    let message: Int64
    let platformID: Int64
    let party: PartyID
    let request: PartnerRequest
}

extension Hub {
    /// Decides, stores and answers a functional-module request.
    func serve(
        _ arrival: Arrival, _ module: ModuleID, _ interface: InterfaceRole, _ segments: [String],
        _ responder: HTTPResponder
    ) async {
        await registrationSettled(arrival.caller.platformID)
        let request = arrival.request
        var body: JSONValue?
        if !request.body.isEmpty {
            do {
                body = try JSON.parse(request.body)
            } catch {
                let subject = MessageSubject(module: module.rawValue)
                guard let message = await record(arrival, subject) else {
                    return responder.respond(storeFailed(arrival))
                }
                let answer = OCPIAnswer(http: 400, status: .clientError, message: "the body is not JSON: \(error)")
                finish(
                    arrival, message, subject,
                    answer.response(to: arrival.routing, from: configuration.party, at: configuration.now()), responder)
                return
            }
        }
        let question = RoutingRequest(
            platform: String(arrival.caller.platformID),
            tokenKind: arrival.caller.isRegistration ? .registration : .connection, module: module,
            interface: interface, method: request.method.rawValue, path: segments, query: request.query,
            headers: arrival.routing, body: body)
        let transaction = IntakeTransaction(
            arrival: arrival, question: question, registry: registry, hub: configuration.party, addresses: addresses,
            now: configuration.now())
        let intake: Intake
        do {
            intake = try await store.writer.write { try transaction.run($0) }
        } catch {
            log.error("could not take a message", ["error": "\(error)", "module": module.rawValue])
            responder.respond(storeFailed(arrival))
            return
        }
        await perform(intake, arrival, responder)
    }

    /// After the commit: answers, or sends and relays.
    private func perform(_ intake: Intake, _ arrival: Arrival, _ responder: HTTPResponder) async {
        if let answer = intake.answer {
            finish(
                arrival, intake.message, intake.subject,
                answer.response(to: arrival.routing, from: configuration.party, at: configuration.now()), responder,
                note: intake.decision.skippedNote)
            for one in intake.outgoing {
                Task { _ = await self.send(one) }
            }
            if let cdr = intake.deliver { Task { await self.deliver(cdr) } }
            return
        }
        let response = await relay(intake, arrival)
        finish(arrival, intake.message, intake.subject, response, responder)
    }

    /// Sends the message and records what became of it.
    func send(_ outgoing: Outgoing) async -> PartnerAnswer {
        let started = ContinuousClock.now
        let answer = await transmit(outgoing.request, to: outgoing.platformID)
        recordAnswer(
            of: outgoing.message, answer, subject: outgoing.request.subject, latency: ContinuousClock.now - started)
        metrics.count(
            "roamhub_messages_total", "direction=\"out\",outcome=\"\(answer.isSuccess ? "ok" : "failed")\"",
            help: "OCPI messages by direction and outcome.")
        return answer
    }

    /// Sends to the receiver, or to several at once, and turns its answer into the requester's.
    private func relay(_ intake: Intake, _ arrival: Arrival) async -> HTTPResponse {
        var winner = intake.outgoing.first?.party ?? configuration.party
        let answer: PartnerAnswer
        if intake.outgoing.count == 1 {
            answer = await send(intake.outgoing[0])
        } else {
            (winner, answer) = await askAll(intake.outgoing)
        }
        if let command = intake.command { await noteDirectAnswer(command, answer) }
        if intake.endsSession, answer.isSuccess, let session = intake.subject.session { noteInformed(session: session) }
        switch answer {
        case .answered(let response):
            return await relayed(response, intake, arrival, from: winner)
        case .maybe(let reason):
            noteMaybe(intake)
            return OCPIAnswer(status: .forwardTimeout, message: "\(winner) did not answer in time: \(reason)")
                .response(to: arrival.routing, from: configuration.party, at: configuration.now())
        case .notDelivered(let reason):
            return OCPIAnswer(
                status: .receiverNotConnected,
                message: "\(winner) could not be reached, nothing was delivered: \(reason)"
            ).response(to: arrival.routing, from: configuration.party, at: configuration.now())
        }
    }

    /// HTTP status and body as they came; only the addresses behind the hub are replaced by the hub's own.
    private func relayed(
        _ response: HTTPClientResponse, _ intake: Intake, _ arrival: Arrival, from party: PartyID
    ) async -> HTTPResponse {
        var fields = HTTPFields()
        for name in ["Content-Type", "X-Total-Count", "X-Limit"] {
            if let value = response.headers.first(name) { fields.set(name, value) }
        }
        let page = PageAnswer(from: response.headers)
        if let next = page.next, let platform = intake.outgoing.first(where: { $0.party == party })?.platformID {
            if let own = await ownLink(to: next, platform: platform, caller: arrival.caller.platformID, party) {
                fields.set("Link", LinkHeader.value(next: own))
            }
        }
        arrival.routing.answer(from: party).write(to: &fields)
        return HTTPResponse(status: response.status, headers: fields, body: response.body)
    }

    /// Asks several parties at once; the first that knows the token answers for all, else the first that answered.
    private func askAll(_ outgoing: [Outgoing]) async -> (PartyID, PartnerAnswer) {
        await withTaskGroup(of: (PartyID, PartnerAnswer).self) { group in
            for one in outgoing {
                group.addTask { (one.party, await self.send(one)) }
            }
            var fallback: (PartyID, PartnerAnswer)?
            for await (party, answer) in group {
                if answer.isSuccess, answer.envelope?.data != nil { return (party, answer) }
                if case .answered = answer { fallback = fallback ?? (party, answer) }
            }
            return fallback ?? (configuration.party, .answered(unknownToken()))
        }
    }

    private func unknownToken() -> HTTPClientResponse {
        let body = Envelope.bytes(
            status: .unknownToken, message: "no connected eMSP knows this token", aroundData: nil,
            at: configuration.now())
        return HTTPClientResponse(status: 404, headers: ["Content-Type": "application/json"], body: body)
    }
}
