import OCPI
import Roaming

/// An eMSP without a network: its drivers' tokens, what it is told, and the commands its app users send.
struct ProviderCore: Sendable {
    struct KnownEVSE: Hashable, Sendable {
        let owner: PartyID
        let locationID: String
        let uid: String
        let connectorID: String
        var status: V221.EVSEStatus
    }

    let plan: PartyPlan
    let rate: Rate
    let wallet: Wallet
    /// EVSEs heard of, with the last status.
    private var evses: [String: KnownEVSE] = [:]
    private var evseOrder: [String] = []
    /// Sessions that app users started, while they go on, and whose they are.
    private var active: [String: PartyID] = [:]
    private var reservations: [(id: String, cpo: PartyID)] = []
    private var random: SeededRandom
    private var nextCommand: Timestamp
    private var commandNumber = 0
    private let generation: Int
    var counters = Counters()

    init(plan: PartyPlan, rate: Rate, seed: UInt64, generation: Int = 1, at now: Timestamp) {
        self.plan = plan
        self.rate = rate
        self.generation = generation
        var random = SeededRandom(seed: seed, for: plan.id.description)
        wallet = Wallet.make(for: plan, random: &random, at: now)
        nextCommand = now + .seconds(random.int(60...max(61, rate.commandMinutes * 60)))
        self.random = random
    }

    /// What a newly registered eMSP publishes.
    mutating func publish() -> [Outgoing] {
        counters.tokens = wallet.tokens.count
        return wallet.tokens.map { Outgoing(lane: "publish", message: .token($0)) }
    }

    /// Puts the first command behind now.
    mutating func begin(at now: Timestamp) {
        nextCommand = now + .seconds(random.int(60...max(61, rate.commandMinutes * 60)))
    }

    /// The answer to a real-time authorisation; nil for a token we never gave out.
    mutating func authorize(
        uid: String, type: V221.TokenType, at place: V221.LocationReferences?
    ) -> V221.AuthorizationInfo? {
        guard let token = wallet.token(uid, type) else { return nil }
        counters.authorizations += 1
        let reference = "\(plan.id.party)-\(generation)-A\(counters.authorizations)"
        return V221.AuthorizationInfo(
            allowed: token.valid ? .allowed : .blocked, token: token, location: place,
            authorizationReference: token.valid ? reference : nil)
    }

    mutating func learn(_ location: V221.Location) {
        for evse in location.evses { learn(evse, of: location.party, at: location.id) }
    }

    mutating func learn(_ evse: V221.EVSE, of owner: PartyID, at locationID: String) {
        guard let connector = evse.connectors.first else { return }
        let key = "\(owner) \(locationID) \(evse.uid)"
        if evses[key] == nil { evseOrder.append(key) }
        evses[key] = KnownEVSE(
            owner: owner, locationID: locationID, uid: evse.uid, connectorID: connector.id, status: evse.status)
    }

    /// False when the EVSE was never heard of.
    mutating func learn(_ status: V221.EVSEStatus, of owner: PartyID, _ locationID: String, _ uid: String) -> Bool {
        let key = "\(owner) \(locationID) \(uid)"
        guard evses[key] != nil else { return false }
        evses[key]?.status = status
        return true
    }

    mutating func learn(_ session: V221.Session) {
        let isOurs = session.status == .active && session.authMethod == .command
        active[session.id] = isOurs ? session.party : nil
    }

    /// Lets time pass: now and then an app user starts, stops, reserves or cancels.
    ///
    /// - Parameter responseURL: where the result of the command with this id is to be sent.
    mutating func pass(to now: Timestamp, responseURL: (V221.CommandType, String) -> String) -> [Outgoing] {
        guard rate.commandMinutes > 0, nextCommand <= now else { return [] }
        nextCommand = now + .seconds(random.int(rate.commandMinutes * 30...rate.commandMinutes * 90))
        commandNumber += 1
        let id = "\(plan.id.party)-\(generation)-K\(commandNumber)"
        guard let (command, cpo) = command(id, now, responseURL) else { return [] }
        counters.commandsSent += 1
        return [Outgoing(lane: "command \(id)", message: .command(command, to: cpo))]
    }

    private mutating func command(
        _ id: String, _ now: Timestamp, _ responseURL: (V221.CommandType, String) -> String
    ) -> (V221.Command, PartyID)? {
        let draw = random.int(1...100)
        if draw > 90, let first = reservations.first {
            reservations.removeFirst()
            let url = responseURL(.cancelReservation, id)
            return (.cancelReservation(reservationID: first.id, responseURL: url), first.cpo)
        }
        if draw > 80, let (session, cpo) = active.min(by: { $0.key < $1.key }) {
            return (.stopSession(sessionID: session, responseURL: responseURL(.stopSession, id)), cpo)
        }
        let free = evseOrder.compactMap { evses[$0] }.filter { $0.status == .available }
        let users = wallet.tokens.filter { $0.type == .appUser && $0.valid }
        guard !free.isEmpty, !users.isEmpty else { return nil }
        let evse = free[random.int(0...free.count - 1)]
        let token = users[random.int(0...users.count - 1)]
        if draw > 70 {
            reservations.append((id, evse.owner))
            let body = V221.ReserveNow(
                responseURL: responseURL(.reserveNow, id), token: token, expiry: now + .seconds(900),
                reservationID: id, locationID: evse.locationID, evseUID: evse.uid)
            return (.reserveNow(body), evse.owner)
        }
        let body = V221.StartSession(
            responseURL: responseURL(.startSession, id), token: token, locationID: evse.locationID,
            evseUID: evse.uid, connectorID: evse.connectorID, authorizationReference: id)
        return (.startSession(body), evse.owner)
    }
}
