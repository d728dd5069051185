import Roaming
import SQLite
import Testing

@testable import Hub

@Suite struct CreditCDRTests {
    @Test func `a credit that is not about the same EVSE is on hold`() throws {
        let hub = try MoneyHub()
        try hub.accept(hub.cdr("C1"))
        let credit = try hub.accept(hub.cdr("C1-C", total: "-15", session: "S-C1", credits: "c1"))
        #expect(credit.state.state == .held)
        #expect(credit.state.holdReason?.contains("another EVSE") == true)
    }

    @discardableResult
    private func credited(_ hub: MoneyHub, _ id: String = "C1") throws -> ClearedCDR {
        try hub.accept(hub.cdr("\(id)-C", total: "-15", session: id, credits: id))
    }

    private func charge(_ hub: MoneyHub, _ id: String = "C1") throws {
        try hub.accept(hub.cdr(id, session: id))
    }

    @Test func `an exact credit posts the mirror, and both stay out of the note`() throws {
        let hub = try MoneyHub()
        try charge(hub)
        let credit = try credited(hub)
        #expect(credit.state.state == .credited)
        #expect(try hub.state("C1").state == .credited)
        #expect(try LedgerStore.trialBalance(hub.db).allSatisfy { $0.balance.owed == 0 })
        let sequence = try #require(credit.state.journalSeq)
        let posted = try #require(try LedgerStore.journal(hub.db, sequence))
        #expect(posted.journal.reverses == (try hub.state("C1").journalSeq))
        #expect(throws: SettlementRefusal.nothingToSettle("W-EUR-0001")) { try hub.close() }
    }

    @Test func `a credit after settlement is deducted in the next window`() throws {
        let hub = try MoneyHub()
        try charge(hub)
        let first = try hub.close()
        try hub.pay(first.payouts[0])
        #expect(try credited(hub).state.state == .accepted)
        #expect(try hub.funds() == [0, -1320, 0, 1320, 0])
        try hub.accept(hub.cdr("C2", energy: 40, hour: 2))
        let second = try hub.close()
        #expect(second.notes[0].totalMinor == 1760 - 1320)
        #expect(second.payouts[0].amountMinor == 440)
        #expect(second.payouts[0].flags == ["DEDUCTIONS"])
        #expect(try hub.state("C1-C").state == .settled)
        #expect(try hub.funds() == [440, 0, 0, 1320, 0])
        #expect(try LedgerStore.proofs(hub.db).isEmpty)
    }

    @Test func `a window with more credits than charges leaves a debt that the next one settles`() throws {
        let hub = try MoneyHub()
        try charge(hub)
        try hub.pay(try hub.close().payouts[0])
        try credited(hub)
        let second = try hub.close()
        #expect(second.notes[0].totalMinor == -1320)
        #expect(second.payouts.isEmpty)
        #expect(try hub.funds() == [0, 0, 0, 1320, 1320])
        try hub.accept(hub.cdr("C2", energy: 50, hour: 2))
        let third = try hub.close()
        #expect(third.payouts[0].amountMinor == 2200 - 1320)
        #expect(try hub.funds() == [880, 0, 0, 1320, 0])
        let lines = try PayoutStore.lines(hub.db, third.payouts[0].id)
        #expect(lines.map(\.kind) == [.cdr, .recovered])
        #expect(lines.map(\.amount) == [2200, -1320])
        #expect(try LedgerStore.proofs(hub.db).isEmpty)
    }

    @Test func `a credit of a CDR on hold takes it away without money, and a new CDR may follow`() throws {
        let hub = try MoneyHub()
        try hub.accept(hub.cdr("C1", total: "16", session: "S1"))
        let credit = try hub.accept(hub.cdr("C1-C", total: "-16", session: "S1", credits: "C1"))
        #expect(credit.state.state == .credited)
        let original = try hub.state("C1")
        #expect(original.state == .credited)
        #expect(try DeliveryStore.get(hub.db, original.cdrRowID)?.state == .refused)
        #expect(try LedgerStore.head(hub.db).seq == 0)
        #expect(try hub.accept(hub.cdr("C2", session: "S1")).state.state == .accepted)
    }

    @Test func `a CDR is credited once`() throws {
        let hub = try MoneyHub()
        try charge(hub)
        try credited(hub)
        let again = try hub.accept(hub.cdr("C1-D", total: "-15", session: "C1", credits: "C1"))
        #expect(again.state.holdReason == "CREDIT: CDR C1 is already credited")
    }

    @Test func `a credit that comes during a dispute ends it and leaves nothing held`() throws {
        let hub = try MoneyHub()
        try charge(hub)
        let dispute = try hub.raise("C1")
        #expect(try hub.funds() == [0, 0, 1320, 0, 0])
        #expect(try credited(hub).state.state == .credited)
        let ended = try #require(try DisputeStore.get(hub.db, dispute.id))
        #expect(ended.state == .closed)
        #expect(try LedgerStore.trialBalance(hub.db).allSatisfy { $0.balance.owed == 0 })
    }
}
