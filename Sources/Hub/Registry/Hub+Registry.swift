import Digest
import HTTPMessage
import JSON
import OCPI
import Roaming

/// Which platform a request comes from: the token was one of ours.
struct PlatformCaller: Sendable {
    let platformID: Int64
    /// The token as it was presented; held only while the request is answered.
    let token: String
    /// Only the configuration modules are open to a registration token ("Token A").
    let isRegistration: Bool
}

/// What the hub remembers of the line to a platform, beside the registry, since it changes with every message and the
/// registry is copied into every transaction.
struct Contact: Sendable {
    /// When the last message of it arrived.
    var lastHeard: ContinuousClock.Instant?
    /// Consecutive failures to reach it.
    var failures = 0
}

extension Hub {
    /// Reads the registry from the store; the hub's memory of who is connected starts here.
    func loadRegistry() async throws {
        let loaded = try await store.reader.read { db in
            var registry = Registry()
            let endpoints = try EndpointStore.all(db)
            for record in try PlatformStore.all(db) {
                registry.platforms[record.id] = Registry.Platform(
                    record: record, endpoints: endpoints[record.id] ?? [])
                registry.replaceTokens(of: record.id, with: try AcceptTokenStore.list(db, platform: record.id))
            }
            for party in try PartyStore.all(db) { registry.parties[party.party] = party }
            registry.agreements = Dictionary(grouping: try AgreementStore.all(db), by: \.id)
            return registry
        }
        registry = loaded
        for (platform, token) in try await store.secrets.all() { registry.platforms[platform]?.sendToken = token }
    }

    /// The caller, or nil with nothing known about the token.
    ///
    /// The first call with a new token ends the old one: from then on the partner has shown that it holds the new.
    func authenticate(_ request: HTTPRequest) -> PlatformCaller? {
        let candidates = AuthorizationToken.candidates(header: request.headers.first("Authorization"))
        guard let found = registry.find(candidates, hash: { SHA256.hash(Array($0.utf8)) }) else { return nil }
        let id = found.token.platformID
        guard found.token.state != .void, registry.platforms[id] != nil else { return nil }
        if found.token.state == .current { dropPrevious(of: id) }
        heard(from: id)
        return PlatformCaller(
            platformID: id, token: found.candidate.token, isRegistration: found.token.state == .registration)
    }

    private func dropPrevious(of platformID: Int64) {
        guard registry.tokens.values.contains(where: { $0.platformID == platformID && $0.state == .previous }) else {
            return
        }
        let old = registry.tokens.filter { $0.value.platformID == platformID && $0.value.state == .previous }
        for key in old.keys { registry.tokens[key] = nil }
        let at = configuration.now()
        store.writer.submit(
            { try AcceptTokenStore.dropPrevious($0, platform: platformID, at: at) },
            completion: logFailure("end a replaced token"))
    }

    /// A message arrived from a platform: it is there, whatever it said.
    func heard(from platformID: Int64) {
        contacts[platformID] = Contact(lastHeard: ContinuousClock.now)
        setReachable(platformID, true)
    }

    /// What an attempt to reach a platform says about it: an answer of any kind shows it is there, three failures in
    /// a row that it is not.
    func reached(_ platformID: Int64, _ answer: PartnerAnswer) {
        guard registry.platforms[platformID] != nil else { return }
        switch answer {
        case .answered:
            heard(from: platformID)
        case .notDelivered, .maybe:
            contacts[platformID, default: Contact()].failures += 1
            if contacts[platformID]?.failures ?? 0 >= 3 { setReachable(platformID, false) }
        }
    }

    /// Moves the platform's parties between CONNECTED and OFFLINE; PLANNED and SUSPENDED are nobody's but a person's.
    private func setReachable(_ platformID: Int64, _ isReachable: Bool) {
        let (from, to): (PartyRecord.Status, PartyRecord.Status) =
            isReachable ? (.offline, .connected) : (.connected, .offline)
        let moved = registry.parties.values.filter { $0.platformID == platformID && $0.status == from }
        for party in moved.sorted(by: { $0.party < $1.party }) {
            setStatus(of: party.party, to, reason: nil)
        }
    }

    /// Changes a party's status in memory and store, and tells the other parties.
    func setStatus(of party: PartyID, _ status: PartyRecord.Status, reason: String?) {
        let at = configuration.now()
        registry.parties[party]?.status = status
        registry.parties[party]?.suspendedReason = reason
        registry.parties[party]?.lastUpdated = at
        store.writer.submit(
            { db in
                try PartyStore.setStatus(db, party, status, reason: reason, at: at)
                if status == .offline {
                    try Alerts.raise(
                        db, .partner, party.description, code: "OFFLINE", severity: .critical,
                        text: "\(party) cannot be reached", at: at)
                } else {
                    try Alerts.clear(db, .partner, party.description, code: "OFFLINE", at: at)
                }
                try Feed.touch(db, .partner, id: party.description, at: at)
            }, completion: logFailure("store the status of \(party)"))
        log.info("party status", ["party": party.description, "status": status.rawValue])
        announce(party)
    }
}

extension Registry {
    mutating func replaceTokens(of platform: Int64, with list: [AcceptToken]) {
        tokens = tokens.filter { $0.value.platformID != platform }
        for token in list { tokens[token.hash] = AcceptedToken(platformID: platform, state: token.state) }
    }
}
