import Roaming
import SQLite
import Testing

@testable import Hub

@Suite struct LedgerStoreTests {
    @Test func `the schema's chart is the domain's chart`() throws {
        let store = try TemporaryStore()
        let inSchema = try store.db.query("SELECT * FROM chart ORDER BY code") {
            "\(try $0.int("code")) \(try $0.text("name")) \(try $0.text("kind")) \(try $0.bool("is_credit_limited"))"
        }
        let inDomain = AccountCode.allCases.sorted { $0.rawValue < $1.rawValue }.map {
            "\($0.rawValue) \($0.name) \($0.kind.rawValue) \($0.isCreditLimited)"
        }
        #expect(inSchema == inDomain)
    }

    @Test func `a posted journal moves its accounts and reads back as it was`() throws {
        let store = try TemporaryStore()
        let journal = try LedgerSample.accepted("cdr:1")
        let posted = try store.db.post(journal)
        #expect(posted.seq == 1 && !posted.isReplay)
        let stored = try #require(try LedgerStore.journal(store.db, 1))
        #expect(stored.journal == journal && stored.actor == "hub" && stored.hash == posted.hash)
        #expect(try LedgerStore.balance(store.db, LedgerSample.account(.unbilledCPO)).owed == 1309)
        #expect(try LedgerStore.balance(store.db, LedgerSample.account(.unbilledDP, .emp)).debitsPosted == 1487)
        #expect(try LedgerStore.proofs(store.db) == [])
    }

    @Test func `the same event again answers the first posting and writes nothing`() throws {
        let store = try TemporaryStore()
        let first = try store.db.post(LedgerSample.accepted("cdr:1"))
        let before = try store.db.dump(["journal", "entry", "seal", "balance"])
        let again = try store.db.post(LedgerSample.accepted("cdr:1"), at: .minute(99))
        #expect(again.isReplay && again.seq == first.seq && again.hash == first.hash)
        #expect(again.recordedAt == first.recordedAt)
        #expect(try store.db.dump(["journal", "entry", "seal", "balance"]) == before)
    }

    @Test func `the same key with other content is a conflict`() throws {
        let store = try TemporaryStore()
        try store.db.post(LedgerSample.accepted("cdr:1"))
        #expect(throws: LedgerRefusal.conflict(key: "cdr:1")) {
            try store.db.post(LedgerSample.accepted("cdr:1", total: 1488))
        }
    }

    @Test func `a pending debit counts against what is there`() throws {
        let store = try TemporaryStore()
        try store.db.post(LedgerSample.note("note:1", 1000))
        try store.db.post(LedgerSample.payout("payout:1", 600))
        #expect(try LedgerStore.balance(store.db, LedgerSample.account(.payableCPO)).available == 400)
        #expect(throws: LedgerRefusal.exceedsCredits(key: "payout:2")) {
            try store.db.post(LedgerSample.payout("payout:2", 401))
        }
        try store.db.post(LedgerSample.payout("payout:3", 400))
        #expect(try LedgerStore.proofs(store.db) == [])
    }

    @Test(arguments: [JournalMode.postPending(sequence: 2), .voidPending(sequence: 2)])
    func `a pending journal is resolved once`(resolution: JournalMode) throws {
        let store = try TemporaryStore()
        try store.db.post(LedgerSample.note("note:1", 1000))
        try store.db.post(LedgerSample.payout("payout:1", 600))
        try store.db.post(LedgerSample.payout("payout:1:end", 600, mode: resolution))
        let payable = try LedgerStore.balance(store.db, LedgerSample.account(.payableCPO))
        let isPosted = resolution == .postPending(sequence: 2)
        #expect(payable.debitsPending == 0 && payable.owed == (isPosted ? 400 : 1000))
        for other in [JournalMode.postPending(sequence: 2), .voidPending(sequence: 2)] {
            #expect(throws: LedgerRefusal.alreadyResolved(key: "again")) {
                try store.db.post(LedgerSample.payout("again", 600, mode: other))
            }
        }
        #expect(try LedgerStore.proofs(store.db) == [])
    }

    @Test func `a reversal is the mirror, once`() throws {
        let store = try TemporaryStore()
        let journal = try LedgerSample.accepted("cdr:1")
        try store.db.post(journal)
        #expect(throws: LedgerRefusal.reversalMismatch(key: "credit")) {
            let half = try LedgerSample.accepted("x", total: 700, cpo: 600, hub: 50)
            try store.db.post(
                LedgerSample.journal("credit", .cdrCredited, reverses: 1, half.entries.map(\.mirrored)))
        }
        let mirror = journal.entries.map(\.mirrored)
        try store.db.post(LedgerSample.journal("credit", .cdrCredited, reverses: 1, mirror))
        #expect(throws: LedgerRefusal.alreadyReversed(key: "credit2")) {
            try store.db.post(LedgerSample.journal("credit2", .cdrCredited, reverses: 1, mirror))
        }
        for balance in try LedgerStore.balances(store.db) { #expect(balance.balance.owed == 0) }
    }

    @Test func `a journal of two currencies balances in each`() throws {
        let store = try TemporaryStore()
        try store.db.post(
            LedgerSample.journal(
                "fx", .cdrAccepted,
                [
                    JournalEntry(.debit, LedgerSample.account(.fxConversion, nil, LedgerSample.krona), 23_000),
                    JournalEntry(.credit, LedgerSample.account(.unbilledCPO, .fas, LedgerSample.krona), 22_000),
                    JournalEntry(.credit, LedgerSample.account(.incomeCommission, nil, LedgerSample.krona), 1000),
                    JournalEntry(.debit, LedgerSample.account(.unbilledDP, .emp), 2095),
                    JournalEntry(.credit, LedgerSample.account(.fxConversion, nil), 2095),
                ]))
        #expect(Set(try LedgerStore.trialBalance(store.db).map(\.currency)) == ["EUR", "SEK"])
        #expect(try LedgerStore.proofs(store.db) == [])
    }

    @Test func `a clock that goes back does not take the ledger with it`() throws {
        let store = try TemporaryStore()
        try store.db.post(LedgerSample.accepted("a"), at: .minute(50))
        let second = try store.db.post(LedgerSample.accepted("b"), at: .minute(10))
        #expect(second.recordedAt == .minute(50))
    }

    @Test func `the hash chain begins at zero and notices a rewritten journal`() throws {
        let store = try TemporaryStore()
        for number in 1...5 { try store.db.post(LedgerSample.accepted("cdr:\(number)")) }
        #expect(try LedgerStore.firstBroken(store.db) == nil)
        // What somebody with the file in their hands could do: take the triggers away first.
        try store.db.execute("DROP TRIGGER journal_no_update; UPDATE journal SET actor = 'x' WHERE seq = 3")
        #expect(try LedgerStore.firstBroken(store.db) == 3)
    }

    @Test func `journals are found by source, party and window`() throws {
        let store = try TemporaryStore()
        try WindowStore.open(store.db, id: "W1", currency: "EUR", at: .minute(0))
        let row = try Sample.accepted(store.db, "C1", window: "W1")
        try store.db.post(LedgerSample.accepted("cdr:1"))
        try store.db.post(LedgerSample.note("note:1", 1309))
        var state = try #require(try CDRStateStore.get(store.db, row))
        state.journalSeq = 1
        try CDRStateStore.put(store.db, state)
        func seqs(_ filter: JournalFilter) throws -> [Int64] { try LedgerStore.journals(store.db, filter).map(\.seq) }
        #expect(try seqs(JournalFilter(source: JournalSource(.note, "N1"))) == [2])
        #expect(try seqs(JournalFilter(party: .fas)) == [2, 1])
        #expect(try seqs(JournalFilter(party: .emp)) == [1])
        #expect(try seqs(JournalFilter(window: "W1")) == [1])
        #expect(try seqs(JournalFilter(after: 0, limit: 1)) == [1])
    }
}
