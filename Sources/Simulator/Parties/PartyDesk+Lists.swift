import HTTPMessage
import JSON
import OCPI
import Roaming

extension PartyDesk {
    /// The most objects in a page.
    static let pageCap = 50

    /// GET on a SENDER interface: our own objects in pages, or one of them.
    func list(_ request: HTTPRequest, _ module: ModuleID, _ path: [String]) throws(FieldError) -> Reply {
        guard request.method == .GET else { return .notAllowed }
        if let id = path.first { return one(module, id, Array(path.dropFirst())) }
        let page = try PageRequest(query: request.query)
        if module == .sessions, page.from == nil {
            throw FieldError(field: "date_from", rule: "is required to list sessions", value: nil)
        }
        let matching = objects(module).filter { page.contains($0.lastUpdated) }
        let shown = matching.dropFirst(page.offset).prefix(page.pageSize(cap: Self.pageCap))
        var reply = Reply.ok(.array(shown.map(\.json)))
        PageAnswer(
            request: page, total: matching.count, cap: Self.pageCap, listURL: address.endpoint(module, .sender)
        ).write(to: &reply.fields)
        return reply
    }

    private func one(_ module: ModuleID, _ id: String, _ inner: [String]) -> Reply {
        guard let object = objects(module).first(where: { $0.id.uppercased() == id.uppercased() }) else {
            return .notFound("\(module) \(id)")
        }
        guard let uid = inner.first else { return .ok(object.json) }
        let evses = core.operatorCore?.fleet.locations.first { $0.id == object.id }?.evses ?? []
        guard let evse = evses.first(where: { $0.uid.uppercased() == uid.uppercased() }) else {
            return .notFound("EVSE \(uid)")
        }
        guard inner.count > 1 else { return .ok(evse.json) }
        return evse.connectors.first { $0.id == inner[1] }.map { .ok($0.json) } ?? .notFound("connector \(inner[1])")
    }

    private struct Owned {
        let id: String
        let lastUpdated: Timestamp
        let json: JSONValue
    }

    /// In the order they were made, as pages must be.
    private func objects(_ module: ModuleID) -> [Owned] {
        switch module {
        case .locations:
            core.operatorCore?.fleet.locations.map { Owned(id: $0.id, lastUpdated: $0.lastUpdated, json: $0.json) }
                ?? []
        case .tariffs:
            core.operatorCore?.book.tariffs.map {
                Owned(id: $0.id, lastUpdated: $0.lastUpdated ?? Timestamp(milliseconds: 0), json: $0.json)
            } ?? []
        case .sessions:
            core.operatorCore?.sessions.map { Owned(id: $0.id, lastUpdated: $0.lastUpdated, json: $0.json) } ?? []
        case .cdrs:
            core.operatorCore?.cdrs.map { Owned(id: $0.id, lastUpdated: $0.lastUpdated, json: $0.json) } ?? []
        case .tokens:
            core.providerCore?.wallet.tokens.map {
                Owned(id: $0.uid, lastUpdated: $0.lastUpdated, json: $0.json)
            } ?? []
        default: []
        }
    }
}
