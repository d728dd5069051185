import HTTPMessage
import JSON
import OCPI
import Roaming

/// Pull: what a partner owns, read from its SENDER interfaces (OCPI 2.2.1, "Pull and Push": pull is required).
extension Hub {
    /// After a handshake: locations and tariffs of its CPOs, tokens of its DPs. What cannot be read is logged; the
    /// pushes that follow fill the gap.
    func pullAll(from platformID: Int64) async {
        for party in registry.parties(of: platformID) {
            var modules: [ModuleID] = []
            if party.roles.contains(V221.Role.cpo.rawValue) { modules += [.tariffs, .locations] }
            if party.roles.contains(V221.Role.emsp.rawValue) { modules.append(.tokens) }
            for module in modules { await pull(module, of: party.party, from: platformID) }
        }
    }

    /// Walks the pages of one list. A Link that leads nowhere new ends the walk: partners have sent endless ones.
    func pull(_ module: ModuleID, of owner: PartyID, from platformID: Int64) async {
        guard let start = registry.platforms[platformID]?.url(of: module, .sender) else { return }
        var visited: Set<String> = []
        var next: String? = EndpointURL.join(start, [], query: [("offset", "0"), ("limit", "100")])
        var offset = 0
        while let url = next, visited.insert(url).inserted, visited.count <= 10_000, !isStopping {
            var routing = messageIDs()
            (routing.to, routing.from) = (owner, configuration.party)
            let request = PartnerRequest(
                method: .GET, url: url, routing: routing,
                subject: MessageSubject(module: module.rawValue, from: configuration.party, to: owner))
            let answer = await exchange(request, with: platformID)
            guard case .answered(let response) = answer, answer.isSuccess,
                case .array(let items)? = answer.envelope?.data
            else {
                log.warning(
                    "pull failed", ["party": owner.description, "module": module.rawValue, "answer": answer.summary])
                return
            }
            await take(items, module, owner)
            let page = PageAnswer(from: response.headers)
            offset += items.count
            next = page.next.flatMap { URLReference($0) == nil ? nil : $0 }
            if next == nil, let total = page.total, offset < total, !items.isEmpty {
                next = EndpointURL.join(start, [], query: [("offset", String(offset)), ("limit", "100")])
            }
        }
    }

    /// Each object on its own: one that is broken is named in the log and the others are kept.
    private func take(_ items: [JSONValue], _ module: ModuleID, _ owner: PartyID) async {
        let now = configuration.now()
        let log = log
        do {
            try await store.writer.write { db in
                let intake = ObjectIntake(db: db, now: now, isShared: true)
                for item in items {
                    do {
                        try db.savepoint { try intake.take(pulled: item, module, owner) }
                    } catch let error as FieldError {
                        log.warning(
                            "pulled object refused",
                            ["party": owner.description, "module": module.rawValue, "reason": error.description])
                    }
                }
            }
        } catch {
            log.error("could not store pulled objects", ["error": "\(error)"])
        }
    }
}

extension ObjectIntake {
    /// One object of a pulled list; its owner must be the party that was asked.
    func take(pulled item: JSONValue, _ module: ModuleID, _ owner: PartyID) throws {
        let reader = try ObjectReader(item)
        guard let claimed = PartyID(country: try reader.string("country_code"), party: try reader.string("party_id")),
            claimed == owner
        else { throw reader.fail("party_id", rule: "must be \(owner), whose list this is") }
        switch module {
        case .locations:
            _ = try put(
                location: item, owner, known: try LocationStore.get(db, owner, try reader.string("id")))
        case .tariffs:
            _ = try tariff(item, owner, raw: item.serialized())
        default:
            let uid = try reader.string("uid")
            _ = try put(
                token: item, owner, uid: uid,
                known: try TokenStore.get(db, owner, uid: uid, type: try reader.string("type")))
        }
    }
}
