import JSON
import OCPI
import Roaming

/// One request on its way through the Switchboard, its sender known.
struct Exchange<D: Directory> {
    let request: RoutingRequest
    let shape: RequestShape
    let from: PartyID
    let directory: D
    var notes: [String] = []

    /// The side the sender is on in this exchange; the receiver is on the other.
    var side: ModuleRules.Side { ModuleRules.callingSide(request.module, request.interface) }

    var addressesHub: Bool { request.headers.to == directory.hub }

    mutating func route() throws(D.Failure) -> Routing {
        switch shape {
        case .result(let id):
            return try result(id)
        case .storedCDR(let id):
            return .answerFromStore(.object(.cdrs, owner: from, ids: [id], viewer: from))
        default:
            break
        }
        if let to = request.headers.to, to != directory.hub {
            return try direct(to)
        }
        switch shape {
        case .list: return getAll()
        case .objectByID(let ids): return try single(ids)
        case .ownedObject(let owner, let ids) where request.method == "GET":
            return .answerFromStore(.object(request.module, owner: owner, ids: ids, viewer: from))
        case .ownedObject where ModuleRules.mayBroadcast(request.module):
            return try broadcast()
        default:
            if addressesHub { notes.append("TO names the hub; this goes to one party, found by its content") }
            return try byContent()
        }
    }

    /// Party to party.
    func direct(_ to: PartyID) throws(D.Failure) -> Routing {
        switch try reach(to) {
        case .success(let delivery): .forward(delivery)
        case .failure(let refusal): .refuse(refusal)
        }
    }

    /// The delivery of this request to a party, or the rule that stands between.
    func reach(_ to: PartyID) throws(D.Failure) -> Result<Onward, Refusal> {
        let known = try directory.parties(withID: to)
        guard !known.isEmpty else {
            return .failure(.ocpi(.unknownReceiver, "\(to) is not known at this hub"))
        }
        let other: ModuleRules.Side = side == .cpo ? .dp : .cpo
        let allowed = ModuleRules.roles(other, request.module)
        let fitting = known.filter { allowed.contains($0.role) || $0.role == .hub }
        guard !fitting.isEmpty else {
            let has = known.map(\.role.rawValue).joined(separator: ", ")
            return .failure(
                .ocpi(.invalidParameters, "\(to) is \(has); it is not on the other side of \(request.module)"))
        }
        let (cpo, dp) = side == .cpo ? (from, to) : (to, from)
        if let rule = try directory.refusal(cpo: cpo, dp: dp, module: request.module) {
            return .failure(.ocpi(.receiverNotConnected, rule))
        }
        if shape == .newCDR { return taken(for: fitting) }
        let connected = fitting.filter { $0.status == .connected }
        guard !connected.isEmpty else {
            return .failure(.ocpi(.receiverNotConnected, "\(to) is \(fitting[0].status.rawValue)"))
        }
        for party in connected
        where try directory.serves(request.module, request.interface, platform: party.platform) {
            return .success(onward(to: party, from: from))
        }
        return .failure(
            .ocpi(.hubError, "\(to) serves no \(request.module) \(request.interface.rawValue) endpoint"))
    }

    /// A CDR is the hub's to accept: it is money owed, also when the receiver is away, suspended or lacks the module
    /// now. Its delivery waits. Only a party that never registered has nothing to be billed for.
    private func taken(for fitting: [DirectoryParty]) -> Result<Onward, Refusal> {
        let known = fitting.filter { $0.status != .planned }
        guard let party = known.first(where: { $0.status == .connected }) ?? known.first else {
            return .failure(.ocpi(.receiverNotConnected, "\(fitting[0].id) is \(fitting[0].status.rawValue)"))
        }
        return .success(onward(to: party, from: from))
    }

    func onward(to party: DirectoryParty, from sender: PartyID) -> Onward {
        Onward(
            party: party.id, platform: party.platform, module: request.module, interface: request.interface,
            headers: RoutingHeaders(
                to: party.id, from: sender, correlationID: request.headers.correlationID))
    }

    /// The merged list of everybody's objects, which only the hub can give.
    private mutating func getAll() -> Routing {
        if request.headers.to == nil { notes.append("TO headers were missing; read as GET All, which names the hub") }
        if request.module == .sessions, request.queryValue("date_from") == nil {
            return .refuse(.ocpi(.invalidParameters, "date_from is required to list sessions"))
        }
        return .answerFromStore(.list(request.module, viewer: from))
    }

    /// The asynchronous result of a request that the hub forwarded, or made.
    private mutating func result(_ id: String) throws(D.Failure) -> Routing {
        guard let callback = try directory.callback(id) else {
            return .refuse(.http(404, .clientError, "no request waits for a result at this address"))
        }
        guard callback.responder == from else {
            return .refuse(.ocpi(.invalidParameters, "\(from) was not asked; the result is \(callback.responder)'s"))
        }
        if let to = request.headers.to, to != callback.requester, to != directory.hub {
            notes.append("TO was \(to); the result goes to \(callback.requester), who asked")
        }
        if callback.requester != directory.hub {
            let requester = try directory.parties(withID: callback.requester)
                .filter { $0.platform == callback.platform }
            guard requester.contains(where: { $0.status == .connected }) else {
                let status = requester.first?.status ?? .suspended
                return .refuse(
                    .ocpi(.receiverNotConnected, "\(callback.requester), who asked, is \(status.rawValue)"))
            }
        }
        return .callback(
            callback,
            RoutingHeaders(to: callback.requester, from: from, correlationID: request.headers.correlationID))
    }
}
