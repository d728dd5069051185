import HTTPMessage
import JSON
import OCPI
import Roaming

@testable import Simulator

/// A small world without a network: one CPO, one eMSP, and the wire between them in memory.
struct World {
    static let start = Timestamp(milliseconds: 1_795_000_000_000)

    var cpo: PartyDesk
    var dp: PartyDesk
    private(set) var now = World.start
    /// Messages with the answers they got, in order.
    private(set) var sent: [(message: Message, reply: Reply)] = []

    init(faults: [Fault] = [], evses: Int = 6, seed: UInt64 = 7, rate: Rate = Rate()) {
        func desk(_ plan: PartyPlan, _ port: UInt16) -> PartyDesk {
            let core = PartyCore(plan: plan, rate: rate, seed: seed, generation: 1, at: World.start)
            var desk = PartyDesk(plan: plan, address: PartyAddress(port: port), core: core)
            desk.acceptedTokens = ["secret"]
            return desk
        }
        cpo = desk(Self.cpo(faults: faults, evses: evses), 9001)
        dp = desk(Self.dp(), 9002)
    }

    static func cpo(faults: [Fault] = [], evses: Int = 6, country: String = "NL") -> PartyPlan {
        PartyPlan(
            role: .cpo, id: party("NL*FAS"), name: "Fastlane", country: Self.country(country),
            handshake: .sender(tokenA: "a"), evses: evses, faults: faults)
    }

    /// The CDRs of a CPO alone, whose drivers are all on its white list: nothing goes over a wire.
    static func cdrs(faults: [Fault] = [], country: String = "NL", evses: Int, hours: Int) -> [V221.CDR] {
        var rate = Rate()
        rate.authorizePercent = 0
        let plan = cpo(faults: faults, evses: evses, country: country)
        var core = OperatorCore(plan: plan, rate: rate, seed: 7, at: start)
        core.learn(Wallet([]).fixed)
        return core.pass(to: start + .seconds(hours * 3600)).compactMap { outgoing in
            if case .cdr(let cdr) = outgoing.message { cdr } else { nil }
        }
    }

    static func dp() -> PartyPlan {
        PartyPlan(
            role: .emsp, id: party("DE*EMP"), name: "Emporia", country: country("DE"),
            handshake: .receiver(tokenA: "own-a"), tokens: 12)
    }

    /// Everybody publishes; then time passes in ticks of 90 seconds.
    mutating func live(hours: Int) {
        exchange(cpo.core.publish())
        exchange(dp.core.publish())
        pass(hours: hours)
    }

    mutating func pass(hours: Int) {
        for _ in 0..<hours * 40 {
            now = now + .seconds(90)
            exchange(cpo.core.pass(to: now, address: cpo.address))
            exchange(dp.core.pass(to: now, address: dp.address))
        }
    }

    var sessions: [(message: Message, reply: Reply)] {
        sent.filter { if case .putSession = $0.message { true } else { false } }
    }

    var cdrs: [(cdr: V221.CDR, reply: Reply)] {
        sent.compactMap { if case .cdr(let cdr) = $0.message { (cdr, $0.reply) } else { nil } }
    }

    /// Sends messages to the other side, as its own requests, until nothing more comes of them.
    mutating func exchange(_ outgoing: [Outgoing]) {
        var waiting = outgoing
        while !waiting.isEmpty {
            let next = waiting.removeFirst()
            waiting += deliver(next.message)
        }
    }

    private mutating func deliver(_ message: Message) -> [Outgoing] {
        let fromCPO = if case .token = message { false } else if case .command = message { false } else { true }
        let (sender, receiver) = fromCPO ? (cpo, dp) : (dp, cpo)
        let connection = HubConnection(
            token: "secret", versionsURL: "", details: receiver.address.details(for: receiver.plan.role),
            hub: Self.party("EU*HUB"))
        var asker: PartyID?
        if case .result(_, _, let url) = message { asker = sender.askers[url] }
        guard let wire = connection.request(for: message, from: sender.plan.id, asker: asker) else { return [] }
        let request = Self.request(wire, from: sender.plan.id)
        let (reply, outgoing) = fromCPO ? dp.answer(request, at: now) : cpo.answer(request, at: now)
        sent.append((message, reply))
        var more = outgoing
        if case .authorize(_, _, let evse) = message {
            let info = reply.data.flatMap { try? ObjectReader($0) }.flatMap { try? V221.AuthorizationInfo($0) }
            more += cpo.core.operatorCore?.authorized(info, evseUID: evse) ?? []
        }
        return more
    }

    static func request(_ wire: WireRequest, from party: PartyID, token: String = "secret") -> HTTPRequest {
        var headers: HTTPFields = ["Authorization": AuthorizationToken.header(token)]
        RoutingHeaders(to: wire.to, from: party, requestID: "r", correlationID: "c").write(to: &headers)
        guard let url = URLReference(wire.url) else { preconditionFailure("\(wire.url) is no URL") }
        let path = url.path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        let query = (url.query ?? "").split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1).map { PercentCoding.decode($0) ?? "" }
            return (name: parts[0], value: parts.count > 1 ? parts[1] : "")
        }
        return HTTPRequest(
            head: HTTPRequestHead(
                method: wire.method, target: url.target, path: path.map { PercentCoding.decode($0) ?? "" },
                query: query, headers: headers),
            body: wire.body?.serialized() ?? [])
    }

    static func party(_ text: String) -> PartyID {
        guard let id = PartyID(text) else { preconditionFailure("\(text) is no party id") }
        return id
    }

    static func country(_ code: String) -> Country {
        guard let country = Country.named(code) else { preconditionFailure("\(code) is no country") }
        return country
    }
}
