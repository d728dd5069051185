import OCPI
import Roaming
import SQLite

/// The Switchboard's look-ups on one request's own view: the registry as it was when the request came, and the store on
/// the connection of the request's savepoint.
struct HubDirectory: Directory {
    let registry: Registry
    let hub: PartyID
    let now: Timestamp
    let db: Connection

    func parties() throws(StoreFailure) -> [DirectoryParty] {
        registry.parties.values.sorted { $0.party < $1.party }.flatMap(roles)
    }

    func parties(onPlatform platform: String) throws(StoreFailure) -> [DirectoryParty] {
        guard let id = Int64(platform) else { return [] }
        return registry.parties(of: id).flatMap(roles)
    }

    func parties(withID id: PartyID) throws(StoreFailure) -> [DirectoryParty] {
        registry.parties[id].map(roles) ?? []
    }

    func serves(_ module: ModuleID, _ interface: InterfaceRole, platform: String) throws(StoreFailure) -> Bool {
        Int64(platform).flatMap { registry.platforms[$0] }?.url(of: module, interface) != nil
    }

    func refusal(cpo: PartyID, dp: PartyID, module: ModuleID) throws(StoreFailure) -> String? {
        switch registry.book.trade(cpo: cpo, dp: dp, module: module.rawValue, at: now) {
        case .allowed: nil
        case .refused(let reason): reason.description
        }
    }

    func owners(ofToken uid: String, type: String?) throws(StoreFailure) -> [PartyID] {
        try StoreFailure.wrap { try TokenStore.find(db, uid: uid, type: type).map(\.owner) }
    }

    func owners(ofLocation id: String) throws(StoreFailure) -> [PartyID] {
        try StoreFailure.wrap { try LocationStore.owners(db, locationID: id) }
    }

    func owners(ofTariff id: String) throws(StoreFailure) -> [PartyID] {
        try StoreFailure.wrap { try TariffStore.owners(db, tariffID: id) }
    }

    func owners(ofCDR id: String) throws(StoreFailure) -> [PartyID] {
        try StoreFailure.wrap { try CDRStore.find(db, cdrID: id).map(\.cpo) }
    }

    func sessions(withID id: String) throws(StoreFailure) -> [(cpo: PartyID, dp: PartyID)] {
        try StoreFailure.wrap { try SessionStore.find(db, sessionID: id).map { ($0.cpo, $0.dp) } }
    }

    func owners(ofReservation id: String, by dp: PartyID) throws(StoreFailure) -> [PartyID] {
        try StoreFailure.wrap { try CommandStore.owners(db, reservation: id, by: dp) }
    }

    func callback(_ id: String) throws(StoreFailure) -> Callback? {
        let found = try StoreFailure.wrap {
            (try CommandStore.get(db, id), try URLMapStore.get(db, id))
        }
        if let command = found.0, command.requester == hub {
            return Callback(url: "", requester: hub, platform: "", responder: command.cpo)
        }
        guard let mapping = found.1, mapping.kind == .response, mapping.expiresAt.map({ now < $0 }) ?? true else {
            return nil
        }
        // Written by IntakeTransaction.map: who asked, and who was asked.
        let ends = (mapping.objectID ?? "").split(separator: ">").map { PartyID(String($0)) }
        guard ends.count == 2, let requester = ends[0], let responder = ends[1] else { return nil }
        return Callback(
            url: mapping.originalURL, requester: requester, platform: String(mapping.platformID), responder: responder)
    }

    private func roles(_ party: PartyRecord) -> [DirectoryParty] {
        party.roles.compactMap { role in
            guard let role = V221.Role(rawValue: role),
                let status = V221.ConnectionStatus(rawValue: party.status.rawValue)
            else { return nil }
            return DirectoryParty(id: party.party, role: role, platform: String(party.platformID), status: status)
        }
    }
}

/// The store could not be read while a route was decided: our failure, not the partner's.
struct StoreFailure: Error, CustomStringConvertible {
    let underlying: any Error

    var description: String { "\(underlying)" }

    static func wrap<T>(_ body: () throws -> T) throws(StoreFailure) -> T {
        do { return try body() } catch { throw StoreFailure(underlying: error) }
    }
}
