import EventLoop
import HTTPClient
import HTTPMessage
import HTTPServer
import JSON
import OCPI
import Roaming

/// One party on the network: its server, its connection to the hub, and the core it speaks for.
///
/// Lives on the event loop, so that requests are answered without a hop.
actor SimulatedParty {
    nonisolated let plan: PartyPlan
    nonisolated let loop: EventLoop
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    let hubVersionsURL: String
    let client: HTTPClient
    let clock: SimulationClock
    let report: @Sendable (PartyEvent) -> Void
    var desk: PartyDesk
    var connection: HubConnection?
    var outbox = Outbox()
    /// Nil while the party is away.
    private var server: HTTPServer?
    private let port: UInt16
    var tokenWeAccept: String?
    private var absence: Absence
    private var isWorking = false
    /// Kept back while away: what must not be lost.
    private var held: [Outgoing] = []
    /// Registration, the working loop, and what hangs on a request of the hub: few, and until the party stops.
    var tasks: [Task<Void, Never>] = []
    /// One for each lane of the outbox that has messages.
    private var lanes: [String: Task<Void, Never>] = [:]

    init(
        plan: PartyPlan, settings: PartySettings, loop: EventLoop, client: HTTPClient, clock: SimulationClock,
        report: @escaping @Sendable (PartyEvent) -> Void
    ) throws(EventLoopError) {
        self.plan = plan
        self.loop = loop
        self.client = client
        self.clock = clock
        self.report = report
        hubVersionsURL = settings.hubVersionsURL
        absence = Absence(plan.faults)
        let box = PartyBox()
        let server = Self.makeServer(loop: loop, box)
        port = try server.listen(port: plan.port)
        self.server = server
        let core = PartyCore(
            plan: plan, rate: settings.rate, seed: settings.seed, generation: settings.generation, at: clock.now())
        desk = PartyDesk(plan: plan, address: PartyAddress(port: port), core: core)
        box.party = self
    }

    nonisolated var versionsURL: String { PartyAddress(port: port).versionsURL }

    var counters: Counters { desk.core.counters }

    /// Registers, as often as it takes, or waits for the hub to do it; then works until stopped.
    func begin(resuming saved: SavedParty?) {
        tasks.append(Task { await register(resuming: saved) })
    }

    func stop() async {
        for task in tasks + Array(lanes.values) { task.cancel() }
        await server?.drain(deadline: .milliseconds(200))
        server = nil
    }

    /// What must be remembered to resume; nil before the registration.
    var saved: SavedParty? {
        guard let connection, let tokenWeAccept else { return nil }
        return SavedParty(
            tokenWeSend: connection.token, tokenWeAccept: tokenWeAccept, hubVersionsURL: connection.versionsURL)
    }

    func registered(_ made: HubConnection, accepting token: String, how: String) {
        connection = made
        tokenWeAccept = token
        report(.registered(plan.id, how: how))
        guard !isWorking else { return }
        isWorking = true
        tasks.append(Task { await work(asReceiver: how == "receiver") })
    }

    /// Publishes, catches up with what others published, and then lives.
    ///
    /// - Parameter isReceiver: the hub reads our parties from the answer that is on its way, so give it a moment.
    private func work(asReceiver isReceiver: Bool) async {
        if isReceiver { await loop.sleep(for: .milliseconds(500)) }
        enqueue(desk.core.publish())
        await pullFromHub()
        desk.core.begin(at: clock.now())
        absence.begin(at: clock.now())
        let tick = max(.milliseconds(50), clock.realDelay(.seconds(ChargingCurve.stepSeconds)) / 2)
        while !Task.isCancelled {
            let now = clock.now()
            await come(or: absence.isAway(at: now))
            enqueue(desk.core.pass(to: now, address: desk.address))
            await loop.sleep(for: tick)
        }
    }

    /// Leaves or returns, when that is due. While away the party cannot be reached and sends nothing.
    private func come(or goes: Bool) async {
        if goes, let server {
            self.server = nil
            report(.away(plan.id, true))
            await server.drain(deadline: .zero)
        } else if !goes, server == nil {
            let box = PartyBox()
            box.party = self
            let server = Self.makeServer(loop: loop, box)
            guard (try? server.listen(port: port)) != nil else { return }
            self.server = server
            report(.away(plan.id, false))
            let late = held
            held = []
            enqueue((desk.core.operatorCore?.resynchronise() ?? []) + late)
        }
    }

    func enqueue(_ outgoing: [Outgoing]) {
        guard server != nil else {
            held += outgoing.filter(\.message.survivesAbsence)
            return
        }
        for lane in outbox.add(outgoing) {
            lanes[lane] = Task { await run(lane) }
        }
    }

    private func run(_ lane: String) async {
        while !Task.isCancelled, let message = outbox.next(in: lane) {
            await deliver(message)
        }
        lanes[lane] = nil
    }

    /// A request to our server, on the loop.
    private func handle(_ request: HTTPRequest, _ responder: HTTPResponder) {
        let path = request.path.filter { !$0.isEmpty }
        if path == ["ocpi", "2.2.1", "credentials"], desk.access(request) != .none {
            handleCredentials(request, responder)
            return
        }
        let (reply, outgoing) = desk.answer(request, at: clock.now())
        respond(reply, to: request, responder)
        enqueue(outgoing)
    }

    func respond(_ reply: Reply, to request: HTTPRequest, _ responder: HTTPResponder) {
        let response = reply.response(to: request, at: clock.now())
        guard let delay = plan.faults.lazy.compactMap(\.answerDelay).first, connection != nil else {
            return responder.respond(response)
        }
        loop.schedule(after: delay) { responder.respond(response) }
    }

    private static func makeServer(loop: EventLoop, _ box: PartyBox) -> HTTPServer {
        HTTPServer(loop: loop, configuration: HTTPServerConfiguration()) { request, responder in
            guard let party = box.party else { return responder.respond(HTTPResponse(status: 503)) }
            party.assumeIsolated { $0.handle(request, responder) }
        }
    }
}

/// Breaks the circle of a server that needs its party and a party that needs its server's port.
///
/// - Note: `@unchecked Sendable` because `party` is written once, before the loop can accept a connection for the
///   server that reads it, and read on the loop only.
private final class PartyBox: @unchecked Sendable {
    weak var party: SimulatedParty?
}

/// What every party of a simulation has in common.
struct PartySettings: Sendable {
    let hubVersionsURL: String
    let rate: Rate
    let seed: UInt64
    let generation: Int
}

/// What a party tells the simulation.
enum PartyEvent: Sendable {
    case registered(PartyID, how: String)
    case failed(PartyID, what: String, reason: String)
    case refused(PartyID, message: String, http: Int, status: Int, text: String)
    case away(PartyID, Bool)
}
