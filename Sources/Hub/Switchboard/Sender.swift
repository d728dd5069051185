import JSON
import OCPI
import Roaming

/// The party a request comes from, once it is certain that the platform may speak for it.
struct Sender: Hashable {
    let party: PartyID
    let notes: [String]

    /// - Parameters:
    ///   - own: the platform's parties.
    ///   - named: what the directory knows under the party id in FROM.
    static func find(
        _ request: RoutingRequest, _ shape: RequestShape, own: [DirectoryParty], named: [DirectoryParty]
    ) -> Result<Sender, Refusal> {
        let isHub = own.contains { $0.role == .hub }
        let party: PartyID
        var notes: [String] = []
        if let from = request.headers.from {
            let mayRelay = isHub && named.allSatisfy { $0.platform == request.platform }
            guard own.contains(where: { $0.id == from }) || mayRelay else {
                return .failure(
                    .ocpi(.invalidParameters, "FROM \(from) is not a party this platform registered"))
            }
            party = from
        } else {
            let ids = Set(own.map(\.id))
            guard ids.count == 1, let only = ids.first else {
                return .failure(
                    .ocpi(
                        .invalidParameters,
                        "OCPI-from-country-code and OCPI-from-party-id are required: this platform has "
                            + "\(ids.count) parties"))
            }
            party = only
            notes.append("FROM headers were missing; the platform's only party was taken")
        }
        let roles = own.filter { $0.id == party }
        if !roles.isEmpty, roles.allSatisfy({ $0.status == .suspended }) {
            return .failure(.ocpi(.receiverNotConnected, "\(party) is suspended at this hub"))
        }
        if let refusal = wrongRole(request, shape, party, roles) ?? foreignObject(request, shape, own, isHub) {
            return .failure(refusal)
        }
        return .success(Sender(party: party, notes: notes))
    }

    /// Only the owner's side pushes, and only the other side pulls. A hub that relays has no role of its own in it.
    private static func wrongRole(
        _ request: RoutingRequest, _ shape: RequestShape, _ party: PartyID, _ roles: [DirectoryParty]
    ) -> Refusal? {
        if case .result = shape { return nil }
        let allowed = ModuleRules.roles(ModuleRules.callingSide(request.module, request.interface), request.module)
        if roles.isEmpty || roles.contains(where: { $0.role == .hub || allowed.contains($0.role) }) { return nil }
        let has = roles.map(\.role.rawValue).joined(separator: ", ")
        let needs = allowed.map(\.rawValue).sorted().joined(separator: ", ")
        return .ocpi(
            .invalidParameters,
            "\(party) is \(has); \(request.module) \(request.interface.rawValue) is called by \(needs)")
    }

    /// The owner in a RECEIVER address must be one of the platform's, and must agree with the body.
    private static func foreignObject(
        _ request: RoutingRequest, _ shape: RequestShape, _ own: [DirectoryParty], _ isHub: Bool
    ) -> Refusal? {
        switch shape {
        case .ownedObject(let owner, let ids):
            guard isHub || own.contains(where: { $0.id == owner }) else {
                return .ocpi(.invalidParameters, "\(owner) in the address is not a party this platform registered")
            }
            guard let body = request.body, request.method != "GET", request.method != "DELETE" else {
                return nil
            }
            return URLBodyRule.refusal(request.module, owner: owner, ids: ids, body: body)
        case .newCDR:
            guard case .object(let cdr)? = request.body else { return nil }
            guard case .string(let country)? = cdr["country_code"], case .string(let id)? = cdr["party_id"],
                let owner = PartyID(country: country, party: id)
            else { return .ocpi(.invalidParameters, "country_code and party_id of a CDR are required") }
            guard isHub || own.contains(where: { $0.id == owner }) else {
                return .ocpi(.invalidParameters, "\(owner) in the CDR is not a party this platform registered")
            }
            return nil
        default:
            return nil
        }
    }
}
