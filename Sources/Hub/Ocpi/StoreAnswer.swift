import HTTPMessage
import JSON
import OCPI
import Roaming
import SQLite

/// GET All and single objects, answered from the store within what the viewer may see.
///
/// The objects go out as the bytes that came in. Source: OCPI 2.2.1, "GET All via Hubs", "Pagination".
struct StoreAnswer {
    let db: Connection
    let registry: Registry
    let now: Timestamp
    let request: HTTPRequest
    let addresses: OCPIAddresses
    let interface: InterfaceRole

    /// Objects in a page, whatever was asked for.
    static let pageCap = 100

    func answer(_ query: StoreQuery) throws -> OCPIAnswer {
        switch query {
        case .list(let module, let viewer): return try list(module, viewer: viewer)
        case .object(let module, let owner, let ids, let viewer):
            guard let data = try object(module, owner: owner, ids: ids, viewer: viewer) else {
                throw Refusal.http(404, .clientError, "\(module) \(ids.joined(separator: "/")) is unknown here")
            }
            return OCPIAnswer(data: data)
        }
    }

    private func list(_ module: ModuleID, viewer: PartyID) throws -> OCPIAnswer {
        let page = try PageRequest(query: request.query)
        var query = PageQuery(
            dateFrom: page.from, dateTo: page.to, offset: page.offset, limit: page.pageSize(cap: Self.pageCap))
        query.owners = counterparts(of: viewer, module)
        let result: (items: [[UInt8]], total: Int)
        switch module {
        case .locations:
            query.sharedOnly = true
            let found = try LocationStore.page(db, query)
            result = (found.items.map(\.raw), found.total)
        case .tariffs:
            query.sharedOnly = true
            let found = try TariffStore.page(db, query)
            result = (found.items.map(\.raw), found.total)
        case .tokens:
            query.sharedOnly = true
            let found = try TokenStore.page(db, query)
            result = (found.items.map(\.raw), found.total)
        case .sessions:
            query.receivers = [viewer]
            let found = try SessionStore.page(db, query)
            result = (found.items.map(\.raw), found.total)
        case .cdrs:
            query.receivers = [viewer]
            let found = try CDRStore.page(db, query)
            result = (found.items.map(\.raw), found.total)
        default:
            throw Refusal.http(404, .clientError, "\(module) has no list")
        }
        var fields = HTTPFields()
        PageAnswer(
            request: page, total: result.total, cap: Self.pageCap, listURL: addresses.module(module, interface)
        ).write(to: &fields)
        return OCPIAnswer(data: Envelope.arrayBytes(of: result.items), headers: fields)
    }

    /// Parties whose objects of a module the viewer may see: those it trades with, on whichever side they are.
    private func counterparts(of viewer: PartyID, _ module: ModuleID) -> Set<PartyID> {
        Set(
            registry.parties.keys.filter { other in
                registry.trades(viewer, other, module: module, at: now)
            })
    }

    private func object(
        _ module: ModuleID, owner: PartyID?, ids: [String], viewer: PartyID
    ) throws -> [UInt8]? {
        // An owner checks its own copy at the hub; anyone else sees what the list would show.
        let visible = counterparts(of: viewer, module).union([viewer])
        let owners = owner.map { [$0] } ?? visible.sorted()
        for party in owners where visible.contains(party) {
            let isOwn = party == viewer
            switch module {
            case .locations:
                guard let found = try LocationStore.get(db, party, ids[0]), isOwn || found.isShared else { continue }
                return try part(of: found.raw, ids.dropFirst())
            case .tariffs:
                if let found = try TariffStore.current(db, party, ids[0]), isOwn || found.isShared,
                    found.deletedAt == nil
                {
                    return found.raw
                }
            case .tokens:
                let type = request.queryValue("type") ?? V221.TokenType.rfid.rawValue
                if let found = try TokenStore.get(db, party, uid: ids[0], type: type), isOwn || found.isShared {
                    return found.raw
                }
            case .sessions:
                if let found = try SessionStore.get(db, party, ids[0]), isOwn || found.dp == viewer { return found.raw }
            case .cdrs:
                if let found = try CDRStore.get(db, party, ids[0]), isOwn || found.dp == viewer { return found.raw }
            default: return nil
            }
        }
        return nil
    }

    /// An EVSE or a connector of a stored location.
    private func part(of raw: [UInt8], _ ids: ArraySlice<String>) throws -> [UInt8]? {
        guard !ids.isEmpty else { return raw }
        var value = try JSON.parse(raw)
        for (id, (list, key)) in zip(ids, [("evses", "uid"), ("connectors", "id")]) {
            guard case .object(let object) = value, case .array(let items)? = object[list] else { return nil }
            let found = items.first { item in
                guard case .object(let part) = item, case .string(let text)? = part[key] else { return false }
                return text.uppercased() == id.uppercased()
            }
            guard let found else { return nil }
            value = found
        }
        return value.serialized()
    }
}
