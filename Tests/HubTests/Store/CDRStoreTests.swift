import Roaming
import SQLite
import Testing

@testable import Hub

@Suite struct CDRStoreTests {
    @Test func `a CDR is stored once, told the same, and contradicted never`() throws {
        let store = try TemporaryStore()
        let cdr = Sample.cdr("C1", hash: 1)
        #expect(try CDRStore.insert(store.db, cdr) == .stored(rowID: 1))
        #expect(try CDRStore.insert(store.db, cdr) == .same(rowID: 1))
        #expect(try CDRStore.insert(store.db, Sample.cdr("c1", hash: 2)) == .conflict(rowID: 1))
        #expect(try CDRStore.insert(store.db, Sample.cdr("C1", cpo: .ion, hash: 2)) == .stored(rowID: 2))
        var stored = cdr
        stored.rowID = 1
        #expect(try CDRStore.get(store.db, .fas, "C1") == stored)
        #expect(try CDRStore.get(store.db, rowID: 1) == stored)
    }

    @Test(arguments: [
        "UPDATE cdr SET claimed_minor = 1", "DELETE FROM cdr", "INSERT OR REPLACE INTO cdr SELECT * FROM cdr",
        "UPDATE OR REPLACE cdr SET cdr_id = 'C2'",
    ]) func `a CDR never changes`(sql: String) throws {
        let store = try TemporaryStore()
        _ = try CDRStore.insert(store.db, Sample.cdr("C1"))
        #expect(throws: SQLiteError.self) { try store.db.run(sql) }
        #expect(try CDRStore.get(store.db, .fas, "C1")?.claimedMinor == 1487)
    }

    @Test func `related CDRs are found: session, credit, overlap`() throws {
        let store = try TemporaryStore()
        for cdr in [Sample.cdr("C1"), Sample.cdr("C2"), Sample.cdr("C1-C", claimed: -1487, credit: "C1")] {
            _ = try CDRStore.insert(store.db, cdr)
        }
        let first = try #require(try CDRStore.get(store.db, .fas, "C1"))
        #expect(try CDRStore.overlapping(store.db, with: first).map(\.cdrID) == ["C2"])
        #expect(try CDRStore.credits(store.db, .fas, of: "c1").map(\.cdrID) == ["C1-C"])
        #expect(try CDRStore.forSession(store.db, .fas, "S-C2").map(\.cdrID) == ["C2"])
        #expect(try CDRStore.page(store.db, PageQuery(receivers: [.emp], limit: 1)).total == 3)
    }

    @Test func `a credit names what it takes back`() throws {
        let store = try TemporaryStore()
        var credit = Sample.cdr("C1-C", claimed: -1487, credit: "C1")
        credit.creditReferenceID = nil
        #expect(throws: SQLiteError.self) { try CDRStore.insert(store.db, credit) }
    }

    @Test func `what the hub made of a CDR reads back, and a hold has a reason`() throws {
        let store = try TemporaryStore()
        let row = try Sample.accepted(store.db, "C1")
        var state = try #require(try CDRStateStore.get(store.db, row))
        state.state = .held
        #expect(throws: SQLiteError.self) { try CDRStateStore.put(store.db, state) }
        state.holdReason = "PRICE: claimed 14.87, computed 12.00"
        state.verdicts = "[{\"check\":\"price\"}]"
        state.computedMinor = 1200
        try CDRStateStore.put(store.db, state)
        #expect(try CDRStateStore.get(store.db, row) == state)
        #expect(try CDRStateStore.list(store.db, state: .held) == [state])
        state.verdicts = "[oops"
        #expect(throws: SQLiteError.self) { try CDRStateStore.put(store.db, state) }
    }

    @Test func `a delivered CDR stays delivered`() throws {
        let store = try TemporaryStore()
        let row = try Sample.accepted(store.db, "C1")
        var delivery = CDRDelivery(
            cdrRowID: row, dp: .emp, state: .pending, attempts: 0, nextAttemptAt: .minute(40), updatedAt: .minute(35))
        try DeliveryStore.put(store.db, delivery)
        #expect(try DeliveryStore.due(store.db, at: .minute(39), limit: 5).isEmpty)
        #expect(try DeliveryStore.due(store.db, at: .minute(40), limit: 5) == [delivery])
        #expect(try DeliveryStore.nextDue(store.db) == .minute(40))
        #expect(try DeliveryStore.openCounts(store.db, .emp) == [.pending: 1])
        delivery.state = .delivered
        delivery.attempts = 2
        delivery.nextAttemptAt = nil
        delivery.remoteURL = "https://emp.example/cdrs/1"
        try DeliveryStore.put(store.db, delivery)
        #expect(try DeliveryStore.get(store.db, row) == delivery)
        #expect(try DeliveryStore.nextDue(store.db) == nil)
        delivery.state = .maybe
        let error = #expect(throws: SQLiteError.self) { try DeliveryStore.put(store.db, delivery) }
        #expect(error.flatMap { StoreRule.of($0) } == "DELIVERY_FINAL")
    }
}
