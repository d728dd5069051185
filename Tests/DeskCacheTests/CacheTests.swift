import AdminAPI
import Glibc
import JSON
import Roaming
import SQLite
import Testing

@testable import DeskCache

@Suite struct CacheTests {
    let directory = TemporaryDirectory()
    let hub = "http://127.0.0.1:1"
    let noon = Fixtures.noon

    func open() throws -> Cache { try Cache.open(path: directory.database, hub: hub) }

    @Test func `a page is found again after the cache is opened anew`() throws {
        let outcome = try open().apply(Fixtures.sessions(10, seed: 1), after: 0, now: noon)
        #expect(outcome == .applied(kinds: [.session], seq: 10))
        let again = try open()
        #expect(again.lastState.seq == 10)
        #expect(again.lastState.epoch == "e1")
        #expect(again.lastState.role == "noc")
        #expect(again.lastState.shownAt == noon)
        #expect(try again.reader.total(.session) == 10)
    }

    @Test func `who we are is kept`() throws {
        try open().remember(Fixtures.me())
        #expect(try open().lastState.me == Fixtures.me())
    }

    @Test func `a resource that comes again replaces itself`() throws {
        let cache = try open()
        _ = try cache.apply(
            Fixtures.page([Fixtures.change(1, Fixtures.payout("P1", state: .ready))]), after: 0, now: noon)
        _ = try cache.apply(
            Fixtures.page([Fixtures.change(2, Fixtures.payout("P1", state: .held))]), after: 1, now: noon)
        #expect(try cache.reader.total(.payout) == 1)
        #expect(try cache.reader.resource(.payout, "P1") == .payout(Fixtures.payout("P1", state: .held)))
        #expect(try cache.reader.count(Query("state:ready", kind: .payout), now: noon) == 0)
    }

    @Test func `a deletion removes the row and its body`() throws {
        let cache = try open()
        _ = try cache.apply(Fixtures.page([Fixtures.change(1, Fixtures.alert("A1", .info))]), after: 0, now: noon)
        let gone = Change(seq: 2, kind: .alert, id: "A1", resource: nil)
        let never = Change(seq: 3, kind: .alert, id: "A9", resource: nil)
        #expect(
            try cache.apply(Fixtures.page([gone, never]), after: 1, now: noon) == .applied(kinds: [.alert], seq: 3))
        #expect(try cache.reader.resource(.alert, "A1") == nil)
        #expect(try cache.connection.one("SELECT count(*) FROM alert_body") { try $0.int(0) } == 0)
    }

    @Test func `a page that was stored already changes nothing`() throws {
        let cache = try open()
        _ = try cache.apply(
            Fixtures.page([Fixtures.change(5, Fixtures.payout("P1", state: .held))]), after: 0, now: noon)
        let late = Fixtures.page([Fixtures.change(4, Fixtures.payout("P1", state: .ready))], head: 5)
        #expect(try cache.apply(late, after: 3, now: noon) == .applied(kinds: [], seq: 5))
        #expect(try cache.reader.resource(.payout, "P1") == .payout(Fixtures.payout("P1", state: .held)))
    }

    @Test func `a page that leaves a gap is not stored`() throws {
        let cache = try open()
        _ = try cache.apply(
            Fixtures.page([Fixtures.change(5, Fixtures.payout("P1", state: .held))]), after: 0, now: noon)
        let ahead = Fixtures.page([Fixtures.change(9, Fixtures.payout("P2", state: .ready))])
        #expect(try cache.apply(ahead, after: 8, now: noon) == .applied(kinds: [], seq: 5))
        #expect(try cache.reader.total(.payout) == 1)
    }

    @Test(arguments: [("e2", "noc"), ("e1", "finance_maker,noc")])
    func `another epoch or role empties the cache`(_ epoch: String, _ role: String) throws {
        let cache = try open()
        try cache.remember(Fixtures.me())
        _ = try cache.apply(Fixtures.sessions(10, seed: 1), after: 0, now: noon)
        let change = Fixtures.change(11, Fixtures.payout("P1", state: .ready))
        let page = Fixtures.page([change], epoch: epoch, role: role)
        #expect(try cache.apply(page, after: 10, now: noon) == .startedAgain)
        #expect(try cache.reader.total(.session) == 0)
        #expect(try cache.reader.total(.payout) == 0)
        #expect(cache.lastState.seq == 0)
        #expect(try cache.apply(page, after: 0, now: noon) == .applied(kinds: [.payout], seq: 11))
        #expect(try open().lastState.epoch == epoch)
    }

    @Test func `a kind of a newer hub is passed over and its seq is kept`() throws {
        var change = Fixtures.change(7, Fixtures.alert("A", .info))
        change.kindName = "reservation"
        let cache = try open()
        #expect(try cache.apply(Fixtures.page([change]), after: 0, now: noon) == .applied(kinds: [], seq: 7))
    }

    @Test func `a resource that this version cannot read is left out and counted`() throws {
        let cache = try open()
        _ = try cache.apply(
            Fixtures.page([Fixtures.change(1, Fixtures.payout("P1", state: .ready))]), after: 0, now: noon)
        var strange = try ObjectReader(Fixtures.payout("P1", state: .ready).json).object
        strange["state"] = "MELTED"
        let changes = [
            Change(seq: 2, kind: .payout, id: "P1", resource: .object(strange)),
            Fixtures.change(3, Fixtures.payout("P2", state: .ready)),
        ]
        #expect(try cache.apply(Fixtures.page(changes), after: 1, now: noon) == .applied(kinds: [.payout], seq: 3))
        #expect(try cache.reader.resource(.payout, "P1") == nil)
        let list = ListRequest(query: .all(.payout), limit: 10)
        #expect(try cache.reader.list(list, now: noon).rows.map(\.resource.id) == ["P2"])
        let state = try open().lastState
        #expect(state.unreadable == 1)
        #expect(state.unreadableReason?.hasPrefix("payout P1: state") == true)
    }

    @Test func `the head is reached though the last changes are not ours to see`() throws {
        let cache = try open()
        let page = Fixtures.page([Fixtures.change(3, Fixtures.alert("A", .info))], head: 90)
        #expect(try cache.apply(page, after: 0, now: noon) == .applied(kinds: [.alert], seq: 90))
    }

    @Test func `another hub's cache is dropped`() throws {
        _ = try open().apply(Fixtures.sessions(3, seed: 1), after: 0, now: noon)
        let other = try Cache.open(path: directory.database, hub: "http://127.0.0.1:2")
        #expect(try other.reader.total(.session) == 0)
        #expect(other.lastState.hub == "http://127.0.0.1:2")
        #expect(!directory.names.contains { $0.contains("broken") })
    }

    @Test func `a cache of another schema is dropped`() throws {
        let cache = try open()
        _ = try cache.apply(Fixtures.sessions(3, seed: 1), after: 0, now: noon)
        try cache.connection.execute("PRAGMA user_version=2147480000")
        #expect(try open().reader.total(.session) == 0)
        #expect(!directory.names.contains { $0.contains("broken") })
    }

    @Test func `a file that is no database is put aside`() throws {
        directory.write(String(repeating: "this is no database ", count: 500), to: "cache.db")
        #expect(try open().reader.total(.session) == 0)
        #expect(directory.names.contains("cache.db.broken-1"))
    }

    @Test func `somebody else's database is put aside, not deleted`() throws {
        do {
            let other = try Connection(path: directory.database)
            try other.execute("CREATE TABLE precious (x)")
        }
        #expect(try open().reader.total(.session) == 0)
        let aside = try Connection(path: "\(directory.path)/cache.db.broken-1")
        #expect(try aside.exists("SELECT 1 FROM sqlite_schema WHERE name = 'precious'"))
    }

    @Test func `a damaged cache is put aside and made anew`() throws {
        do {
            let cache = try open()
            _ = try cache.apply(Fixtures.sessions(2_000, seed: 1), after: 0, now: noon)
            _ = try cache.connection.query("PRAGMA wal_checkpoint(TRUNCATE)") { _ in 0 }
        }
        let file = Glibc.open(directory.database, O_WRONLY)
        // Every page but the first, whose header still names a good cache.
        let garbage = [UInt8](repeating: 0xA5, count: 4_096 * 100)
        #expect(pwrite(file, garbage, garbage.count, 4_096) == garbage.count)
        close(file)
        let cache = try open()
        #expect(try cache.reader.total(.session) == 0)
        #expect(directory.names.contains("cache.db.broken-1"))
        #expect(
            try cache.apply(Fixtures.sessions(3, seed: 1), after: 0, now: noon) == .applied(kinds: [.session], seq: 3))
    }

    @Test func `at most three broken files are kept`() throws {
        for _ in 1...5 {
            directory.write("garbage garbage garbage garbage", to: "cache.db")
            _ = try open()
        }
        #expect(
            directory.names.filter { $0.hasSuffix("broken-1") || $0.hasSuffix("broken-2") || $0.hasSuffix("broken-3") }
                .count == 3)
        #expect(directory.names.filter { $0.contains("broken-4") } == [])
    }

    @Test func `two desks on one file neither lose nor double`() throws {
        let (one, other) = (try open(), try open())
        let all = Fixtures.sessions(20, seed: 1).changes
        _ = try one.apply(Fixtures.page(Array(all[..<12]), head: 20), after: 0, now: noon)
        // The other still believes in an empty cache; its page overlaps and arrives late.
        _ = try other.apply(Fixtures.page(Array(all[..<5]), head: 20, more: true), after: 0, now: noon)
        #expect(try one.reader.total(.session) == 12)
        #expect(try other.reader.state().seq == 20)
    }

    @Test func `the file is for its owner only`() throws {
        _ = try open()
        var status = stat()
        #expect(stat(directory.database, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
    }

    @Test func `each hub and person has a file of its own`() {
        let paths = [("a", "x"), ("a", "y"), ("b", "x")].map {
            CacheLocation.path(in: "/tmp", hub: $0.0, identity: $0.1)
        }
        #expect(Set(paths).count == 3)
        #expect(paths.allSatisfy { $0.hasPrefix("/tmp/cache-") && $0.hasSuffix(".db") && $0.count == 30 })
    }
}
