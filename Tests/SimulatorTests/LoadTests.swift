import EventLoop
import JSON
import OCPI
import Roaming
import Testing

@testable import Simulator

/// A load run against a hub that says yes; short, and on real sockets.
struct LoadTests {
    @Test(arguments: [0, 400])
    func `every live session is created and every update answered`(rate: Int) async throws {
        let hub = try TestHub()
        let loop = try EventLoop(name: "test-load")
        loop.start()
        func party(_ id: String, _ role: V221.Role) -> PartyPlan {
            PartyPlan(
                role: role, id: World.party(id), name: id, country: World.country("NL"),
                handshake: .sender(tokenA: TestHub.tokenA), evses: 2, tokens: 3)
        }
        let plan = Plan(
            seed: 1, hubVersionsURL: hub.versionsURL, parties: [party("NL*FAS", .cpo), party("DE*EMP", .emsp)])
        let clock = SimulationClock(now: { World.start }, realDelay: { $0 })
        let simulation = Simulation(plan: plan.forLoad(true), loop: loop, clock: clock) { _ in }
        try await simulation.start()
        while await !simulation.isComplete { await Task.yield() }
        var load = LoadPlan()
        load.sessions = 25
        load.rate = rate
        load.connections = 3
        load.length = .milliseconds(200)
        let reports = await LoadRun(load: load, loop: loop, clock: clock).run(over: simulation)
        #expect(reports[0]["event"] == "created" && reports[0]["sessions"] == 25)
        #expect(reports[1]["event"] == "load" && reports[1]["refused"] == 0 && reports[1]["failed"] == 0)
        guard case .number(let sent)? = reports[1]["accepted"], let count = sent.int64 else { return }
        // As fast as it can is as fast as the machine lets it.
        #expect(rate == 0 ? count > 0 : count == 80)
        await simulation.stop()
        loop.stop()
        loop.join()
        hub.stop()
    }
}
