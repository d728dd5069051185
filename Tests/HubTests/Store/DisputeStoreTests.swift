import Roaming
import SQLite
import Testing

@testable import Hub

@Suite struct DisputeStoreTests {
    private func dispute(_ db: Connection, raisedBy: Int64) throws -> DisputeRecord {
        let row = try Sample.accepted(db, "C1")
        return DisputeRecord(
            id: try DisputeStore.nextID(db), cdrRowID: row, sessionID: "NL*FAS/S1", reason: "WRONG_TARIFF",
            claimant: .emp, respondent: .fas, amountMinor: 1487, currency: "EUR", raisedBy: raisedBy,
            dueAt: .minute(1000), raisedAt: .minute(70), updatedAt: .minute(70))
    }

    @Test func `a dispute is raised, proposed, decided, and reads back`() throws {
        let store = try TemporaryStore()
        let db = store.db
        let support = try Sample.person(db, "Sam")
        let lead = try Sample.person(db, "Lea")
        var dispute = try dispute(db, raisedBy: support)
        #expect(dispute.id == "D-0001")
        try DisputeStore.insert(db, dispute)
        try DisputeStore.say(db, dispute.id, by: "Sam", text: "driver saw 0.49", at: .minute(71))
        dispute.state = .proposed
        dispute.proposal = .forDP
        dispute.proposedBy = support
        dispute.proposedAt = .minute(72)
        try DisputeStore.update(db, dispute, from: .open)
        #expect(try DisputeStore.live(db, cdr: dispute.cdrRowID)?.id == "D-0001")
        dispute.state = .decided
        dispute.decision = .forDP
        dispute.decidedBy = lead
        try DisputeStore.update(db, dispute, from: .proposed)
        #expect(try DisputeStore.get(db, "D-0001") == dispute)
        #expect(try DisputeStore.live(db, cdr: dispute.cdrRowID) == nil)
        #expect(try DisputeStore.thread(db, "D-0001").map(\.text) == ["driver saw 0.49"])
        #expect(try DisputeStore.nextID(db) == "D-0002")
    }

    @Test func `nobody decides a dispute they raised`() throws {
        let store = try TemporaryStore()
        let person = try Sample.person(store.db, "Sam")
        var dispute = try dispute(store.db, raisedBy: person)
        try DisputeStore.insert(store.db, dispute)
        dispute.state = .decided
        dispute.decision = .forCPO
        dispute.decidedBy = person
        let error = #expect(throws: SQLiteError.self) { try DisputeStore.update(store.db, dispute, from: .open) }
        #expect(error.flatMap { StoreRule.of($0) } == "FOUR_EYES")
    }

    @Test func `a CDR has one live dispute`() throws {
        let store = try TemporaryStore()
        let person = try Sample.person(store.db, "Sam")
        var dispute = try dispute(store.db, raisedBy: person)
        try DisputeStore.insert(store.db, dispute)
        var second = dispute
        second.id = "D-0002"
        let error = #expect(throws: SQLiteError.self) { try DisputeStore.insert(store.db, second) }
        #expect(error?.isDuplicate == true)
        dispute.state = .closed
        try DisputeStore.update(store.db, dispute, from: .open)
        try DisputeStore.insert(store.db, second)
    }

    @Test func `a decision is final and a stale update is told so`() throws {
        let store = try TemporaryStore()
        let db = store.db
        let person = try Sample.person(db, "Sam")
        let lead = try Sample.person(db, "Lea")
        var dispute = try dispute(db, raisedBy: person)
        try DisputeStore.insert(db, dispute)
        dispute.state = .decided
        dispute.decision = .forCPO
        dispute.decidedBy = lead
        try DisputeStore.update(db, dispute, from: .open)
        #expect(throws: StoreError.stateChanged("dispute D-0001")) {
            try DisputeStore.update(db, dispute, from: .open)
        }
        for sql in [
            "UPDATE dispute SET decision = 'FOR_DP'",
            "UPDATE dispute SET state = 'OPEN', decision = NULL, decided_by = NULL",
            "UPDATE dispute SET amount_minor = 1", "DELETE FROM dispute", "UPDATE dispute SET raised_by = \(lead)",
        ] { #expect(throws: SQLiteError.self, "\(sql)") { try db.run(sql) } }
    }
}
