import AdminAPI
import Digest
import HTTPMessage
import JSON
import OCPI
import Roaming
import SQLite

/// Everything a person can do: checked, done, audited and remembered under its key in one transaction.
extension Hub {
    func perform(_ action: ActionName, _ call: AdminCall) async throws -> HTTPResponse {
        let key = try call.idempotencyKey()
        let body = try call.body()
        if let stored = try await earlier(call, key) { return stored }
        switch action {
        case .stopSession: return try await stop(call, key, try reading { try ReasonBody(body) })
        case .registerPartner: return try await registerPartner(call, key, try reading { try RegistrationBody(body) })
        case .rotatePartnerToken: return try await rotate(call, key)
        case .unregisterPartner: return try await unregister(call, key, try reading { try ReasonBody(body) })
        case .issuePersonToken: return try await issueToken(call, key)
        case .invitePartner: return try await invite(call, key, try reading { try InvitationBody(body) })
        default:
            let work = try AdminWork(action, call, body)
            let response = try await transact(call, key, work)
            try await refreshRegistry(after: action, call)
            return response
        }
    }

    private func reading<T>(_ read: () throws -> T) throws -> T {
        do { return try read() } catch let error as FieldError { throw Problem(error) }
    }

    /// What the same key was answered before; the same key for something else is refused.
    private func earlier(_ call: AdminCall, _ key: String) async throws -> HTTPResponse? {
        guard
            let stored = try await store.reader.read({ try IdempotencyStore.find($0, person: call.personID, key: key) })
        else { return nil }
        return try AdminWork.replay(stored, call)
    }

    /// Runs the work in one transaction with its audit row and its answer. A refusal is audited too, and nothing else
    /// of it stays.
    func transact(_ call: AdminCall, _ key: String, _ work: AdminWork) async throws -> HTTPResponse {
        let outcome: Result<HTTPResponse, Problem> = try await store.writer.write { db in
            if let stored = try IdempotencyStore.find(db, person: call.personID, key: key) {
                return .success(try AdminWork.replay(stored, call))
            }
            do {
                return .success(try db.savepoint { try work.run(db, key: key) })
            } catch {
                let problem = AdminWork.problem(error)
                try AuditStore.append(db, work.audit(outcome: problem.detail))
                return .failure(problem)
            }
        }
        return try outcome.get()
    }

    /// Agreements and party states live in memory too.
    private func refreshRegistry(after action: ActionName, _ call: AdminCall) async throws {
        switch action {
        case .setAgreement:
            let id = call.id
            registry.agreements[id] = try await store.reader.read { try AgreementStore.versions($0, id) }
            for party in registry.parties.keys { announce(party) }
        case .suspendPartner, .resumePartner, .acceptTerms:
            guard let party = PartyID(call.id),
                let record = try await store.reader.read({ try PartyStore.get($0, party) })
            else { return }
            registry.parties[party] = record
            announce(party)
        default: break
        }
    }

    // MARK: Actions that talk to partners

    private func stop(_ call: AdminCall, _ key: String, _ body: ReasonBody) async throws -> HTTPResponse {
        guard let (cpo, id) = ResourceReader.split(call.id),
            let session = try await store.reader.read({ try SessionStore.get($0, cpo, id) })
        else { throw Problem(.notFound, "there is no session \(call.id)") }
        guard ["ACTIVE", "PENDING", "RESERVATION"].contains(session.status) else {
            throw Problem(.conflict, "session \(session.id) is \(session.status); only one that runs can be stopped")
        }
        let command: CommandRecord
        do {
            command = try await stopSession(session, reason: body.reason, by: call.caller.person)
        } catch let refusal as Refusal {
            throw Problem(.partnerFailed, refusal.message)
        }
        let work = AdminWork(.stopSession, call, subject: (Kind.session.rawValue, session.id), detail: body.reason) {
            db in
            let reader = ResourceReader(db: db, registry: call.registry, now: call.now)
            return try reader.resource(.command, command.id)?.json ?? [:]
        }
        return try await transact(call, key, work)
    }

    private func invite(_ call: AdminCall, _ key: String, _ body: InvitationBody) async throws -> HTTPResponse {
        let token = RandomBytes.token(bytes: 32)
        let versions = addresses.versions
        let record = newPlatform(body.platform, termsAccepted: body.termsAccepted, startedByHub: false, call)
        // The answer that is remembered under the key has no token: it is shown once.
        let work = AdminWork(.invitePartner, call, subject: ("platform", body.platform), detail: "invited") { db in
            let id = try PlatformStore.insert(db, record)
            try AcceptTokenStore.issueRegistration(
                db, platform: id, hash: SHA256.hash(Array(token.utf8)), fingerprint: Fingerprint.of(token), at: call.now
            )
            return Invitation(platform: body.platform, token: Fingerprint.of(token), versionsURL: versions).json
        }
        let response = try await shownOnce(
            work, call, key, Invitation(platform: body.platform, token: token, versionsURL: versions).json)
        try await loadRegistry()
        return response
    }

    /// A new bearer token, shown once; what is remembered under the key has its fingerprint only.
    private func issueToken(_ call: AdminCall, _ key: String) async throws -> HTTPResponse {
        let token = RandomBytes.token(bytes: 32)
        let hash = SHA256.hash(Array(token.utf8))
        let print = "fp:" + SHA256.hex(hash.prefix(4))
        let work = AdminWork(.issuePersonToken, call, subject: ("person", call.id), detail: print) { db in
            guard let person = try PersonStore.get(db, name: call.id) else {
                throw Problem(.notFound, "there is no person \(call.id)")
            }
            try AdminTokenStore.insert(
                db, person: person.id, hash: hash, label: "issued by the admin API", at: call.now)
            return IssuedToken(person: person.name, token: print, fingerprint: print).json
        }
        return try await shownOnce(
            work, call, key, IssuedToken(person: call.id, token: token, fingerprint: print).json)
    }

    /// Transacts, and puts the secret into the first answer only.
    private func shownOnce(
        _ work: AdminWork, _ call: AdminCall, _ key: String, _ secret: JSONValue
    ) async throws -> HTTPResponse {
        let response = try await transact(call, key, work)
        guard response.headers.first(AdminWork.replayHeader) == nil,
            case .object(var answer)? = try? JSON.parse(response.body)
        else { return response }
        answer["resource"] = secret
        return .admin(.object(answer), status: response.status)
    }

    private func registerPartner(_ call: AdminCall, _ key: String, _ body: RegistrationBody) async throws
        -> HTTPResponse
    {
        let record = newPlatform(body.platform, termsAccepted: body.termsAccepted, startedByHub: true, call)
        let id = try await store.writer.write { try PlatformStore.insert($0, record) }
        try await loadRegistry()
        do throws(RegistrationRefusal) {
            try await registerAt(platformID: id, versionsURL: body.versionsURL, token: body.token)
        } catch {
            let draft = AdminWork(.registerPartner, call, subject: ("platform", body.platform), detail: "") { _ in [:] }
                .audit(outcome: error.message)
            store.writer.submit({ try AuditStore.append($0, draft) }, completion: logFailure("audit a refusal"))
            throw Problem(.partnerFailed, "OCPI \(error.status): \(error.message)")
        }
        return try await platformAnswer(.registerPartner, call, key, id, "registered at \(body.versionsURL)")
    }

    private func rotate(_ call: AdminCall, _ key: String) async throws -> HTTPResponse {
        let platform = try platform(named: call.id)
        guard let url = platform.record.versionsURL, let token = platform.sendToken else {
            throw Problem(.conflict, "\(platform.record.name) is not registered")
        }
        do throws(RegistrationRefusal) {
            try await registerAt(platformID: platform.record.id, versionsURL: url, token: token, put: true)
        } catch {
            throw Problem(.partnerFailed, "OCPI \(error.status): \(error.message)")
        }
        return try await platformAnswer(.rotatePartnerToken, call, key, platform.record.id, "tokens exchanged")
    }

    private func unregister(_ call: AdminCall, _ key: String, _ body: ReasonBody) async throws -> HTTPResponse {
        let platform = try platform(named: call.id)
        guard platform.record.status == .registered else {
            throw Problem(.conflict, "\(platform.record.name) is not registered")
        }
        if let url = platform.endpoints.first(where: { $0.module == ModuleID.credentials.rawValue })?.url {
            let request = PartnerRequest(
                method: .DELETE, url: url, routing: messageIDs(),
                subject: MessageSubject(module: ModuleID.credentials.rawValue))
            // The end holds on our side whatever the partner answers; its answer is in the message log.
            _ = await exchange(request, with: platform.record.id)
        }
        _ = await unregister(platform.record.id, by: call.caller.person)
        return try await platformAnswer(.unregisterPartner, call, key, platform.record.id, body.reason)
    }

    private func platform(named name: String) throws -> Registry.Platform {
        guard let found = registry.platforms.values.first(where: { $0.record.name == name }) else {
            throw Problem(.notFound, "there is no platform \(name)")
        }
        return found
    }

    private func newPlatform(
        _ name: String, termsAccepted: Bool, startedByHub: Bool, _ call: AdminCall
    ) -> PlatformRecord {
        PlatformRecord(
            name: name, status: .invited, startedByHub: startedByHub, termsAcceptedAt: termsAccepted ? call.now : nil,
            createdAt: call.now)
    }

    private func platformAnswer(
        _ action: ActionName, _ call: AdminCall, _ key: String, _ id: Int64, _ detail: String
    ) async throws -> HTTPResponse {
        let platform = registry.platforms[id]
        let parties = registry.parties(of: id).map(\.party.description)
        let name = platform?.record.name ?? ""
        let answer = Platform(
            platform: name, status: platform?.record.status.rawValue ?? "", parties: parties,
            sendFingerprint: platform?.sendFingerprint)
        let work = AdminWork(action, call, subject: ("platform", name), detail: detail) { _ in answer.json }
        return try await transact(call, key, work)
    }
}
