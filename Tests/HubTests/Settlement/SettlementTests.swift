import Digest
import Roaming
import SQLite
import Testing

@testable import Hub

@Suite struct SettlementTests {
    /// Two CDRs of one CPO and one of another, in a closed window.
    private func closed() throws -> (MoneyHub, ClosedWindow) {
        let hub = try MoneyHub()
        try hub.accept(hub.cdr("C1"))
        try hub.accept(hub.cdr("C2", energy: 20))
        try hub.accept(hub.cdr("C3", cpo: .ion, energy: 10))
        return (hub, try hub.close())
    }

    private func approve(_ payout: PayoutRecord) -> PayoutAction {
        .approve(contentHash: SHA256.hex(payout.contentHash), amountMinor: payout.amountMinor)
    }

    @Test func `closing a window makes a note and a payout per CPO and opens the next`() throws {
        let (hub, closed) = try closed()
        #expect(closed.window.state == .closed)
        #expect(closed.next.id == "W-EUR-0002")
        #expect(closed.notes.map(\.totalMinor) == [440, 2200])
        #expect(closed.payouts.map(\.amountMinor) == [440, 2200])
        #expect(closed.payouts.map(\.id) == ["P-20261122-0001", "P-20261122-0002"])
        #expect(closed.payouts[1].cdrCount == 2)
        #expect(closed.payouts[1].largestMinor == 1320)
        #expect(closed.payouts[1].flags == ["FIRST"])
        #expect(try hub.funds() == [2200, 0, 0, 0, 0])
        let state = try hub.state("C1")
        #expect(state.state == .settled)
        #expect(state.payoutID == "P-20261122-0002")
        #expect(state.noteID == closed.notes[1].id)
        #expect(try LedgerStore.proofs(hub.db).isEmpty)
    }

    @Test func `closing again answers what was made and writes nothing`() throws {
        let (hub, closed) = try closed()
        let (head, feed) = (try LedgerStore.head(hub.db).seq, try Feed.head(hub.db))
        let again = try SettlementWindows.close(hub.db, closed.window.id, by: hub.maker, at: .minute(9))
        #expect(again.isReplay)
        #expect(again.payouts == closed.payouts)
        #expect(again.notes == closed.notes)
        #expect(try LedgerStore.head(hub.db).seq == head)
        #expect(try Feed.head(hub.db) == feed)
    }

    @Test func `an empty window, an unknown one and a service are refused`() throws {
        let hub = try MoneyHub()
        #expect(throws: SettlementRefusal.nothingToSettle("W-EUR-0001")) { try hub.close() }
        #expect(throws: SettlementRefusal.unknownWindow("W-X")) {
            try SettlementWindows.close(hub.db, "W-X", by: hub.maker, at: hub.now)
        }
        #expect(throws: SettlementRefusal.service(hub.service)) { try hub.close(by: hub.service) }
        #expect(try WindowStore.all(hub.db).isEmpty)
    }

    @Test func `two people bring a payout to the bank queue`() throws {
        let (hub, closed) = try closed()
        let payout = closed.payouts[1]
        #expect(try hub.act(payout.id, .release, by: hub.maker).state == .released)
        #expect(try hub.act(payout.id, approve(payout), by: hub.approver).state == .approved)
        #expect(try hub.funds() == [0, 0, 0, 2200, 0])
        #expect(try ApprovalStore.list(hub.db, payout: payout.id).map(\.personID) == [hub.maker.id, hub.approver.id])
        #expect(try LedgerStore.proofs(hub.db).isEmpty)
    }

    @Test func `nobody approves what they released`() throws {
        let (hub, closed) = try closed()
        let payout = closed.payouts[0]
        try hub.act(payout.id, .release, by: hub.maker)
        #expect(throws: PayoutRefusal.ownRelease(id: payout.id, hub.maker)) {
            try hub.act(payout.id, approve(payout), by: hub.maker)
        }
        #expect(try PayoutStore.get(hub.db, payout.id)?.state == .released)
    }

    @Test func `an approval of another amount or content is refused`() throws {
        let (hub, closed) = try closed()
        let payout = closed.payouts[0]
        try hub.act(payout.id, .release, by: hub.maker)
        let hash = SHA256.hex(payout.contentHash)
        for action in [
            PayoutAction.approve(contentHash: hash, amountMinor: payout.amountMinor + 1),
            .approve(contentHash: SHA256.hex(closed.payouts[1].contentHash), amountMinor: payout.amountMinor),
        ] {
            #expect(throws: PayoutRefusal.self) { try hub.act(payout.id, action, by: hub.approver) }
        }
        #expect(try hub.balance(.payoutQueued, payout.cpo) == 0)
    }

    @Test func `lines that were changed behind the hub's back are not approved`() throws {
        let (hub, closed) = try closed()
        let payout = closed.payouts[1]
        try hub.act(payout.id, .release, by: hub.maker)
        // What a person with the database file could do: two amounts move, the sum stays.
        try hub.db.execute("DROP TRIGGER payout_line_guard")
        try hub.db.run(
            "UPDATE payout_line SET amount_minor = amount_minor + 5 WHERE payout_id = ? AND line = 1", payout.id)
        try hub.db.run(
            "UPDATE payout_line SET amount_minor = amount_minor - 5 WHERE payout_id = ? AND line = 2", payout.id)
        #expect(throws: PayoutRefusal.self) { try hub.act(payout.id, approve(payout), by: hub.approver) }
        #expect(try hub.balance(.payoutQueued) == 0)
    }

    @Test func `repeating one's own release or approval changes nothing`() throws {
        let (hub, closed) = try closed()
        let payout = closed.payouts[0]
        let released = try hub.act(payout.id, .release, by: hub.maker)
        #expect(try hub.act(payout.id, .release, by: hub.maker) == released)
        let approved = try hub.act(payout.id, approve(payout), by: hub.approver)
        let head = try LedgerStore.head(hub.db).seq
        #expect(try hub.act(payout.id, approve(payout), by: hub.approver) == approved)
        #expect(try LedgerStore.head(hub.db).seq == head)
        #expect(throws: PayoutRefusal.wrongState(id: payout.id, .approved, "release")) {
            try hub.act(payout.id, .release, by: hub.lead)
        }
    }

    @Test func `a payout cancelled before approval leaves its lines to the next window`() throws {
        let (hub, closed) = try closed()
        try hub.act(closed.payouts[1].id, .release, by: hub.maker)
        try hub.act(closed.payouts[1].id, .cancel(reason: "bank details changed"), by: hub.maker)
        #expect(try hub.funds() == [2200, 0, 0, 0, 0])
        #expect(try hub.state("C1").payoutID == nil)
        try hub.accept(hub.cdr("C4", energy: 10, hour: 3))
        let next = try hub.close()
        #expect(next.payouts.map(\.amountMinor) == [2200 + 440])
        #expect(next.payouts[0].cdrCount == 3)
        #expect(next.payouts[0].flags == ["FIRST", "EARLIER"])
        #expect(try hub.state("C1").payoutID == next.payouts[0].id)
        #expect(try LedgerStore.proofs(hub.db).isEmpty)
    }

    @Test func `cancelling after approval takes the money back from the queue`() throws {
        let (hub, closed) = try closed()
        try hub.pay(closed.payouts[1])
        #expect(try hub.funds() == [0, 0, 0, 2200, 0])
        try hub.act(closed.payouts[1].id, .cancel(reason: "wrong account"), by: hub.approver)
        #expect(try hub.funds() == [2200, 0, 0, 0, 0])
        #expect(throws: PayoutRefusal.self) {
            try hub.act(closed.payouts[1].id, .cancel(reason: "again"), by: hub.approver)
        }
        let next = try hub.close()
        #expect(next.notes.isEmpty)
        #expect(next.payouts.map(\.amountMinor) == [2200])
        #expect(next.payouts[0].noteID == nil)
        #expect(try LedgerStore.proofs(hub.db).isEmpty)
    }

    @Test func `a hold keeps the money reserved and forgets the release`() throws {
        let (hub, closed) = try closed()
        let id = closed.payouts[0].id
        try hub.act(id, .release, by: hub.maker)
        #expect(try hub.act(id, .hold(reason: "new bank account"), by: hub.maker).holdReason == "new bank account")
        #expect(throws: PayoutRefusal.self) { try hub.act(id, approve(closed.payouts[0]), by: hub.approver) }
        let back = try hub.act(id, .unhold, by: hub.maker)
        #expect(back.state == .ready)
        #expect(back.releasedBy == nil)
        // After the hold somebody else may release, and then the first releaser may approve.
        try hub.act(id, .release, by: hub.approver)
        try hub.act(id, approve(closed.payouts[0]), by: hub.maker)
        #expect(try hub.balance(.payoutQueued, .ion) == 440)
    }

    @Test func `a service moves no payout`() throws {
        let (hub, closed) = try closed()
        #expect(throws: PayoutRefusal.service(hub.service, "release")) {
            try hub.act(closed.payouts[0].id, .release, by: hub.service)
        }
        #expect(throws: SettlementRefusal.unknownPayout("P-9")) { try hub.act("P-9", .release, by: hub.maker) }
    }
}
