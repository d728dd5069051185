import JSON
import OCPI
import Roaming
import Testing

@testable import Simulator

struct FaultTests {
    private func world(_ faults: [Fault], hours: Int = 3) -> World {
        var world = World(faults: faults)
        world.live(hours: hours)
        return world
    }

    @Test func `a stuck session stays ACTIVE while its EVSE says AVAILABLE, and a stop ends it`() throws {
        var world = world([.stuckSession(afterUpdates: 2, count: 1)])
        let core = try #require(world.cpo.core.operatorCore)
        let index = try #require(
            core.stations.firstIndex { if case .stuck = $0.state { true } else { false } })
        let stuck = try #require(core.stations[index].charge)
        let updates = world.sent.filter {
            if case .patchSession(let id, _, _) = $0.message { id == stuck.id } else { false }
        }
        #expect(updates.count == 2)
        #expect(core.fleet.evse(core.stations[index].evseUID)?.evse.status == .available)
        #expect(!world.cdrs.contains { $0.cdr.sessionID == stuck.id })
        let stop = V221.Command.stopSession(sessionID: stuck.id, responseURL: "http://127.0.0.1:9002/x")
        world.exchange([Outgoing(lane: "x", message: .command(stop, to: World.party("NL*FAS")))])
        world.pass(hours: 1)
        #expect(world.cdrs.contains { $0.cdr.sessionID == stuck.id })
    }

    @Test func `every second CDR is too dear by a quarter and fifty cents`() {
        var dear = 0
        let cdrs = world([.wrongPrice(every: 2)]).cdrs
        for (cdr, _) in cdrs {
            let parts = [cdr.totalFixedCost, cdr.totalEnergyCost, cdr.totalTimeCost, cdr.totalParkingCost]
            let right = parts.compactMap { $0?.exclVAT.decimal.tenThousandths }.reduce(0, +)
            let claimed = cdr.totalCost.exclVAT.decimal.tenThousandths
            if claimed == right + right / 4 + 5000 { dear += 1 } else { #expect(claimed == right) }
        }
        #expect(abs(dear * 2 - cdrs.count) <= 2 && dear > 2)
    }

    @Test func `a repeated CDR is taken and another under its id refused`() {
        let repeated = world([.duplicateCDR(every: 1)]).cdrs
        #expect(repeated.count > 4 && repeated.allSatisfy(\.reply.status.isSuccess))
        #expect(abs(Set(repeated.map(\.cdr)).count * 2 - repeated.count) <= 4)
        let conflicting = world([.conflictingCDR(every: 1)]).cdrs
        let refused = conflicting.filter { !$0.reply.status.isSuccess }
        #expect(refused.count > 4 && abs(refused.count * 2 - conflicting.count) <= 4)
        #expect(refused.allSatisfy { $0.reply.message?.contains("other content") == true })
    }

    @Test func `a session that goes backwards is refused by the rule`() {
        let refused = world([.backwardSession(every: 1)]).sent.filter { !$0.reply.status.isSuccess }
        #expect(!refused.isEmpty)
        #expect(refused.allSatisfy { $0.reply.message?.contains("COMPLETED") == true })
    }

    @Test func `a missing CDR never comes`() {
        let world = world([.missingCDR(every: 1)])
        #expect(world.cdrs.isEmpty && world.cpo.core.counters.sessionsCompleted > 3)
    }

    @Test func `energy in the wrong unit is a thousand times too much in sessions and right in CDRs`() throws {
        let world = world([.wrongUnit(every: 1)])
        let (cdr, _) = try #require(world.cdrs.first)
        let session = try #require(world.cpo.core.operatorCore?.sessions.first { $0.id == cdr.sessionID })
        #expect(session.kwh.decimal.tenThousandths == cdr.totalEnergy.decimal.tenThousandths * 1000)
    }

    @Test func `commands without a result stay without one`() {
        var world = World(faults: [.noResult(every: 1)])
        world.live(hours: 6)
        #expect(world.cpo.core.counters.commandsObeyed > 0 && world.dp.core.counters.results == 0)
    }

    @Test func `a session priced by UTC is wrong where the hour makes a difference, and the cause is found`() throws {
        let zone = World.country("NL").zone
        var wrong = 0
        for cdr in World.cdrs(faults: [.utcClock(every: 1)], evses: 16, hours: 30) {
            let detail = cdr.chargeDetail
            let charge = try #require(Rating.rate(detail, tariffs: detail.tariffs, zone: zone).charge)
            guard !Comparison(of: detail, with: charge).divergences.isEmpty else { continue }
            wrong += 1
            #expect(["AC-NIGHT", "DC-NIGHT"].contains(detail.tariffs[0].id))
            let found = ExplanationSearch.find(detail, tariffs: detail.tariffs, zone: zone)
            #expect(found.contains { $0.deviations == [.utc] }, "\(cdr.id): \(found)")
        }
        #expect(wrong > 5)
    }

    @Test func `a partner is away between its two moments`() {
        var absence = Absence([.slow(milliseconds: 1), .goesAway(afterMinutes: 10, forMinutes: 5)])
        func away(_ minutes: Int) -> Bool { absence.isAway(at: World.start + .seconds(minutes * 60)) }
        #expect(!away(12))
        absence.begin(at: World.start)
        #expect([9, 10, 14, 15].map(away) == [false, true, true, false])
    }

    @Test func `the power of a fast charge falls and never rises again`() {
        let curve = ChargingCurve(peakWatts: 150_000, batteryWh: 60_000, startPermille: 100, targetPermille: 1000)
        var taken = 0
        var last = Int.max
        for _ in 0..<600 {
            let watts = curve.watts(afterWh: taken)
            #expect(watts <= last)
            last = watts
            taken += curve.stepWh(afterWh: taken)
        }
        #expect(last == 0 && taken <= 54_001 + 1500)
    }
}
