import Roaming
import SQLite
import Testing

@testable import Hub

@Suite struct ObjectStoreTests {
    private func location(_ id: String, owner: PartyID = .fas, shared: Bool = true, minute: Int64 = 1) -> LocationRecord
    {
        LocationRecord(
            owner: owner, locationID: id, raw: Array("{}".utf8), name: "A1", city: "Breda", country: "NLD",
            timeZone: "Europe/Amsterdam", evseCount: 2, connectorCount: 2, statuses: ["AVAILABLE": 1, "CHARGING": 1],
            isShared: shared, lastUpdated: .minute(minute), receivedAt: .minute(minute))
    }

    private func tariff(hash: UInt8, minute: Int64) -> TariffRecord {
        TariffRecord(
            owner: .fas, tariffID: "T1", raw: [hash], contentHash: .hash(hash), currency: "EUR", type: "REGULAR",
            summary: "0.59/kWh", isShared: true, lastUpdated: .minute(minute), receivedAt: .minute(minute))
    }

    @Test func `a location comes back with its connectors and their tariffs`() throws {
        let store = try TemporaryStore()
        let connectors = [
            ConnectorRecord(
                evseUID: "E1", evseID: "NL*FAS*E1", connectorID: "1", status: "AVAILABLE", tariffIDs: ["T1", "T2"]),
            ConnectorRecord(evseUID: "E2", connectorID: "1", status: "CHARGING", tariffIDs: ["T1"]),
        ]
        #expect(try LocationStore.put(store.db, location("LOC1"), connectors: connectors))
        #expect(try LocationStore.get(store.db, .fas, "loc1") == location("LOC1"))
        #expect(try LocationStore.connectors(store.db, .fas, "LOC1") == connectors)
        #expect(try LocationStore.connector(store.db, .fas, "LOC1", evseUID: "e2", connectorID: "1") == connectors[1])
        #expect(try TariffStore.connectorCount(store.db, .fas, "T1") == 2)
        #expect(try !LocationStore.put(store.db, location("LOC1"), connectors: [connectors[0]]))
        #expect(try TariffStore.connectorCount(store.db, .fas, "T1") == 1)
        try LocationStore.put(store.db, location("LOC1", owner: .ion), connectors: [])
        #expect(try LocationStore.owners(store.db, locationID: "LOC1") == [.ion, .fas])
    }

    @Test func `a page has the order of creation, its filters and the whole count`() throws {
        let store = try TemporaryStore()
        for number in 1...5 {
            try LocationStore.put(
                store.db,
                location("L\(number)", owner: number == 4 ? .ion : .fas, shared: number != 2, minute: Int64(number)),
                connectors: [])
        }
        try LocationStore.put(store.db, location("L1", minute: 9), connectors: [])
        func page(_ query: PageQuery) throws -> ([String], Int) {
            let page = try LocationStore.page(store.db, query)
            return (page.items.map(\.locationID), page.total)
        }
        #expect(try page(PageQuery()) == (["L1", "L2", "L3", "L4", "L5"], 5))
        #expect(try page(PageQuery(offset: 1, limit: 2)) == (["L2", "L3"], 5))
        #expect(try page(PageQuery(owners: [.fas], sharedOnly: true)) == (["L1", "L3", "L5"], 3))
        #expect(try page(PageQuery(dateFrom: .minute(3), dateTo: .minute(5))) == (["L3", "L4"], 2))
        #expect(try page(PageQuery(owners: [])) == ([], 0))
    }

    @Test func `every version of a tariff is kept, and the one of a moment is found`() throws {
        let store = try TemporaryStore()
        #expect(try TariffStore.put(store.db, tariff(hash: 1, minute: 10)).version == 1)
        #expect(try !TariffStore.put(store.db, tariff(hash: 1, minute: 10)).isNew)
        #expect(try TariffStore.put(store.db, tariff(hash: 2, minute: 20)).version == 2)
        #expect(try TariffStore.versions(store.db, .fas, "t1").map(\.version) == [1, 2])
        #expect(try TariffStore.current(store.db, .fas, "T1")?.contentHash == .hash(2))
        func version(_ minute: Int64) throws -> Int? {
            try TariffStore.inForce(store.db, .fas, "T1", at: .minute(minute))?.version.version
        }
        #expect(try [version(5), version(10), version(19), version(20), version(99)] == [1, 1, 1, 2, 2])
        #expect(throws: SQLiteError.self) { try store.db.run("UPDATE tariff_version SET raw = x'00'") }
        #expect(throws: SQLiteError.self) { try store.db.run("DELETE FROM tariff_version") }
    }

    @Test func `a withdrawn tariff leaves the list and keeps its versions`() throws {
        let store = try TemporaryStore()
        try _ = TariffStore.put(store.db, tariff(hash: 1, minute: 10))
        #expect(try TariffStore.page(store.db, PageQuery(owners: [.fas])).total == 1)
        #expect(try TariffStore.delete(store.db, .fas, "T1", at: .minute(30)))
        #expect(try !TariffStore.delete(store.db, .fas, "T1", at: .minute(30)))
        #expect(try TariffStore.page(store.db, PageQuery()).total == 0)
        #expect(try TariffStore.current(store.db, .fas, "T1")?.deletedAt == .minute(30))
        _ = try TariffStore.put(store.db, tariff(hash: 1, minute: 10))
        #expect(try TariffStore.page(store.db, PageQuery()).items.map(\.deletedAt) == [nil])
    }

    @Test func `the same token uid may belong to several DPs`() throws {
        let store = try TemporaryStore()
        for owner in [PartyID.emp, .tnm] {
            try TokenStore.put(
                store.db,
                TokenRecord(
                    owner: owner, uid: "04AB", type: "RFID", raw: [], contractID: "C", isValid: true,
                    whitelist: "ALLOWED", isShared: true, lastUpdated: .minute(1), receivedAt: .minute(1)))
        }
        #expect(try TokenStore.find(store.db, uid: "04ab").map(\.owner) == [.emp, .tnm])
        #expect(try TokenStore.find(store.db, uid: "04AB", type: "APP_USER").isEmpty)
        #expect(try TokenStore.get(store.db, .tnm, uid: "04AB", type: "RFID")?.owner == .tnm)
        #expect(try TokenStore.count(store.db) == 2)
    }

    @Test func `a session reads back, keeps its first id, and never goes backwards`() throws {
        let store = try TemporaryStore()
        var session = Sample.session("S1")
        session.costMinor = 590
        session.costSource = "cpo"
        session.flags = ["STUCK", "NO_CDR"]
        session.flagReason = "no energy for 30 minutes"
        #expect(try SessionStore.put(store.db, session))
        #expect(try SessionStore.get(store.db, .fas, "s1") == session)
        #expect(try !SessionStore.put(store.db, Sample.session("s1", minute: 6)))
        #expect(try SessionStore.get(store.db, .fas, "S1")?.sessionID == "S1")
        let error = #expect(throws: SQLiteError.self) { try SessionStore.put(store.db, Sample.session(minute: 5)) }
        #expect(error.flatMap { StoreRule.of($0) } == "SESSION_BACKWARD")
        try SessionStore.setFlags(store.db, .fas, "S1", flags: ["BACKWARD"], reason: "went back to minute 5")
        #expect(try SessionStore.get(store.db, .fas, "S1")?.flags == ["BACKWARD"])
        #expect(throws: SQLiteError.self) { try store.db.run("DELETE FROM session") }
    }

    @Test func `live sessions and those of a receiver are found`() throws {
        let store = try TemporaryStore()
        for number in 1...4 {
            var session = Sample.session("S\(number)")
            if number == 2 { session.status = "COMPLETED" }
            if number == 3 { session.dp = .tnm }
            try SessionStore.put(store.db, session)
        }
        #expect(try SessionStore.live(store.db).map(\.sessionID) == ["S1", "S3", "S4"])
        #expect(try SessionStore.liveCount(store.db) == 3)
        let latest = try #require(try SessionStore.live(store.db).map(\.receivedAt).max())
        #expect(try SessionStore.silent(store.db, since: latest + .seconds(1)).count == 3)
        #expect(try SessionStore.silent(store.db, since: latest - .seconds(86_400)).isEmpty)
        #expect(
            try SessionStore.page(store.db, PageQuery(receivers: [.tnm], sharedOnly: true)).items.map(\.sessionID) == [
                "S3"
            ])
        #expect(try SessionStore.latest(store.db, limit: 2).map(\.sessionID) == ["S4", "S3"])
        #expect(try SessionStore.find(store.db, sessionID: "s4").map(\.cpo) == [.fas])
    }
}
