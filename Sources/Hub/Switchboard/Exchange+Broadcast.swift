import OCPI
import Roaming

extension Exchange {
    /// Everybody on the other side who trades with the sender, is connected and serves the module.
    ///
    /// Source: OCPI 2.2.1, transport and format, "Broadcast Push". FROM becomes the hub; the owner in the address
    /// stays. A party in two fitting roles gets the message once.
    func broadcast() throws(D.Failure) -> Routing {
        let senderRoles = try directory.parties(withID: from).map(\.role)
        let fitting = ModuleRules.roles(side, request.module)
        let reached = senderRoles.filter { fitting.contains($0) || $0 == .hub }
            .reduce(into: Set<V221.Role>()) { $0.formUnion(ModuleRules.broadcastRoles(from: $1)) }
        var deliveries: [Onward] = []
        var skipped: [Routing.Skipped] = []
        var seen: Set<PartyID> = []
        for party in try directory.parties() where reached.contains(party.role) && party.id != from {
            guard seen.insert(party.id).inserted else { continue }
            switch try reach(party.id) {
            case .success(let delivery):
                deliveries.append(
                    Onward(
                        party: delivery.party, platform: delivery.platform, module: delivery.module,
                        interface: delivery.interface,
                        headers: RoutingHeaders(
                            to: delivery.party, from: directory.hub, correlationID: request.headers.correlationID)))
            case .failure(let refusal):
                skipped.append(Routing.Skipped(party: party.id, reason: refusal.message))
            }
        }
        return .broadcast(deliveries, skipped: skipped)
    }
}
