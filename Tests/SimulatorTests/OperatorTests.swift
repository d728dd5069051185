import JSON
import OCPI
import Roaming
import Testing

@testable import Simulator

struct OperatorTests {
    @Test func `every message of an honest CPO is taken by a strict eMSP, and the other way round`() {
        var world = World()
        world.live(hours: 4)
        let refused = world.sent.filter { !$0.reply.status.isSuccess }
        #expect(refused.isEmpty, "\(refused.prefix(3))")
        let counters = world.cpo.core.counters
        #expect(counters.sessionsCompleted > 10 && counters.cdrs == counters.sessionsCompleted)
        #expect(counters.authorizations > 0 && counters.updates > 0)
        #expect(world.dp.core.counters.commandsSent > 3 && counters.commandsObeyed > 0)
        #expect(world.dp.core.counters.results > 0)
        #expect(world.sent.count > 100)
    }

    @Test func `the same seed gives the same messages and another seed others`() {
        func messages(_ seed: UInt64) -> [Message] {
            var world = World(seed: seed)
            world.live(hours: 2)
            return world.sent.map(\.message)
        }
        #expect(messages(3) == messages(3))
        #expect(messages(3) != messages(4))
    }

    @Test func `how often time is asked does not change what happens`() {
        func messages(_ seconds: [Int]) -> [Message] {
            var core = OperatorCore(plan: World.cpo(), rate: Rate(), seed: 5, at: World.start)
            core.learn(Wallet([]).fixed)
            var out: [Message] = []
            for second in seconds { out += core.pass(to: World.start + .seconds(second)).map(\.message) }
            return out
        }
        #expect(messages(Array(stride(from: 36, through: 3600, by: 36))) == messages([3600]))
    }

    /// From a Wednesday to a Saturday, past both ends of every window.
    @Test(arguments: ["NL", "GB", "SE"])
    func `the hub's engine finds every CDR right to the last decimal`(country: String) throws {
        let cdrs = World.cdrs(country: country, evses: 16, hours: 80)
        #expect(cdrs.count > 1000)
        var tariffs: Set<String> = []
        var splits = 0
        let zone = World.country(country).zone
        for cdr in cdrs {
            let detail = cdr.chargeDetail
            let charge = try #require(Rating.rate(detail, tariffs: detail.tariffs, zone: zone).charge, "\(cdr.id)")
            let divergences = Comparison(of: detail, with: charge).divergences
            #expect(divergences.isEmpty, "\(cdr.id) \(detail.tariffs[0].id): \(divergences)")
            #expect(charge.total.net?.rounded(decimals: 4) == detail.claim.total.excludingVAT.tenThousandths)
            let spans = charge.notes.filter { if case .periodSpansPriceChange = $0 { true } else { false } }
            #expect(spans.isEmpty, "\(cdr.id) \(detail.tariffs[0].id): \(spans)")
            tariffs.insert(detail.tariffs[0].id)
            if Set(charge.lines.filter { $0.family == .energy }.map(\.price)).count > 1 { splits += 1 }
        }
        #expect(tariffs.count == 9, "\(tariffs.sorted())")
        #expect(splits > 50)
    }

    @Test func `a CDR's quantities are those of its periods`() {
        var world = World(evses: 12)
        world.live(hours: 4)
        #expect(world.cdrs.count > 20)
        for (cdr, _) in world.cdrs {
            let energy = cdr.periods.compactMap { $0.volume(.energy)?.decimal.tenThousandths }.reduce(0, +)
            #expect(cdr.totalEnergy.decimal.tenThousandths == energy)
            #expect(cdr.end - cdr.start == .milliseconds(cdr.totalTime.decimal.tenThousandths * 360))
            #expect(cdr.warnings.isEmpty)
        }
    }

    @Test func `nobody charges before a token is known`() {
        var core = OperatorCore(plan: World.cpo(), rate: Rate(), seed: 5, at: World.start)
        #expect(core.pass(to: World.start + .seconds(7200)).isEmpty)
    }

    @Test func `a driver whose eMSP does not answer leaves`() {
        var rate = Rate()
        rate.authorizePercent = 100
        var core = OperatorCore(plan: World.cpo(), rate: rate, seed: 5, at: World.start)
        core.learn(Wallet([]).fixed)
        let out = core.pass(to: World.start + .seconds(3600))
        let asked = out.filter { if case .authorize = $0.message { true } else { false } }
        #expect(asked.count == out.count && asked.count > core.stations.count)
    }

    @Test func `a session of which a push failed is sent whole next, and a CDR that found nobody again`() throws {
        var rate = Rate()
        rate.authorizePercent = 0
        rate.sessionMinutes = 60...60
        var core = OperatorCore(plan: World.cpo(evses: 1), rate: rate, seed: 5, at: World.start)
        core.learn(Wallet([]).fixed)
        let first = core.pass(to: World.start + .seconds(1800)).map(\.message)
        let patch = try #require(first.last { if case .patchSession = $0 { true } else { false } })
        core.learn(.refused(.clientError), of: patch)
        let next = core.pass(to: World.start + .seconds(2400)).map(\.message)
        #expect(next.contains { if case .putSession(let session) = $0 { session.status == .active } else { false } })
        let rest = core.pass(to: World.start + .seconds(5400)).map(\.message)
        let cdr = try #require(rest.first { if case .cdr = $0 { true } else { false } })
        core.learn(.refused(.receiverNotConnected), of: cdr)
        #expect(core.pass(to: World.start + .seconds(6300)).map(\.message).contains(cdr))
        core.learn(.refused(.invalidParameters), of: cdr)
        #expect(!core.pass(to: World.start + .seconds(7200)).map(\.message).contains(cdr))
    }

    @Test func `a partner that comes back sends its running sessions whole`() {
        var world = World()
        world.live(hours: 1)
        let core = world.cpo.core.operatorCore
        #expect(core?.resynchronise().count == core?.counters.sessionsActive)
    }
}

extension Wallet {
    /// One white-listed token of DE*EMP.
    var fixed: V221.Token {
        V221.Token(
            party: World.party("DE*EMP"), uid: "04A1", type: .rfid, contractID: "DE-EMP-C1", issuer: "E", valid: true,
            whitelist: .allowed, lastUpdated: World.start)
    }
}
