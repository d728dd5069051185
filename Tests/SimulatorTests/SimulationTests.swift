import EventLoop
import HTTPMessage
import JSON
import OCPI
import Roaming
import Synchronization
import Testing

@testable import Simulator

/// Real sockets on the loopback; time is virtual and moves only when a test asks for it.
struct SimulationTests {
    /// What a simulation reported, and a way to wait for a line of it.
    private final class Lines: Sendable {
        private let state = Mutex<(lines: [JSONObject], waiting: [(String, Int, CheckedContinuation<Void, Never>)])>(
            ([], []))

        func add(_ line: JSONObject) {
            let ready = state.withLock { state in
                state.lines.append(line)
                let lines = state.lines
                let ready = state.waiting.filter { Self.count($0.0, in: lines) >= $0.1 }
                state.waiting.removeAll { Self.count($0.0, in: lines) >= $0.1 }
                return ready
            }
            for item in ready { item.2.resume() }
        }

        func wait(for event: String, count: Int) async {
            await withCheckedContinuation { continuation in
                let isThere = state.withLock { state in
                    if Self.count(event, in: state.lines) >= count { return true }
                    state.waiting.append((event, count, continuation))
                    return false
                }
                if isThere { continuation.resume() }
            }
        }

        func all(_ event: String) -> [JSONObject] {
            state.withLock { $0.lines.filter { $0["event"] == .string(event) } }
        }

        private static func count(_ event: String, in lines: [JSONObject]) -> Int {
            lines.filter { $0["event"] == .string(event) }.count
        }
    }

    private func withSimulation(
        _ parties: [PartyPlan], keeping: Simulation.StateKeeping = .none, tokenA: String = TestHub.tokenA,
        _ body: (TestHub, Simulation, Lines) async throws -> Void
    ) async throws {
        let hub = try TestHub()
        let loop = try EventLoop(name: "test-sim")
        loop.start()
        let lines = Lines()
        let plan = Plan(seed: 1, hubVersionsURL: hub.versionsURL, parties: parties)
        let clock = SimulationClock(now: { World.start }, realDelay: { _ in .milliseconds(100) })
        let simulation = Simulation(plan: plan, loop: loop, clock: clock, keeping: keeping) { lines.add($0) }
        try await simulation.start()
        try await body(hub, simulation, lines)
        await simulation.stop()
        loop.stop()
        loop.join()
        hub.stop()
    }

    private func sender(_ id: String, _ role: V221.Role = .cpo) -> PartyPlan {
        PartyPlan(
            role: role, id: World.party(id), name: id, country: World.country("NL"),
            handshake: .sender(tokenA: TestHub.tokenA), evses: 3, tokens: 4)
    }

    @Test func `parties that start the handshake register and publish`() async throws {
        try await withSimulation([sender("NL*FAS"), sender("DE*EMP", .emsp)]) { hub, simulation, lines in
            await lines.wait(for: "registered", count: 2)
            #expect(lines.all("registered").allSatisfy { $0["how"] == "sender" })
            #expect(lines.all("failed").isEmpty)
            #expect(await simulation.isComplete)
            while hub.count(.PUT, "tokens") < 4 || hub.count(.PUT, "locations") < 1 { await Task.yield() }
            #expect(hub.count(.PUT, "tariffs") == 11)
            let pushes = hub.state.withLock { state in state.seen.filter { $0.method == .PUT } }
            #expect(pushes.allSatisfy { $0.to == World.party("EU*HUB") && $0.from != nil })
            let registered = hub.state.withLock { $0.registered.count }
            #expect(registered == 2)
        }
    }

    @Test func `a party that waits is registered by the hub`() async throws {
        let waiting = PartyPlan(
            role: .emsp, id: World.party("DE*EMP"), name: "E", country: World.country("DE"),
            handshake: .receiver(tokenA: "own-a"), tokens: 4)
        try await withSimulation([waiting]) { hub, _, lines in
            await lines.wait(for: "listening", count: 1)
            guard case .string(let url)? = lines.all("listening")[0]["versions_url"] else { return }
            try await hub.register(at: url, tokenA: "own-a")
            await lines.wait(for: "registered", count: 1)
            #expect(lines.all("registered")[0]["how"] == "receiver")
            await #expect(throws: Handshake.Failure.self) { try await hub.register(at: url, tokenA: "own-a") }
            #expect(hub.state.withLock { $0.problems }.isEmpty)
        }
    }

    @Test func `a kept simulation renews its credentials instead of registering again`() async throws {
        let memory = Memory()
        let keeping = Simulation.StateKeeping(load: { memory.bytes }, save: { memory.bytes = $0 })
        try await withSimulation([sender("NL*FAS")], keeping: keeping) { _, _, lines in
            await lines.wait(for: "registered", count: 1)
            while true {
                let saved = try memory.bytes.map { try SavedState(parsing: $0) }
                if saved?.parties.count == 1 { break }
                await Task.yield()
            }
        }
        // The new hub has another address; what is kept is what a restarted one would still know.
        var state = try SavedState(parsing: try #require(memory.bytes))
        let old = try #require(state.parties["NL*FAS"])
        #expect(old.tokenWeSend == TestHub.tokenC && state.generation == 1)
        let hub = try TestHub()
        state.parties["NL*FAS"] = SavedParty(
            tokenWeSend: TestHub.tokenC, tokenWeAccept: old.tokenWeAccept, hubVersionsURL: hub.versionsURL)
        memory.bytes = state.bytes
        try await withSimulation([sender("NL*FAS")], keeping: keeping) { _, _, lines in
            await lines.wait(for: "registered", count: 1)
            #expect(lines.all("registered")[0]["how"] == "resumed")
            #expect(hub.count(.PUT, "credentials") == 1 && hub.count(.POST, "credentials") == 0)
        }
        hub.stop()
    }

    private final class Memory: Sendable {
        private let held = Mutex<[UInt8]?>(nil)
        var bytes: [UInt8]? {
            get { held.withLock { $0 } }
            set { held.withLock { $0 = newValue } }
        }
    }
}
