import Roaming
import SQLite
import Testing

@testable import Hub

@Suite struct DisputeDeskTests {
    @Test func `a dispute before the window holds all of the CPO's part and keeps the CDR out of the note`() throws {
        let hub = try MoneyHub()
        try hub.accept(hub.cdr("C1"))
        try hub.accept(hub.cdr("C2", energy: 20))
        let dispute = try hub.raise("C1")
        #expect(dispute.id == "D-0001")
        #expect(dispute.heldMinor == 1320)
        #expect(dispute.amountMinor == 1500)
        #expect(dispute.respondent == .fas)
        #expect(dispute.dueAt.rfc3339 == "2026-12-01T16:00:00Z")
        #expect(try hub.state("C1").state == .disputed)
        let closed = try hub.close()
        #expect(closed.notes[0].totalMinor == 880)
        #expect(try hub.funds() == [880, 0, 1320, 0, 0])
    }

    @Test func `decided for the CPO, the held part is paid with the next window`() throws {
        let hub = try MoneyHub()
        try hub.accept(hub.cdr("C1"))
        let dispute = try hub.raise("C1")
        try hub.decide(dispute.id, .forCPO)
        #expect(try hub.state("C1").state == .settled)
        #expect(try hub.funds() == [1320, 0, 0, 0, 0])
        let closed = try hub.close()
        #expect(closed.notes.isEmpty)
        let lines = try PayoutStore.lines(hub.db, closed.payouts[0].id)
        #expect(lines.map(\.kind) == [.release])
        #expect(closed.payouts[0].amountMinor == 1320)
        #expect(try hub.state("C1").payoutID == closed.payouts[0].id)
        #expect(try LedgerStore.proofs(hub.db).isEmpty)
    }

    @Test func `decided for the DP before the window, nothing is left on any account`() throws {
        let hub = try MoneyHub()
        try hub.accept(hub.cdr("C1"))
        try hub.decide(try hub.raise("C1").id, .forDP)
        #expect(try hub.state("C1").state == .credited)
        #expect(try LedgerStore.trialBalance(hub.db).allSatisfy { $0.balance.owed == 0 })
        #expect(try LedgerStore.proofs(hub.db).isEmpty)
    }

    @Test func `after the window only what is payable is held, and the rest becomes a debt`() throws {
        let hub = try MoneyHub()
        try hub.accept(hub.cdr("C1"))
        let paid = try hub.close().payouts[0]
        try hub.pay(paid)
        let dispute = try hub.raise("C1")
        #expect(dispute.heldMinor == 0)
        #expect(dispute.holdJournalSeq == nil)
        let preview = try DisputeDesk.preview(hub.db, dispute.id, .forDP, at: hub.now)
        #expect(preview.sentences.contains { $0.hasPrefix("13.20 EUR is out of reach") })
        #expect(preview.payableChangeMinor == 0)
        try hub.decide(dispute.id, .forDP)
        #expect(try hub.funds() == [0, 0, 0, 1320, 1320])
        try hub.accept(hub.cdr("C2", energy: 20, hour: 2))
        let next = try hub.close()
        #expect(next.payouts.isEmpty)
        #expect(try hub.funds() == [0, 0, 0, 1320, 440])
        #expect(try LedgerStore.proofs(hub.db).isEmpty)
    }

    @Test func `after the window the part is held from what a cancelled payout left`() throws {
        let hub = try MoneyHub()
        try hub.accept(hub.cdr("C1"))
        try hub.accept(hub.cdr("C2", energy: 20))
        let payout = try hub.close().payouts[0]
        try hub.act(payout.id, .cancel(reason: "complaint"), by: hub.maker)
        let dispute = try hub.raise("C1")
        #expect(dispute.heldMinor == 1320)
        #expect(try hub.funds() == [880, 0, 1320, 0, 0])
        let second = try hub.close()
        #expect(second.payouts[0].amountMinor == 880)
        let lines = try PayoutStore.lines(hub.db, second.payouts[0].id)
        #expect(lines.map(\.kind) == [.cdr, .cdr, .held])
        try hub.decide(dispute.id, .forCPO)
        let third = try hub.close()
        #expect(third.payouts[0].amountMinor == 1320)
        #expect(try LedgerStore.proofs(hub.db).isEmpty)
    }

    @Test func `a preview is exactly what the decision posts`() throws {
        for decision in DisputeDecision.allCases {
            let hub = try MoneyHub()
            try hub.accept(hub.cdr("C1"))
            let dispute = try hub.raise("C1")
            let before = try LedgerStore.head(hub.db).seq
            let preview = try DisputeDesk.preview(hub.db, dispute.id, decision, at: hub.now)
            #expect(try LedgerStore.head(hub.db).seq == before)
            try hub.decide(dispute.id, decision)
            let posted = try LedgerStore.journals(hub.db, JournalFilter(after: before)).map(\.journal)
            #expect(posted == preview.journals)
            #expect(!preview.sentences.isEmpty)
        }
    }

    @Test func `nobody decides a dispute of their own, and a decision is final`() throws {
        let hub = try MoneyHub()
        try hub.accept(hub.cdr("C1"))
        let dispute = try hub.raise("C1")
        #expect(throws: DisputeRefusal.ownDispute(id: dispute.id, hub.support)) {
            try hub.decide(dispute.id, .forDP, by: hub.support)
        }
        let decided = try hub.decide(dispute.id, .forCPO)
        let head = try LedgerStore.head(hub.db).seq
        #expect(try hub.decide(dispute.id, .forCPO) == decided)
        #expect(try LedgerStore.head(hub.db).seq == head)
        #expect(throws: DisputeRefusal.ended(id: dispute.id, .decided)) { try hub.decide(dispute.id, .forDP) }
        #expect(throws: DisputeRefusal.alreadyDecided(CDRKey(cpo: .fas, id: "C1"))) { try hub.raise("C1") }
    }

    @Test func `a proposal sets the next deadline and is heard in the thread`() throws {
        let hub = try MoneyHub()
        try hub.accept(hub.cdr("C1"))
        let dispute = try hub.raise("C1")
        let proposed = try hub.db.transaction {
            try DisputeDesk.propose(hub.db, dispute.id, .forDP, text: "clock ran on", by: hub.support, at: .minute(10))
        }
        #expect(proposed.state == .proposed)
        #expect(proposed.proposal == .forDP)
        #expect(proposed.dueAt.rfc3339 == "2026-11-24T16:10:00Z")
        #expect(try DisputeStore.thread(hub.db, dispute.id).map(\.text) == ["not us", "clock ran on"])
        #expect(try hub.decide(dispute.id, .forDP).state == .decided)
    }

    @Test func `a withdrawn dispute gives the held part back`() throws {
        let hub = try MoneyHub()
        try hub.accept(hub.cdr("C1"))
        let dispute = try hub.raise("C1")
        let ended = try hub.db.transaction {
            try DisputeDesk.withdraw(hub.db, dispute.id, text: "found it", by: hub.support, at: hub.now)
        }
        #expect(ended.state == .closed)
        #expect(try hub.funds() == [1320, 0, 0, 0, 0])
        #expect(try hub.state("C1").state == .settled)
        #expect(try LedgerStore.proofs(hub.db).isEmpty)
    }

    @Test func `what cannot be contested says why`() throws {
        let hub = try MoneyHub()
        try hub.accept(hub.cdr("C1", total: "16"))
        #expect(throws: DisputeRefusal.onHold(CDRKey(cpo: .fas, id: "C1"))) { try hub.raise("C1") }
        #expect(throws: DisputeDeskRefusal.unknownCDR("NL*FAS/C9")) { try hub.raise("C9") }
        try hub.accept(hub.cdr("C2", hour: 2))
        _ = try hub.raise("C2")
        #expect(throws: DisputeRefusal.alreadyDisputed(CDRKey(cpo: .fas, id: "C2"))) { try hub.raise("C2") }
        #expect(throws: DisputeDeskRefusal.unknown("D-9")) { try hub.decide("D-9", .forCPO) }
    }
}
