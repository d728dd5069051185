import EventLoop
import HTTPClient
import JSON
import OCPI
import Roaming

/// All parties of a plan on one event loop, and what they report as JSON objects.
public actor Simulation {
    private nonisolated let loop: EventLoop
    public nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    private let plan: Plan
    private let clock: SimulationClock
    private let keep: StateKeeping
    private let report: @Sendable (JSONObject) -> Void
    private let client: HTTPClient
    private var state: SavedState
    private(set) var parties: [SimulatedParty] = []
    private var registered: Set<PartyID> = []
    private var refusalsShown = 0
    private var isStopped = false
    private var lastCounters: Counters?

    /// Where the simulation's memory lies, if it has one.
    public struct StateKeeping: Sendable {
        public let load: @Sendable () -> [UInt8]?
        public let save: @Sendable ([UInt8]) -> Void

        public init(load: @escaping @Sendable () -> [UInt8]?, save: @escaping @Sendable ([UInt8]) -> Void) {
            self.load = load
            self.save = save
        }

        public static let none = StateKeeping(load: { nil }, save: { _ in })
    }

    /// The loop is the caller's and must run.
    public init(
        plan: Plan, loop: EventLoop, clock: SimulationClock, connections: Int = 16, keeping: StateKeeping = .none,
        report: @escaping @Sendable (JSONObject) -> Void
    ) {
        self.plan = plan
        self.loop = loop
        self.clock = clock
        self.report = report
        keep = keeping
        var configuration = HTTPClientConfiguration()
        configuration.connectionsPerOrigin = connections
        configuration.waitingPerOrigin = 1_000_000
        configuration.userAgent = "roamsim"
        client = HTTPClient(loop: loop, configuration: configuration)
        state = SavedState()
        if let bytes = keeping.load(), let saved = try? SavedState(parsing: bytes) { state = saved }
        state.generation += 1
    }

    /// Opens every party's endpoints, says where they are, and begins the registrations.
    ///
    /// - Throws: when a port cannot be had.
    public func start() async throws {
        let settings = PartySettings(
            hubVersionsURL: plan.hubVersionsURL, rate: plan.rate, seed: plan.seed, generation: state.generation)
        for planned in plan.parties {
            let party = try SimulatedParty(plan: planned, settings: settings, loop: loop, client: client, clock: clock)
            {
                [weak self] event in
                guard let self else { return }
                Task { await self.took(event) }
            }
            parties.append(party)
            report([
                "event": "listening", "party": .string(planned.id.description),
                "role": .string(planned.role.rawValue), "versions_url": .string(party.versionsURL),
            ])
        }
        keep.save(state.bytes)
        report(["event": "ready", "parties": .number(JSONNumber(Int64(parties.count)))])
        for party in parties { await party.begin(resuming: state.parties[party.plan.id.description]) }
    }

    /// Ends everything; a second call does nothing.
    public func stop() async {
        guard !isStopped else { return }
        isStopped = true
        for party in parties { await party.stop() }
        client.shutdown()
        report(["event": "stopped"])
    }

    /// Whether every party is registered at the hub.
    public var isComplete: Bool { registered.count == plan.parties.count }

    /// Reports the sums of all parties' counters, when they changed.
    public func reportCounters() async {
        let sum = await counters()
        guard sum != lastCounters, !isStopped else { return }
        lastCounters = sum
        var object: JSONObject = ["event": "counters"]
        for (name, value) in sum.named { object[name] = .number(JSONNumber(Int64(value))) }
        report(object)
    }

    /// Everything is counted once: on the side that did it.
    private func counters() async -> Counters {
        var sum = Counters()
        for party in parties {
            var counters = await party.counters
            if party.plan.role == .cpo {
                counters.tokens = 0
                counters.results = 0
            } else {
                counters.cdrs = 0
                counters.authorizations = 0
            }
            sum = sum + counters
        }
        return sum
    }

    private func took(_ event: PartyEvent) async {
        switch event {
        case .registered(let id, let how):
            registered.insert(id)
            report(["event": "registered", "party": .string(id.description), "how": .string(how)])
            await remember(id)
        case .failed(let id, let what, let reason):
            report([
                "event": "failed", "party": .string(id.description), "what": .string(what), "reason": .string(reason),
            ])
        case .refused(let id, let message, let http, let status, let text):
            refusalsShown += 1
            guard refusalsShown <= 1000 else { return }
            report([
                "event": "refused", "party": .string(id.description), "message": .string(message),
                "http": .number(JSONNumber(Int64(http))), "status": .number(JSONNumber(Int64(status))),
                "text": .string(text),
            ])
        case .away(let id, let isAway):
            report(["event": isAway ? "away" : "returned", "party": .string(id.description)])
        }
    }

    private func remember(_ id: PartyID) async {
        guard let party = parties.first(where: { $0.plan.id == id }), let saved = await party.saved else { return }
        state.parties[id.description] = saved
        keep.save(state.bytes)
    }
}
