import Digest
import HTTPMessage
import JSON
import OCPI
import Roaming

/// The credentials handshake, from both sides (OCPI 2.2.1, credentials).
///
/// A token we accept exists in memory only while its answer is written; the store keeps its SHA-256. Which token is
/// "A", "B" or "C" depends on who began, so nothing is stored under those names: there are tokens we accept and the
/// token we send.
extension Hub {
    /// The hub's own credentials object. A hub reports itself and nobody else (2.2.1, credentials, "hub").
    func hubCredentials(token: String) -> V221.Credentials {
        V221.Credentials(
            token: token, url: addresses.versions,
            roles: [
                V221.CredentialsRole(
                    role: .hub, party: configuration.party,
                    businessDetails: V221.BusinessDetails(name: configuration.name))
            ])
    }

    /// Answers a request on the credentials endpoint.
    func answerCredentials(_ request: HTTPRequest, caller: PlatformCaller) async -> OCPIAnswer {
        guard let platform = registry.platforms[caller.platformID] else { return notAuthorised() }
        let isRegistered = platform.record.status == .registered
        switch request.method {
        case .GET:
            return .ok(hubCredentials(token: caller.token).json)
        case .POST where isRegistered:
            return OCPIAnswer(
                http: 405, status: .clientError,
                message: "already registered: use PUT to change the credentials, or DELETE them first")
        case .PUT where !isRegistered, .DELETE where !isRegistered:
            return OCPIAnswer(http: 405, status: .clientError, message: "not registered yet: use POST")
        case .POST, .PUT:
            return await register(request, platform: platform)
        case .DELETE:
            return await unregister(caller.platformID, by: "the partner")
        default:
            return OCPIAnswer(http: 405, status: .clientError, message: "credentials know GET, POST, PUT and DELETE")
        }
    }

    /// Takes the caller's credentials, reads its endpoints with them, and answers with a new token.
    private func register(_ request: HTTPRequest, platform: Registry.Platform) async -> OCPIAnswer {
        let theirs: V221.Credentials
        do {
            theirs = try V221.Credentials(ObjectReader(try JSON.parse(request.body)))
        } catch let error as FieldError {
            return .refused(error)
        } catch {
            return OCPIAnswer(http: 400, status: .clientError, message: "the body is not JSON: \(error)")
        }
        do {
            let discovery = try await discover(
                theirs.url, token: theirs.token, encoding: platform.record.tokenEncoding.fixed,
                platform: platform.record.id)
            let ours = RandomBytes.token(bytes: 32)
            try await save(
                theirs, discovery, accepting: ours, platformID: platform.record.id, startedByHub: false)
            return .ok(hubCredentials(token: ours).json)
        } catch {
            log.warning(
                "registration refused",
                ["platform": platform.record.name, "status": "\(error.status)", "reason": error.message])
            return OCPIAnswer(status: error.status, message: error.message)
        }
    }

    /// Registers at a partner who gave us a token: the hub begins. With `put` it renews what is there.
    func registerAt(platformID: Int64, versionsURL: String, token: String, put: Bool = false)
        async throws(RegistrationRefusal)
    {
        guard let platform = registry.platforms[platformID] else {
            throw RegistrationRefusal(status: .clientError, message: "there is no platform \(platformID)")
        }
        let first = try await discover(
            versionsURL, token: token, encoding: platform.record.tokenEncoding.fixed, platform: platformID)
        guard let url = V221.VersionDetails(version: first.version, endpoints: first.endpoints).credentialsURL else {
            throw RegistrationRefusal(status: .missingEndpoints, message: "no credentials endpoint at the partner")
        }
        let ours = RandomBytes.token(bytes: 32)
        // The partner may use its new token before we have read its answer: what it sends waits until its parties are known.
        registering[platformID] = registering[platformID] ?? []
        defer { for waiting in registering.removeValue(forKey: platformID) ?? [] { waiting.resume() } }
        try await accept(ours, from: platformID)
        let request = PartnerRequest(
            method: put ? .PUT : .POST, url: url, routing: messageIDs(),
            body: hubCredentials(token: ours).json.serialized(),
            subject: MessageSubject(module: ModuleID.credentials.rawValue))
        let answer = await exchange(request, token: token, encoding: first.encoding, platform: platformID)
        do throws(RegistrationRefusal) {
            let theirs = try credentials(in: answer, to: "\(put ? "PUT" : "POST") \(url)")
            try await save(theirs, first, accepting: nil, platformID: platformID, startedByHub: true)
        } catch {
            await withdraw(ours, from: platformID, keepPrevious: put)
            throw error
        }
    }

    /// Returns at once unless the hub is just registering at the platform.
    func registrationSettled(_ platformID: Int64) async {
        guard registering[platformID] != nil else { return }
        await withCheckedContinuation { registering[platformID]?.append($0) }
    }

    /// The partner's credentials in its answer.
    private func credentials(
        in answer: PartnerAnswer, to request: String
    ) throws(RegistrationRefusal) -> V221.Credentials {
        guard answer.isSuccess, let envelope = answer.envelope else {
            throw RegistrationRefusal(status: .clientAPIUnusable, message: "\(request) answered: \(answer.summary)")
        }
        do {
            return try V221.Credentials(envelope.dataObject())
        } catch {
            throw RegistrationRefusal(status: .clientAPIUnusable, message: "\(request) answered: \(error)")
        }
    }

    /// Makes a token current for a platform: the partner may call with it before it has answered.
    private func accept(_ token: String, from platformID: Int64) async throws(RegistrationRefusal) {
        let hash = SHA256.hash(Array(token.utf8))
        let at = configuration.now()
        do {
            try await store.writer.write { db in
                try AcceptTokenStore.rotate(
                    db, platform: platformID, hash: hash, fingerprint: Fingerprint.of(token), at: at)
            }
        } catch {
            log.error("could not store a token", ["error": "\(error)"])
            throw RegistrationRefusal(status: .serverError, message: "the hub could not store its token")
        }
        adopt(hash, for: platformID)
    }

    /// After a failed exchange: the new token is void, and with `keepPrevious` the old one is current again.
    private func withdraw(_ token: String, from platformID: Int64, keepPrevious: Bool) async {
        let hash = SHA256.hash(Array(token.utf8))
        let at = configuration.now()
        let result: [AcceptToken]? = try? await store.writer.write { db in
            try AcceptTokenStore.withdraw(db, platform: platformID, hash: hash, restorePrevious: keepPrevious, at: at)
            return try AcceptTokenStore.list(db, platform: platformID)
        }
        if let result { registry.replaceTokens(of: platformID, with: result) }
    }

    func adopt(_ hash: [UInt8], for platformID: Int64) {
        for (key, token) in registry.tokens where token.platformID == platformID {
            switch token.state {
            case .current: registry.tokens[key]?.state = .previous
            case .previous, .registration, .void: registry.tokens[key] = nil
            }
        }
        registry.tokens[hash] = Registry.AcceptedToken(platformID: platformID, state: .current)
    }

    /// Everything a finished handshake changes, in one transaction; then memory follows.
    private func save(
        _ theirs: V221.Credentials, _ discovery: Discovery, accepting token: String?, platformID: Int64,
        startedByHub: Bool
    ) async throws(RegistrationRefusal) {
        guard var record = registry.platforms[platformID]?.record else {
            throw RegistrationRefusal(status: .serverError, message: "the platform is gone")
        }
        let at = configuration.now()
        let parties = try partyRecords(theirs, platformID: platformID, at: at)
        record.status = .registered
        record.versionsURL = theirs.url
        record.ocpiVersion = discovery.version.rawValue
        record.versionURL = discovery.detailsURL
        record.startedByHub = startedByHub
        if record.tokenEncoding == .auto, discovery.encoding == .raw { record.tokenEncoding = .raw }
        record.registeredAt = record.registeredAt ?? at
        record.lastSeenAt = at
        let endpoints = discovery.endpoints.map {
            EndpointRecord(module: $0.module.rawValue, role: $0.role.rawValue, url: $0.url)
        }
        let hash = token.map { SHA256.hash(Array($0.utf8)) }
        let fingerprint = token.map(Fingerprint.of)
        do {
            // The token we send goes first: a crash in between leaves an unused secret, never a platform without one.
            try await store.secrets.set(platform: platformID, token: theirs.token, at: at)
            try await store.writer.write { [record] db in
                try PlatformStore.update(db, record)
                try EndpointStore.replace(db, platform: platformID, endpoints)
                for party in parties { try PartyStore.put(db, party) }
                if let hash, let fingerprint {
                    try AcceptTokenStore.rotate(db, platform: platformID, hash: hash, fingerprint: fingerprint, at: at)
                }
                for party in parties { try Feed.touch(db, .partner, id: party.party.description, at: at) }
            }
        } catch {
            log.error("could not store a registration", ["error": "\(error)"])
            throw RegistrationRefusal(status: .serverError, message: "the hub could not store the registration")
        }
        registry.platforms[platformID]?.record = record
        registry.platforms[platformID]?.endpoints = endpoints
        registry.platforms[platformID]?.sendToken = theirs.token
        contacts[platformID] = Contact(lastHeard: ContinuousClock.now)
        for old in registry.parties(of: platformID) { registry.parties[old.party] = nil }
        for party in parties { registry.parties[party.party] = party }
        if let hash { adopt(hash, for: platformID) }
        log.info(
            "registered", ["platform": record.name, "parties": parties.map(\.party.description).joined(separator: " ")])
        metrics.count("roamhub_handshakes_total", help: "Credentials handshakes completed.")
        background.append(Task { await self.welcome(platformID) })
    }

    /// The roles as party records; terms accepted with the invitation stay accepted.
    private func partyRecords(
        _ theirs: V221.Credentials, platformID: Int64, at: Timestamp
    ) throws(RegistrationRefusal) -> [PartyRecord] {
        var byParty: [PartyID: PartyRecord] = [:]
        for role in theirs.roles {
            guard role.role != .hub else {
                throw RegistrationRefusal(
                    status: .invalidParameters,
                    message: "roles: \(role.party) is a HUB; hubs are not connected to hubs here")
            }
            guard role.party != configuration.party else {
                throw RegistrationRefusal(
                    status: .invalidParameters, message: "roles: \(role.party) is this hub's own party id")
            }
            if let other = registry.parties[role.party], other.platformID != platformID {
                throw RegistrationRefusal(
                    status: .invalidParameters, message: "roles: \(role.party) is registered by another platform")
            }
            if byParty[role.party] != nil {
                byParty[role.party]?.roles.append(role.role.rawValue)
                continue
            }
            let known = registry.parties[role.party]
            byParty[role.party] = PartyRecord(
                party: role.party, platformID: platformID, roles: [role.role.rawValue],
                name: role.businessDetails.name, website: role.businessDetails.website,
                status: known?.status == .suspended ? .suspended : .connected,
                suspendedReason: known?.suspendedReason,
                termsAcceptedAt: known?.termsAcceptedAt ?? registry.platforms[platformID]?.record.termsAcceptedAt,
                lastUpdated: at)
        }
        return byParty.values.sorted { $0.party < $1.party }
    }

    /// Ends a registration: no token is accepted or sent any more, the parties read SUSPENDED.
    func unregister(_ platformID: Int64, by whom: String) async -> OCPIAnswer {
        let at = configuration.now()
        let parties = registry.parties(of: platformID)
        guard var record = registry.platforms[platformID]?.record else { return notAuthorised() }
        record.status = .unregistered
        do {
            try await store.writer.write { [record] db in
                try PlatformStore.update(db, record)
                try AcceptTokenStore.voidAll(db, platform: platformID, at: at)
                for party in parties {
                    try PartyStore.setStatus(
                        db, party.party, .suspended, reason: "unregistered by \(whom)", at: at)
                    try Feed.touch(db, .partner, id: party.party.description, at: at)
                }
            }
            try await store.secrets.remove(platform: platformID)
        } catch {
            log.error("could not unregister a platform", ["error": "\(error)"])
            return OCPIAnswer(status: .serverError, message: "the hub could not store the end of the registration")
        }
        registry.tokens = registry.tokens.filter { $0.value.platformID != platformID }
        registry.platforms[platformID]?.record = record
        registry.platforms[platformID]?.sendToken = nil
        for party in parties {
            registry.parties[party.party]?.status = .suspended
            registry.parties[party.party]?.suspendedReason = "unregistered by \(whom)"
            announce(party.party)
        }
        log.info("unregistered", ["platform": record.name, "by": whom])
        return OCPIAnswer()
    }

    func notAuthorised() -> OCPIAnswer {
        OCPIAnswer(
            http: 401, status: .clientError, message: "the token in Authorization is missing or not one of this hub's",
            headers: ["WWW-Authenticate": "Token"])
    }
}

extension PlatformRecord.TokenEncoding {
    /// The one form to use, or nil to find out.
    var fixed: TokenEncoding? {
        switch self {
        case .auto: nil
        case .base64: .base64
        case .raw: .raw
        }
    }
}
