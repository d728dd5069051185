import JSON
import OCPI
import Roaming
import SQLite
import Testing

@testable import Hub

@Suite struct CDRClearingTests {
    @Test func `an accepted CDR is stored, split, posted, in a window and on its way`() throws {
        let hub = try MoneyHub()
        let cleared = try hub.accept(hub.cdr("C1"))
        #expect(cleared.state.state == .accepted)
        #expect(cleared.id == "NL*FAS/C1")
        let state = try hub.state("C1")
        #expect([state.clearedMinor, state.cpoMinor, state.hubMinor, state.dpMinor] == [1500, 1320, 60, 120])
        #expect(state.windowID == "W-EUR-0001")
        #expect(state.commissionBasisPoints == 400)
        #expect(try hub.balance(.unbilledDP, .emp) == 1500)
        #expect(try hub.funds() == [0, 1320, 0, 0, 0])
        let delivery = try #require(try DeliveryStore.get(hub.db, cleared.rowID))
        #expect(delivery.state == .pending)
        #expect(delivery.nextAttemptAt == hub.now)
        #expect(try Feed.version(hub.db, .cdr, id: "NL*FAS/C1") == 1)
        #expect(try Feed.version(hub.db, .window, id: "W-EUR-0001") == 1)
        #expect(state.tariffVersionID != nil)
        let verdicts = try JSON.parse(Array(state.verdicts.utf8))
        guard case .array(let items) = verdicts else { throw StoreError.notFound("verdicts") }
        #expect(items.count > 10)
        #expect(state.ratingLines.contains(#""amount":"15""#))
    }

    @Test func `the same CDR again changes nothing, also with other white space`() throws {
        let hub = try MoneyHub()
        let incoming = try hub.cdr("C1")
        try hub.accept(incoming)
        let head = try LedgerStore.head(hub.db).seq
        let feed = try Feed.head(hub.db)
        var spaced = incoming
        spaced.raw = Array(" ".utf8) + incoming.raw + Array("\n".utf8)
        #expect(try hub.accept(incoming).isReplay)
        #expect(try hub.accept(spaced).isReplay)
        #expect(try LedgerStore.head(hub.db).seq == head)
        #expect(try Feed.head(hub.db) == feed)
    }

    @Test(arguments: ["C1", "c1"])
    func `the same id with other content is refused and leaves what is there`(_ id: String) throws {
        let hub = try MoneyHub()
        try hub.accept(hub.cdr("C1"))
        #expect(throws: CDRRefusal.conflict("NL*FAS/\(id)")) { try hub.accept(hub.cdr(id, energy: 31)) }
        #expect(try hub.funds() == [0, 1320, 0, 0, 0])
        #expect(CDRRefusal.conflict("NL*FAS/C1").description.contains("send a credit CDR"))
    }

    @Test(arguments: [
        ("16", "PRICE: claimed 16.00 EUR, tariff T1 gives 15.00 EUR, 1.00 too much"),
        ("15.02", "PRICE: claimed 15.02 EUR"), ("-15", "NEGATIVE: only a credit CDR"),
    ])
    func `a claim that does not agree is on hold, posts nothing and is not delivered`(
        _ total: String, _ reason: String
    ) throws {
        let hub = try MoneyHub()
        let cleared = try hub.accept(hub.cdr("C1", total: total))
        #expect(cleared.state.state == .held)
        #expect(cleared.state.holdReason?.hasPrefix(reason) == true, "\(cleared.state.holdReason ?? "")")
        #expect(try LedgerStore.head(hub.db).seq == 0)
        #expect(try DeliveryStore.get(hub.db, cleared.rowID)?.nextAttemptAt == nil)
        #expect(cleared.state.windowID == nil)
    }

    @Test func `other prices in the CDR than published hold it, and a recheck accepts it when they are`() throws {
        let hub = try MoneyHub()
        let cleared = try hub.accept(hub.cdr("C1", price: "0.6"))
        #expect(cleared.state.holdReason?.hasPrefix("TARIFF") == true)
        #expect(cleared.state.computedMinor == 1800)
        try hub.publish(.fas, price: "0.6")
        let key = CDRKey(cpo: .fas, id: "C1")
        let again = try hub.db.transaction {
            try CDRClearing.recheck(hub.db, key, by: hub.support, at: .minute(5))
        }
        #expect(again.state.state == .accepted)
        #expect(again.state.holdReason == nil)
        #expect(try DeliveryStore.get(hub.db, cleared.rowID)?.nextAttemptAt == .minute(5))
        #expect(try hub.funds()[1] == 1584)
        #expect(throws: CDRRefusal.notHeld("NL*FAS/C1", .accepted)) {
            try CDRClearing.recheck(hub.db, key, by: hub.support, at: .minute(6))
        }
    }

    @Test func `a CDR that is addressed to another DP than its token's is refused`() throws {
        let hub = try MoneyHub()
        var incoming = try hub.cdr("C1")
        incoming.addressee = .tnm
        #expect(throws: CDRRefusal.addressee("NL*FAS/C1", .tnm, owner: .emp)) { try hub.accept(incoming) }
        #expect(try CDRStore.get(hub.db, .fas, "C1") == nil)
    }

    @Test func `nobody sends, or takes back, the CDR of another CPO`() throws {
        let hub = try MoneyHub()
        try hub.accept(hub.cdr("C1", session: "C1"))
        var credit = try hub.cdr("C1-C", total: "-15", session: "C1", credits: "C1")
        credit.sender = .ion
        #expect(throws: CDRRefusal.sender("NL*FAS/C1-C", .ion)) { try hub.accept(credit) }
        #expect(try hub.state("C1").state == .accepted)
    }

    @Test func `a second CDR for the same session is on hold`() throws {
        let hub = try MoneyHub()
        try hub.accept(hub.cdr("C1", session: "S1"))
        let second = try hub.accept(hub.cdr("C2", session: "s1", hour: 2))
        #expect(second.state.holdReason == "DUPLICATE_CDR: CDR C1 bills the same session")
    }

    @Test func `a pair without terms, or forbidden by an override, does not clear`() throws {
        let hub = try MoneyHub()
        try AgreementStore.put(
            hub.db,
            AgreementRecord(
                cpo: .fas, dp: .tnm, isAllowed: false, modules: [], commissionBasisPoints: 0, dpShareBasisPoints: 0,
                validFrom: Timestamp(milliseconds: 0), updatedBy: "Mia", updatedAt: hub.now))
        #expect(
            try hub.accept(hub.cdr("C1", dp: .tnm)).state.holdReason
                == "AGREEMENT: agreement NL*FAS>NL*TNM does not allow the module cdrs")
        #expect(try hub.accept(hub.cdr("C2", cpo: .ion, dp: .tnm)).state.state == .accepted)
    }

    @Test func `a session is cleared under the terms in force when it started`() throws {
        let hub = try MoneyHub()
        var terms = try #require(try AgreementStore.get(hub.db, "default"))
        terms.validFrom = MoneyHub.start + .seconds(3600)
        terms.commissionBasisPoints = 1000
        try AgreementStore.put(hub.db, terms)
        #expect(try hub.accept(hub.cdr("C1")).state.hubMinor == 60)
        #expect(try hub.accept(hub.cdr("C2", hour: 1)).state.hubMinor == 150)
        terms.validFrom = MoneyHub.start - .seconds(3600)
        terms.commissionBasisPoints = 200
        try AgreementStore.put(hub.db, terms)
        #expect(try AgreementStore.versions(hub.db, "default").map(\.commissionBasisPoints) == [400, 200])
        #expect(try hub.accept(hub.cdr("C3", hour: 2)).state.hubMinor == 30)
    }

    @Test func `a session learns its CDR`() throws {
        let hub = try MoneyHub()
        var session = Sample.session("S-C1", energy: 300_000)
        session.startedAt = MoneyHub.start
        session.flags = ["NO_CDR"]
        session.flagReason = "24 h without a CDR"
        try SessionStore.put(hub.db, session)
        try hub.accept(hub.cdr("C1"))
        let linked = try #require(try SessionStore.get(hub.db, .fas, "S-C1"))
        #expect(linked.cdrID == "C1")
        #expect(linked.flags.isEmpty)
        #expect(linked.flagReason == nil)
    }

    @Test func `a free session is accepted without a journal`() throws {
        let hub = try MoneyHub()
        try hub.publish(.fas, price: "0")
        let cleared = try hub.accept(hub.cdr("C1", price: "0"))
        #expect(cleared.state.state == .accepted)
        #expect(cleared.state.journalSeq == nil)
        #expect(cleared.state.clearedMinor == 0)
    }
}
