import AdminAPI
import JSON
import Roaming
import Testing

@testable import DeskCache

@Suite struct ListTests {
    let directory = TemporaryDirectory()
    let noon = Fixtures.noon

    func cache(_ count: Int, seed: UInt64) throws -> (Cache, [SessionResource]) {
        let cache = try Cache.open(path: directory.database, hub: "h")
        let page = Fixtures.sessions(count, seed: seed)
        _ = try cache.apply(page, after: 0, now: noon)
        let sessions = try page.changes.map { try SessionResource(ObjectReader($0.resource ?? .null)) }
        return (cache, sessions)
    }

    static let queries = [
        "", "state:active", "-state:active", "cpo:fas", "cpo=NL*FAS,SE*VAT", "flag:stuck", "-flag:any", "flag=UNIT?",
        "flag:any state:active kwh>5", "kwh<3", "-kwh<3", "cost>10", "cost:none", "age>10m", "age<=5m", "since:30m",
        "überfällig", "why:ÜBER", "why=\"Überfällig, STILL\"", "kw>0 -cpo:bec", "s1", "c3 tnm", "nothing",
        "started:11:30",
        "evse:4", "location=LOC3", "maybe=1", "currency:sek",
    ]

    @Test func `the cache means the same rows as the matcher`() throws {
        let seed: UInt64 = 20_261_122
        print("seed \(seed)")
        let (cache, sessions) = try cache(250, seed: seed)
        let objects = try sessions.map { ($0.id, try ObjectReader($0.json).object) }
        for text in Self.queries {
            let query = Query(text, kind: .session)
            #expect(query.problems == [], "\(text)")
            let matcher = QueryMatcher(query, now: noon)
            let meant = objects.filter { matcher.matches($0.1) }.map(\.0).sorted()
            let window = try cache.reader.list(ListRequest(query: query, limit: 250), now: noon)
            #expect(window.rows.map(\.resource.id).sorted() == meant, "\(text)")
            #expect(try cache.reader.count(query, now: noon) == meant.count, "\(text)")
        }
    }

    @Test func `paging in any order meets every row once, forward and backward`() throws {
        let (cache, sessions) = try cache(60, seed: 7)
        let query = Query("-cpo:bec", kind: .session)
        let meant = sessions.filter { $0.cpo != Fixtures.cpos[1] }.map(\.id).sorted()
        for column in Kind.session.columns.all where column.isSortable {
            for descending in [false, true] {
                let sort = Sort(column: column.key, descending: descending)
                let request = ListRequest(query: query, sort: sort, limit: 7)
                let forward = try pages(request, of: cache, forward: true)
                #expect(forward.map(\.resource.id).sorted() == meant, "\(sort.text)")
                #expect(try pages(request, of: cache, forward: false) == forward, "\(sort.text)")
                for index in stride(from: 0, to: forward.count, by: 9) {
                    #expect(try cache.reader.index(of: forward[index].cursor, in: request, now: noon) == index)
                }
            }
        }
    }

    /// Every row, a screenful at a time from one end.
    func pages(_ request: ListRequest, of cache: Cache, forward: Bool) throws -> [ListRow] {
        var request = request
        request.anchor = forward ? .start : .end
        var rows: [ListRow] = []
        while true {
            let window = try cache.reader.list(request, now: noon)
            rows = forward ? rows + window.rows : window.rows + rows
            #expect((forward ? window.hasBefore : window.hasAfter) == (rows.count > window.rows.count))
            guard forward ? window.hasAfter : window.hasBefore else { return rows }
            let edge = try #require(forward ? window.rows.last : window.rows.first)
            request.anchor = forward ? .after(edge.cursor) : .before(edge.cursor)
        }
    }

    @Test func `rows come in the order of their values`() throws {
        let (cache, sessions) = try cache(120, seed: 3)
        func ids(_ sort: String) throws -> [AnyResource] {
            try cache.reader.list(ListRequest(query: .all(.session), sort: Sort(sort), limit: 120), now: noon).rows.map(
                \.resource)
        }
        let byKwh = try ids("-kwh").map { row -> Decimal4 in if case .session(let one) = row { one.kwh } else { .zero }
        }
        #expect(byKwh == sessions.map(\.kwh).sorted(by: >))
        let byAge = try ids("age").map { row -> Timestamp in
            if case .session(let one) = row { one.lastUpdateAt } else { noon }
        }
        #expect(byAge == sessions.map(\.lastUpdateAt).sorted(by: >))
        let byCost = try ids("cost").map { row -> Int64 in
            if case .session(let one) = row { one.costMinor ?? -1 } else { 0 }
        }
        #expect(byCost == sessions.map { $0.costMinor ?? -1 }.sorted())
    }

    @Test(arguments: [0, 3, 50, 95, 99])
    func `a window around a row holds it, a third down where there is room`(_ index: Int) throws {
        let (cache, _) = try cache(100, seed: 5)
        var request = ListRequest(query: .all(.session), sort: Sort("kwh"), limit: 100)
        let all = try cache.reader.list(request, now: noon).rows
        request.limit = 30
        request.anchor = .around(id: all[index].resource.id)
        let window = try cache.reader.list(request, now: noon)
        let first = max(0, min(index - 10, 70))
        #expect(window.rows == Array(all[first..<first + 30]))
        #expect(window.hasBefore == (first > 0))
        #expect(window.hasAfter == (first + 30 < 100))
    }

    @Test func `around a row that is gone its index counts`() throws {
        let (cache, _) = try cache(100, seed: 5)
        var request = ListRequest(query: .all(.session), limit: 100)
        let all = try cache.reader.list(request, now: noon).rows
        request.limit = 12
        request.anchor = .around(id: "gone", index: 50)
        let window = try cache.reader.list(request, now: noon)
        #expect(window.firstIndex == 46)
        #expect(window.rows == Array(all[46..<58]))
        request.anchor = .around(id: "gone", index: 5_000)
        #expect(try cache.reader.list(request, now: noon).rows == Array(all[88...]))
        request.anchor = .around(id: "gone", index: nil)
        #expect(try cache.reader.list(request, now: noon).rows == Array(all[..<12]))
    }

    @Test func `a cursor holds its place when its row goes`() throws {
        let (cache, _) = try cache(20, seed: 5)
        var request = ListRequest(query: .all(.session), sort: Sort("cpo"), limit: 20)
        let all = try cache.reader.list(request, now: noon).rows
        let gone = Change(seq: 21, kind: .session, id: all[9].resource.id, resource: nil)
        _ = try cache.apply(Fixtures.page([gone]), after: 20, now: noon)
        request.anchor = .after(all[9].cursor)
        #expect(try cache.reader.list(request, now: noon).rows == Array(all[10...]))
    }

    @Test func `an empty list has no rows on either side`() throws {
        let (cache, _) = try cache(5, seed: 5)
        for anchor in [ListAnchor.start, .end, .around(id: "x", index: 4)] {
            let request = ListRequest(query: Query("nothing", kind: .session), anchor: anchor, limit: 10)
            let window = try cache.reader.list(request, now: noon)
            #expect(window == ListWindow(rows: [], firstIndex: window.firstIndex, hasBefore: false, hasAfter: false))
        }
    }

    @Test func `an unknown or unsortable column falls back to the kind's order`() throws {
        let (cache, _) = try cache(50, seed: 5)
        let usual = try cache.reader.list(ListRequest(query: .all(.session), limit: 50), now: noon)
        for column in ["colour", "why", "'; DROP TABLE session; --"] {
            let request = ListRequest(query: .all(.session), sort: Sort(column: column), limit: 50)
            #expect(try cache.reader.list(request, now: noon) == usual)
        }
    }

    @Test func `hostile filters are values, never SQL`() throws {
        let (cache, _) = try cache(50, seed: 5)
        for text in ["'; DROP TABLE session; --", "cpo:\"' OR 1=1 --\"", "cpo=%", "why:_", "\"\u{1B}]0;x\u{7}\""] {
            #expect(try cache.reader.count(Query(text, kind: .session), now: noon) == 0, "\(text)")
        }
        #expect(try cache.reader.total(.session) == 50)
    }

    @Test(arguments: Kind.allCases)
    func `every column of every kind sorts, filters and completes`(_ kind: Kind) throws {
        let cache = try Cache.open(path: directory.database, hub: "h")
        for column in kind.columns.all {
            let request = ListRequest(query: .all(kind), sort: Sort(column: column.key), limit: 10)
            #expect(try cache.reader.list(request, now: noon).rows == [])
            for text in [
                "\(column.key):x", "\(column.key)=x", "\(column.key)>1", "-\(column.key)<1h", "\(column.key):any",
            ] {
                #expect(throws: Never.self) { try cache.reader.count(Query(text, kind: kind), now: noon) }
            }
            #expect(try cache.reader.values(of: column, in: kind, containing: "") == [])
        }
    }

    @Test func `values are completed from what is there`() throws {
        let (cache, _) = try cache(300, seed: 5)
        func values(_ key: String, _ part: String) throws -> [String] {
            try cache.reader.values(of: try #require(Kind.session.columns[key]), in: .session, containing: part)
        }
        #expect(try values("cpo", "") == ["BE*BEC", "FR*IZI", "NL*FAS", "SE*VAT"])
        #expect(try values("cpo", "fa") == ["NL*FAS"])
        #expect(try values("flag", "") == ["NO_CDR", "STUCK", "UNIT?"])
        #expect(try values("why", "STILL") == ["Überfällig, STILL"])
        #expect(try values("kwh", "") == [])
    }
}

@Suite struct OverviewTests {
    @Test func `the overview counts what wants attention`() throws {
        let directory = TemporaryDirectory()
        let noon = Fixtures.noon
        let cache = try Cache.open(path: directory.database, hub: "h")
        let page = Fixtures.sessions(300, seed: 11)
        _ = try cache.apply(page, after: 0, now: noon)
        let others: [any Resource] = [
            Fixtures.payout("P1", state: .ready), Fixtures.payout("P2", state: .released),
            Fixtures.payout("P3", state: .approved), Fixtures.dispute("D1", state: .open, due: noon - .seconds(1)),
            Fixtures.dispute("D2", state: .proposed, due: noon + .seconds(4 * 3_600)),
            Fixtures.dispute("D3", state: .open, due: noon + .seconds(4 * 3_600 + 1)),
            Fixtures.dispute("D4", state: .closed, due: noon), Fixtures.alert("A1", .warning),
            Fixtures.alert("A2", .critical), Fixtures.alert("A3", .warning), Fixtures.partner("DE*EMP", .connected),
            Fixtures.partner("NL*TNM", .connected, alerts: ["SLOW"]), Fixtures.partner("GB*DRV", .offline),
            Fixtures.partner("FR*NEW", .planned),
        ]
        let changes = others.enumerated().map { Fixtures.change(301 + Int64($0.offset), $0.element) }
        _ = try cache.apply(Fixtures.page(changes), after: 300, now: noon)

        let sessions = try page.changes.map { try SessionResource(ObjectReader($0.resource ?? .null)) }
        let active = sessions.filter { $0.status == "ACTIVE" }
        let overview = try cache.reader.overview(now: noon)
        #expect(overview.counts[.session] == 300)
        #expect(overview.counts[.tariff] == 0)
        #expect(overview.activeSessions == active.count)
        #expect(overview.activeWatts == active.map(\.powerW).reduce(0, +))
        #expect(overview.flaggedSessions == sessions.filter { !$0.flags.isEmpty }.count)
        #expect(overview.alerts == [.warning: 2, .critical: 1])
        #expect(overview.partnersInTrouble == 2)
        #expect(overview.payoutsWaiting == 2)
        #expect(overview.disputesOpen == 3)
        #expect(overview.disputesDue == 2)
    }
}
