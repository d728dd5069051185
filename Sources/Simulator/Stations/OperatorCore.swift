import OCPI
import Roaming

/// A CPO without a network: stations, prices, drivers, and the messages they make as virtual time passes.
///
/// It is reproducible: the same plan, tokens, answers and times give the same messages. All times in messages are
/// ends of steps, so they do not depend on how often it is asked.
struct OperatorCore: Sendable {
    let plan: PartyPlan
    let rate: Rate
    let book: TariffBook
    var fleet: Fleet
    var stations: [Station]
    /// Drivers' tokens, as eMSPs pushed them, in the order they came.
    private(set) var tokens: [V221.Token] = []
    private var tokenPlaces: [String: Int] = [:]
    /// The last state of each session, as its owner knows it, in the order they began; for GET.
    private(set) var sessions: [V221.Session] = []
    private var sessionPlaces: [String: Int] = [:]
    private(set) var cdrs: [V221.CDR] = []
    var counters = Counters()
    var misbehaviour: Misbehaviour
    var random: SeededRandom
    /// Distinguishes the session ids of one run of a kept simulation from those of the next.
    let generation: Int
    /// The end of the last step.
    private(set) var clock: Timestamp
    private var sessionNumber = 0
    /// Sessions of which a push failed: their next update is sent whole, as the specification advises.
    private var unsure: Set<String> = []
    private var due: [(at: Timestamp, outgoing: Outgoing)] = []

    init(plan: PartyPlan, rate: Rate, seed: UInt64, generation: Int = 1, at now: Timestamp) {
        self.plan = plan
        self.rate = rate
        self.generation = generation
        clock = ChargingCurve.stepEnd(before: now)
        var random = SeededRandom(seed: seed, for: plan.id.description)
        book = TariffBook.make(for: plan, random: &random, at: now)
        fleet = Fleet.make(for: plan, random: &random, at: now)
        stations = []
        for location in fleet.locations {
            for evse in location.evses {
                let arrival = now + .seconds(random.int(0...max(1, rate.idleMinutes.lowerBound) * 60))
                stations.append(
                    Station(
                        evseUID: evse.uid, locationID: location.id, connector: evse.connectors[0],
                        state: .free(until: arrival)))
            }
        }
        self.random = random
        misbehaviour = Misbehaviour(plan.faults)
    }

    /// What a newly registered CPO publishes.
    mutating func publish() -> [Outgoing] {
        counters.tariffs = book.tariffs.count
        counters.locations = fleet.locations.count
        counters.evses = stations.count
        return book.tariffs.map { Outgoing(lane: "publish", message: .tariff($0)) }
            + fleet.locations.map { Outgoing(lane: "publish", message: .location($0)) }
    }

    /// Puts every station's clock to now, and its first driver behind it.
    mutating func begin(at now: Timestamp) {
        clock = ChargingCurve.stepEnd(before: now)
        for index in stations.indices {
            let seconds = random.int(0...max(1, rate.idleMinutes.lowerBound) * 60)
            stations[index].state = .free(until: now + .seconds(seconds))
        }
    }

    /// Takes a token that an eMSP published; a newer one replaces it.
    mutating func learn(_ token: V221.Token) {
        let key = "\(token.party) \(token.type.rawValue) \(token.uid.uppercased())"
        if let place = tokenPlaces[key] {
            tokens[place] = token
        } else {
            tokenPlaces[key] = tokens.count
            tokens.append(token)
            counters.tokens = tokens.count
        }
    }

    /// Lets time pass, all stations in step, and answers what is to be sent.
    mutating func pass(to now: Timestamp) -> [Outgoing] {
        var out: [Outgoing] = []
        while clock + .seconds(ChargingCurve.stepSeconds) <= now {
            clock = clock + .seconds(ChargingCurve.stepSeconds)
            let time = clock
            out += due.filter { $0.at <= time }.map(\.outgoing)
            due.removeAll { $0.at <= time }
            for index in stations.indices { moveStation(index, &out) }
        }
        return out
    }

    /// The sessions that go on, as full objects: what a partner that was away sends when it is back.
    func resynchronise() -> [Outgoing] {
        stations.indices.compactMap { index in
            guard case .charging(let charge) = stations[index].state else { return nil }
            return Outgoing(lane: stations[index].evseUID, message: .putSession(session(charge, .active, index)))
        }
    }

    /// Learns what became of a message; what is final and found nobody is sent again ten minutes later.
    mutating func learn(_ outcome: Outcome, of message: Message) {
        switch message {
        case .patchSession(let id, _, _) where outcome != .accepted:
            unsure.insert(id)
        case .putSession(let session) where !session.status.isFinal && outcome != .accepted:
            unsure.insert(session.id)
        case .putSession where outcome.isTemporary, .cdr where outcome.isTemporary:
            due.append((clock + .seconds(600), Outgoing(lane: "again", message: message)))
        default:
            break
        }
    }

    /// Whether the next update of a session must be the whole session; asked once for each update.
    mutating func mustSendWhole(_ id: String) -> Bool {
        unsure.remove(id) != nil
    }

    func stationIndex(ofEVSE uid: String) -> Int? {
        stations.firstIndex { $0.evseUID == uid }
    }

    /// Sends something later, in the EVSE's lane.
    mutating func later(_ message: Message, from index: Int, after duration: Duration) {
        due.append((clock + duration, Outgoing(lane: stations[index].evseUID, message: message)))
    }

    mutating func keep(_ cdr: V221.CDR) {
        cdrs.append(cdr)
        counters.cdrs += 1
    }

    mutating func remember(_ session: V221.Session) {
        if let place = sessionPlaces[session.id] {
            sessions[place] = session
        } else {
            sessionPlaces[session.id] = sessions.count
            sessions.append(session)
        }
    }

    mutating func nextSessionID() -> String {
        sessionNumber += 1
        let digits = String(sessionNumber)
        return "\(plan.id.party)-\(generation)-\(String(repeating: "0", count: max(0, 5 - digits.count)))\(digits)"
    }
}
