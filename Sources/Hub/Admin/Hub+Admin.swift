import AdminAPI
import Digest
import HTTPMessage
import HTTPServer
import JSON
import Roaming

/// The admin API: every row of `RouteTable` answered here, nothing besides them.
extension Hub {
    func answerAdmin(_ request: HTTPRequest, _ responder: HTTPResponder) async {
        do {
            let call = try await admit(request)
            if call.route.answer == .eventStream {
                guard request.method == .GET else {
                    return responder.respond(.admin([:]))
                }
                return try openDoorbell(call, responder)
            }
            responder.respond(try await answer(call))
        } catch let problem as Problem {
            responder.respond(problem.response)
        } catch let error as NotAllowed {
            var response = Problem(.badRequest, "this address knows \(error.methods.joined(separator: ", "))").response
            response.status = 405
            response.headers.set("Allow", error.methods.joined(separator: ", "))
            responder.respond(response)
        } catch {
            log.error("the admin API failed", ["path": String(request.target.prefix(200)), "error": "\(error)"])
            let problem = Problem(.internalError, "the hub could not do this; its log says why")
            responder.respond(problem.response)
        }
        metrics.count("roamhub_admin_requests_total", help: "Requests to the admin API.")
    }

    private struct NotAllowed: Error {
        let methods: [String]
    }

    /// Finds the route, the caller behind the bearer token, and checks that the caller may.
    private func admit(_ request: HTTPRequest) async throws -> AdminCall {
        let match: AdminRouter.Match
        switch AdminRouter.find(request.method, request.path) {
        case .found(let found): match = found
        case .notFound: throw Problem(.notFound, "there is no such address in the admin API")
        case .notAllowed(let methods): throw NotAllowed(methods: methods)
        }
        let header = request.headers.first("Authorization") ?? ""
        guard header.lowercased().hasPrefix("bearer "), header.utf8.count <= 512 else {
            throw Problem(.unauthorised, "send Authorization: Bearer with a token of this hub")
        }
        let hash = SHA256.hash(Array(header.dropFirst(7).utf8))
        guard let person = try await store.reader.read({ try AdminTokenStore.person($0, hash: hash) }) else {
            throw Problem(.unauthorised, "the token is not one of this hub's, or was revoked")
        }
        let caller = AdminAPI.Caller(
            person: person.name, name: person.displayName, roles: Set(names: person.roles),
            isService: person.isService)
        if let refusal = refusal(of: match.route, caller) {
            if case .action(let action) = match.route.access {
                await auditRefusal(action, caller, person.id, match.values.first ?? "", refusal)
            }
            throw Problem(.forbidden, refusal)
        }
        return AdminCall(
            request: request, route: match.route, values: match.values, caller: caller, personID: person.id,
            registry: registry, now: configuration.now())
    }

    private func refusal(of route: Route, _ caller: AdminAPI.Caller) -> String? {
        switch route.access {
        case .open, .signedIn: return nil
        case .action(let action):
            return Permissions.refusal(of: action, roles: caller.roles, isService: caller.isService)
        case .kind, .scope:
            guard let needed = route.roles, needed.isDisjoint(with: caller.roles) else { return nil }
            return "reading this needs one of the roles \(needed.names.joined(separator: ", "))"
        }
    }

    private func auditRefusal(
        _ action: ActionName, _ caller: AdminAPI.Caller, _ person: Int64, _ target: String, _ reason: String
    ) async {
        let draft = AuditDraft(
            at: configuration.now(), actor: caller.person, personID: person, action: action.rawValue,
            subjectKind: "", subjectID: target, outcome: reason)
        store.writer.submit({ try AuditStore.append($0, draft) }, completion: logFailure("audit a refusal"))
    }

    private func answer(_ call: AdminCall) async throws -> HTTPResponse {
        switch call.route.access {
        case .action(let action): return try await perform(action, call)
        case .kind where AdminReading.operationsOfKinds.contains(call.route.operation):
            let reading = AdminReading(call: call)
            return try await store.reader.read { try reading.onDemand($0) }
        case .kind(let kind):
            let reading = AdminReading(call: call)
            return call.values.isEmpty
                ? try await store.reader.read { try reading.list(kind, $0) }
                : try await store.reader.read { try reading.one(kind, $0) }
        case .open, .signedIn, .scope:
            switch call.route.operation {
            case "me": return .admin(me(call).json)
            case "changes":
                let feed = AdminFeed(call: call, epoch: store.epoch)
                return try await store.reader.read { try feed.page($0) }
            case "price": return try await price(call)
            case "roles": return .admin(AdminReading.roles.json)
            default:
                let reading = AdminReading(call: call)
                return try await store.reader.read { try reading.onDemand($0) }
            }
        }
    }

    private func me(_ call: AdminCall) -> Me {
        let caller = call.caller
        return Me(
            person: caller.person, name: caller.name, roles: caller.roles.names, service: caller.isService,
            permissions: Permissions.actions(roles: caller.roles, isService: caller.isService).map(\.rawValue),
            kinds: Kind.allCases.filter { caller.may(read: $0) }.map(\.rawValue),
            scopes: ReadScope.allCases.filter { caller.may(read: $0) }.map(\.rawValue),
            hub: HubInfo(
                name: configuration.name, party: configuration.party, epoch: store.epoch, now: call.now,
                speed: configuration.clockSpeed))
    }

    // MARK: The doorbell

    private func openDoorbell(_ call: AdminCall, _ responder: HTTPResponder) throws(Problem) {
        let interval = try call.number("interval_ms", in: 100...5_000, default: 100)
        let stream = responder.startEventStream(headers: ["Cache-Control": "no-store"], retry: .seconds(1))
        let wait = doorbell.add(
            stream, role: call.caller.roles.fingerprint, interval: .milliseconds(interval), now: configuration.now())
        stream.onClose { [weak self] in
            guard let self else { return }
            self.loop.execute { self.assumeIsolated { $0.doorbell.remove(stream) } }
        }
        ring(after: wait)
    }

    /// The feed has moved: each desk is rung at once when its last ring is long enough ago, else once when it will be.
    func feedMoved(to head: Int64) {
        ring(after: doorbell.moved(to: head))
    }

    private func ring(after wait: Duration?) {
        guard let wait else { return }
        guard wait > .zero else { return ring(after: doorbell.ring(now: configuration.now())) }
        doorbell.timer = loop.schedule(after: wait) { [weak self] in
            self?.assumeIsolated { $0.ring(after: $0.doorbell.ring(now: $0.configuration.now())) }
        }
    }
}
