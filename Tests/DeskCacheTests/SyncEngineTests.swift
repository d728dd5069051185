import AdminAPI
import EventLoop
import HTTPClient
import JSON
import Roaming
import Testing

@testable import DeskCache

/// One desk's sync against one hub, over real sockets.
final class Desk {
    let log = SyncLog()
    let loop: EventLoop
    let client: HTTPClient
    let engine: SyncEngine
    let path: String

    init(hub: String, path: String, token: String = "secret") throws {
        loop = try EventLoop(name: "desk")
        loop.start()
        client = HTTPClient(loop: loop)
        self.path = path
        engine = SyncEngine(
            hub: hub, token: token, cachePath: path, client: client, loop: loop, now: { Fixtures.noon }, retrySeed: 1,
            onEvent: { [log] in log.post($0) })
        engine.start()
    }

    func stop() async {
        await engine.stop()
        client.shutdown()
        loop.stop()
    }

    /// Everything in the cache, by kind and id.
    func contents() throws -> [String: JSONValue] {
        let reader = try CacheReader(path: path)
        var found: [String: JSONValue] = [:]
        for kind in Kind.allCases {
            try reader.each(.all(kind), sort: nil, now: Fixtures.noon) { resource in
                #expect(found.updateValue(resource.json, forKey: "\(kind)/\(resource.id)") == nil)
            }
        }
        return found
    }
}

@Suite(.timeLimit(.minutes(1))) struct SyncEngineTests {
    let directory = TemporaryDirectory()
    let hub: FeedServer

    init() throws { hub = try FeedServer() }

    func fill(_ count: Int, seed: UInt64 = 1) {
        var random = SplitMix(seed)
        for number in 1...count { hub.put(Fixtures.session(number, using: &random)) }
    }

    @Test func `a new desk pages through everything and is live`() async throws {
        fill(130)
        hub.put(Fixtures.payout("P1", state: .ready))
        hub.change { $0.pageLimit = 50 }
        let desk = try Desk(hub: hub.url, path: directory.database)
        await desk.log.waitForState { $0 == .live }
        #expect(try desk.contents() == hub.visible)
        #expect(hub.pagesAsked == [0, 50, 100])
        #expect(desk.log.states.contains(.syncing(done: 50, of: 131)))
        #expect(desk.log.events.contains(.identity(Fixtures.me())))
        #expect(hub.store.value.withLock { $0.intervals } == ["1000"])
        await desk.stop()
        await hub.stop()
    }

    @Test func `a change is stored when the bell rings`() async throws {
        let desk = try Desk(hub: hub.url, path: directory.database)
        await desk.log.waitForState { $0 == .live }
        fill(3)
        hub.ring()
        await desk.log.waitForChange(to: 3)
        #expect(try desk.contents() == hub.visible)
        await desk.stop()
        await hub.stop()
    }

    @Test func `a desk that starts again fetches only what it missed`() async throws {
        fill(20)
        let first = try Desk(hub: hub.url, path: directory.database)
        await first.log.waitForState { $0 == .live }
        await first.stop()
        var random = SplitMix(9)
        hub.put(Fixtures.session(3, using: &random))
        hub.delete(.session, try #require(hub.visible.values.first.map { try ObjectReader($0).string("id") }))
        let second = try Desk(hub: hub.url, path: directory.database)
        await second.log.waitForState { $0 == .live }
        #expect(try second.contents() == hub.visible)
        #expect(hub.pagesAsked == [0, 20])
        await second.stop()
        await hub.stop()
    }

    @Test func `a hub with another epoch replaces everything, also while it is live`() async throws {
        fill(20)
        let desk = try Desk(hub: hub.url, path: directory.database)
        await desk.log.waitForState { $0 == .live }
        hub.change { store in
            store.epoch = "e2"
            store.rows = [:]
            store.head = 0
        }
        fill(7, seed: 5)
        hub.ring()
        await desk.log.wait { $0.contains(.changed([.session], seq: 7)) }
        #expect(desk.log.events.contains(.changed(Set(Kind.allCases), seq: 0)))
        #expect(try desk.contents() == hub.visible)
        await desk.stop()
        await hub.stop()
    }

    @Test func `another role brings what it may read`() async throws {
        fill(5)
        hub.put(Fixtures.payout("P1", state: .ready))
        let desk = try Desk(hub: hub.url, path: directory.database)
        await desk.log.waitForState { $0 == .live }
        #expect(try desk.contents()["payout/P1"] == nil)
        hub.change { $0.roles = ["finance_maker"] }
        hub.ring()
        await desk.log.wait { $0.contains(.identity(Fixtures.me(roles: ["finance_maker"]))) }
        await desk.log.wait {
            $0.contains { if case .changed(let kinds, _) = $0 { kinds == [.session, .payout] } else { false } }
        }
        #expect(try desk.contents() == hub.visible)
        #expect(try desk.contents()["payout/P1"] != nil)
        await desk.stop()
        await hub.stop()
    }

    @Test(arguments: [10, 400, 3_000, 30_000])
    func `a line cut anywhere in a page loses nothing`(_ bytes: Int) async throws {
        fill(150)
        hub.change { $0.pageLimit = 40 }
        let relay = try CuttingRelay(to: hub.port)
        relay.cut(after: bytes)
        let desk = try Desk(hub: relay.url, path: directory.database)
        await desk.log.waitForState { $0 == .live }
        #expect(relay.cuts == 1)
        #expect(try desk.contents() == hub.visible)
        await desk.stop()
        relay.close()
        await hub.stop()
    }

    @Test func `a hub that is gone is seen, and one that is back is found`() async throws {
        fill(10)
        let relay = try CuttingRelay(to: hub.port)
        let desk = try Desk(hub: relay.url, path: directory.database)
        await desk.log.waitForState { $0 == .live }
        relay.goDown()
        await desk.log.waitForState { if case .offline = $0 { true } else { false } }
        fill(12, seed: 3)
        // The cache can still be read.
        #expect(try desk.contents().count == 10)
        relay.mend()
        await desk.log.waitForState { $0 == .live }
        #expect(try desk.contents() == hub.visible)
        await desk.stop()
        relay.close()
        await hub.stop()
    }

    @Test func `a line that has fallen silent is lost after two seconds`() async throws {
        let relay = try CuttingRelay(to: hub.port)
        let desk = try Desk(hub: relay.url, path: directory.database)
        await desk.log.waitForState { $0 == .live }
        relay.freeze()
        let began = ContinuousClock.now
        await desk.log.waitForState { if case .offline = $0 { true } else { false } }
        let waited = ContinuousClock.now - began
        #expect(waited > .milliseconds(1_400))
        guard case .offline(_, let shown?, let reason)? = desk.log.states.last else {
            Issue.record("not offline")
            return
        }
        #expect(shown == Fixtures.noon)
        #expect(reason == "nothing heard for two seconds")
        relay.close()
        await desk.stop()
        await hub.stop()
    }

    @Test func `a slow page keeps the desk syncing, not live`() async throws {
        fill(10)
        hub.holdPages()
        let desk = try Desk(hub: hub.url, path: directory.database)
        await desk.log.wait { $0.contains(.identity(Fixtures.me())) }
        hub.ring()
        #expect(!desk.log.states.contains(.live))
        hub.releasePages()
        await desk.log.waitForState { $0 == .live }
        #expect(try desk.contents() == hub.visible)
        await desk.stop()
        await hub.stop()
    }

    @Test func `an unknown token is refused in words and tried again only when asked`() async throws {
        hub.change { $0.token = "other" }
        let desk = try Desk(hub: hub.url, path: directory.database)
        await desk.log.waitForState { if case .refused = $0 { true } else { false } }
        #expect(
            desk.log.states.last == .refused(status: 401, reason: "Unknown or missing token: the token is not known"))
        hub.change { $0.token = "secret" }
        desk.engine.retryNow()
        await desk.log.waitForState { $0 == .live }
        await desk.stop()
        await hub.stop()
    }

    @Test func `a suspended desk has no line and catches up afterwards`() async throws {
        fill(2)
        let desk = try Desk(hub: hub.url, path: directory.database)
        await desk.log.waitForState { $0 == .live }
        desk.engine.setPace(.suspended)
        await desk.log.waitForState { $0 == .suspended }
        let asked = hub.pagesAsked.count
        fill(4, seed: 2)
        hub.ring()
        #expect(hub.pagesAsked.count == asked)
        desk.engine.setPace(.relaxed)
        await desk.log.waitForState { $0 == .live }
        #expect(try desk.contents() == hub.visible)
        #expect(hub.store.value.withLock { $0.intervals } == ["1000", "2000"])
        await desk.stop()
        await hub.stop()
    }

    @Test func `whatever changes and wherever the line breaks, the replica ends as the hub`() async throws {
        let seed: UInt64 = 2_026
        print("seed \(seed)")
        var random = SplitMix(seed)
        let relay = try CuttingRelay(to: hub.port)
        hub.change { $0.pageLimit = 7 }
        let desk = try Desk(hub: relay.url, path: directory.database)
        for round in 0..<12 {
            for _ in 0..<20 {
                let number = Int(random.below(40))
                if random.below(4) == 0, let gone = hub.visible.keys.sorted().first {
                    hub.delete(.session, String(gone.dropFirst("session/".count)))
                } else {
                    hub.put(Fixtures.session(number, using: &random))
                }
            }
            hub.put(Fixtures.alert("A\(round)", .info))
            if round % 2 == 0 { relay.cut(after: Int(random.below(6_000))) }
            hub.ring()
            let head = hub.store.value.withLock { $0.head }
            await desk.log.waitForChange(to: head)
            #expect(try desk.contents() == hub.visible)
        }
        await desk.stop()
        relay.close()
        await hub.stop()
    }
}
