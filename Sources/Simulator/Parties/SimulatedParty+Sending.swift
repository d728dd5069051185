import HTTPClient
import HTTPMessage
import JSON
import OCPI
import Roaming

extension SimulatedParty {
    /// Sends one message and lets the core know what it has to know of the answer.
    func deliver(_ message: Message) async {
        var info: V221.AuthorizationInfo?
        let (outcome, envelope) = await answer(to: message)
        if outcome == .accepted, let envelope {
            info = (try? envelope.dataObject()).flatMap { try? V221.AuthorizationInfo($0) }
        }
        desk.core.operatorCore?.learn(outcome, of: message)
        if case .authorize(_, _, let evseUID) = message {
            enqueue(desk.core.operatorCore?.authorized(info, evseUID: evseUID) ?? [])
        }
    }

    /// What became of the message, and the answer when it was accepted.
    private func answer(to message: Message) async -> (Outcome, Envelope?) {
        var asker: PartyID?
        if case .result(_, _, let url) = message { asker = desk.askers[url] }
        guard let connection, let wire = connection.request(for: message, from: plan.id, asker: asker) else {
            desk.core.counters.errors += 1
            return (.lost, nil)
        }
        do {
            let response = try await client.send(request(wire, connection))
            let envelope = try? Envelope(parsing: response.body)
            if (200...299).contains(response.status), let envelope, envelope.status.isSuccess {
                return (.accepted, envelope)
            }
            desk.core.counters.refused += 1
            report(
                .refused(
                    plan.id, message: "\(wire.method) \(message.name)", http: response.status,
                    status: envelope?.status.rawValue ?? 0, text: envelope?.message ?? ""))
            return (.refused(envelope?.status ?? OCPIStatus(rawValue: 0)), nil)
        } catch {
            desk.core.counters.errors += 1
            report(.failed(plan.id, what: "\(wire.method) \(message.name)", reason: "\(error)"))
            return (.lost, nil)
        }
    }

    private func request(_ wire: WireRequest, _ connection: HubConnection) -> HTTPClientRequest {
        var headers: HTTPFields = [
            "Authorization": AuthorizationToken.header(connection.token), "Accept": "application/json",
        ]
        if wire.body != nil { headers.set("Content-Type", "application/json") }
        RoutingHeaders(
            to: wire.to, from: plan.id, requestID: MessageID.make(), correlationID: MessageID.make()
        ).write(to: &headers)
        return HTTPClientRequest(
            method: wire.method, url: wire.url, headers: headers, body: wire.body?.serialized(),
            deadline: .seconds(30))
    }

    /// Everything the others have published already, by GET All: tokens for a CPO, locations for an eMSP.
    func pullFromHub() async {
        guard let connection else { return }
        let module: ModuleID = plan.role == .cpo ? .tokens : .locations
        var next = connection.url(module, .sender).map { EndpointURL.join($0, [], query: [("limit", "100")]) }
        var pages = 0
        while let url = next, pages < 1000 {
            pages += 1
            let wire = WireRequest(method: .GET, url: url, to: connection.hub, body: nil)
            guard let response = try? await client.send(request(wire, connection)),
                let envelope = try? Envelope(parsing: response.body), envelope.status.isSuccess,
                case .array(let objects)? = envelope.data
            else {
                report(.failed(plan.id, what: "GET \(module)", reason: "no list came from the hub"))
                return
            }
            for object in objects { learn(object) }
            next = PageAnswer(from: response.headers).next
        }
    }

    private func learn(_ object: JSONValue) {
        guard let reader = try? ObjectReader(object) else { return }
        if plan.role == .cpo, let token = try? V221.Token(reader) { desk.core.operatorCore?.learn(token) }
        if plan.role == .emsp, let location = try? V221.Location(reader) { desk.core.providerCore?.learn(location) }
    }
}

extension Message {
    /// What the message is about, for reports.
    var name: String {
        switch self {
        case .tariff(let tariff): "tariff \(tariff.id)"
        case .location(let location): "location \(location.id)"
        case .token: "token"
        case .evseStatus(let status, _, let evse, _): "EVSE \(evse) \(status.rawValue)"
        case .authorize: "authorize"
        case .putSession(let session): "session \(session.id) \(session.status.rawValue)"
        case .patchSession(let id, _, _): "session \(id)"
        case .cdr(let cdr): "CDR \(cdr.id)"
        case .command(let command, let to): "\(command.type.rawValue) to \(to)"
        case .result(let result, let command, _): "\(command.rawValue) result \(result.result.rawValue)"
        }
    }
}
