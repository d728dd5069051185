import EventLoop
import HTTPClient
import HTTPMessage
import JSON
import OCPI
import Roaming

/// Creates live sessions at the hub and updates them at a rate, while it measures the answers.
///
/// Latency is counted from the moment a message was due, so that a hub that stalls is charged for what queued up.
public actor LoadRun {
    private nonisolated let loop: EventLoop
    public nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    private enum Kind { case creation, update }

    private let load: LoadPlan
    private let client: HTTPClient
    private let clock: SimulationClock
    private var sources: [(party: PartyPlan, connection: HubConnection)] = []
    private var sessions: [(source: Int, live: LoadSession)] = []
    private var latencies = LatencyRecord()
    private var accepted = 0
    private var refused = 0
    private var failed = 0
    private var sentInLoop = 0
    private var inFlight = 0
    private var nextSession = 0
    private var end: ContinuousClock.Instant?
    private var finished: CheckedContinuation<Void, Never>?

    public init(load: LoadPlan, loop: EventLoop, clock: SimulationClock) {
        self.load = load
        self.loop = loop
        self.clock = clock
        var configuration = HTTPClientConfiguration()
        configuration.connectionsPerOrigin = load.connections
        configuration.waitingPerOrigin = 1_000_000
        configuration.userAgent = "roamsim load"
        client = HTTPClient(loop: loop, configuration: configuration)
    }

    /// Runs over the registered parties of a simulation that does nothing by itself.
    ///
    /// - Returns: the two reports, of the creation and of the measurement.
    public func run(over simulation: Simulation) async -> [JSONObject] {
        await prepare(simulation)
        let began = loop.now
        await closedLoop(total: sessions.count, .creation)
        let created = report("created", since: began)
        reset()
        let measured = loop.now
        end = measured + load.length
        if load.rate == 0 {
            await closedLoop(total: .max, .update)
        } else {
            await openLoop(from: measured)
        }
        let result = report("load", since: measured)
        client.shutdown()
        return [created, result]
    }

    private func prepare(_ simulation: Simulation) async {
        var tokens: [V221.CDRToken] = []
        var stations: [[Station]] = []
        for party in await simulation.parties {
            let desk = await party.desk
            if let wallet = desk.core.providerCore?.wallet { tokens += wallet.tokens.map(\.cdrToken) }
            if let core = desk.core.operatorCore, let connection = await party.connection {
                sources.append((party.plan, connection))
                stations.append(core.stations)
            }
        }
        guard !sources.isEmpty, !tokens.isEmpty else { return }
        let now = clock.now()
        let run = String(now.milliseconds / 1000 % 10_000_000, radix: 36).uppercased()
        sessions = (0..<load.sessions).map { number in
            let source = number % sources.count
            let station = stations[source][number / sources.count % stations[source].count]
            let live = LoadSession(
                number: number, party: sources[source].party, token: tokens[number % tokens.count], station: station,
                run: run, at: now)
            return (source, live)
        }
    }

    /// Keeps every connection busy until `total` were sent or the time is up.
    private func closedLoop(total: Int, _ kind: Kind) async {
        guard !sessions.isEmpty else { return }
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<load.connections {
                group.addTask { [self] in await worker(total: total, kind) }
            }
        }
    }

    private func worker(total: Int, _ kind: Kind) async {
        while sentInLoop < total, end.map({ loop.now < $0 }) ?? true {
            let (source, message) = kind == .creation ? first(sentInLoop) : next()
            sentInLoop += 1
            await send(message, source, due: ContinuousClock.now)
        }
    }

    private func openLoop(from start: ContinuousClock.Instant) async {
        guard !sessions.isEmpty else { return }
        let interval = Duration.seconds(1) / load.rate
        var due = start
        while let end, due < end {
            let now = ContinuousClock.now
            if due > now { await loop.sleep(for: due - now) }
            while due <= ContinuousClock.now, due < end {
                let (source, message) = next()
                let moment = due
                inFlight += 1
                Task {
                    await send(message, source, due: moment)
                    inFlight -= 1
                    if inFlight == 0 { finished?.resume() }
                    if inFlight == 0 { finished = nil }
                }
                due += interval
            }
        }
        if inFlight > 0 { await withCheckedContinuation { finished = $0 } }
    }

    private func first(_ number: Int) -> (Int, Message) {
        (sessions[number].source, .putSession(sessions[number].live.session))
    }

    private func next() -> (Int, Message) {
        let place = nextSession % sessions.count
        nextSession += 1
        return (sessions[place].source, sessions[place].live.update(whole: load.sendsWholeSessions, at: clock.now()))
    }

    private func send(_ message: Message, _ source: Int, due: ContinuousClock.Instant) async {
        let (party, connection) = sources[source]
        guard let wire = connection.request(for: message, from: party.id) else {
            failed += 1
            return
        }
        var headers: HTTPFields = [
            "Authorization": AuthorizationToken.header(connection.token), "Content-Type": "application/json",
        ]
        let id = MessageID.make()
        RoutingHeaders(to: wire.to, from: party.id, requestID: id, correlationID: id).write(to: &headers)
        do {
            let response = try await client.send(
                HTTPClientRequest(
                    method: wire.method, url: wire.url, headers: headers, body: wire.body?.serialized(),
                    deadline: .seconds(30)))
            let isAccepted =
                (200...299).contains(response.status)
                && (try? Envelope(parsing: response.body))?.status.isSuccess == true
            accepted += isAccepted ? 1 : 0
            refused += isAccepted ? 0 : 1
            latencies.add(ContinuousClock.now - due)
        } catch {
            failed += 1
        }
    }

    private func reset() {
        latencies = LatencyRecord()
        accepted = 0
        refused = 0
        failed = 0
        sentInLoop = 0
    }

    private func report(_ event: String, since start: ContinuousClock.Instant) -> JSONObject {
        let elapsed = (ContinuousClock.now - start).components
        let milliseconds = max(1, elapsed.seconds * 1000 + elapsed.attoseconds / 1_000_000_000_000_000)
        let sent = accepted + refused + failed
        var object: JSONObject = ["event": .string(event)]
        func set(_ name: String, _ value: Int64) { object[name] = .number(JSONNumber(value)) }
        if event == "created" { set("sessions", Int64(accepted)) }
        set("sent", Int64(sent))
        set("accepted", Int64(accepted))
        set("refused", Int64(refused))
        set("failed", Int64(failed))
        set("milliseconds", milliseconds)
        set("per_second", Int64(sent) * 1000 / milliseconds)
        let names = ["p50_us", "p95_us", "p99_us", "max_us"]
        for (name, value) in zip(names, latencies.percentiles([50, 95, 99, 100])) { set(name, Int64(value)) }
        return object
    }
}
