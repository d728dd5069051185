import Roaming
import Testing

@Suite struct PostingTests {
    private let euro = Currency("EUR")!
    private let cpo = PartyID("NL*FAS")!
    private let dp = PartyID("DE*EMP")!
    private let today = CivilDate("2026-11-22")!
    private let terms = Terms(commissionBasisPoints: 400, dpShareBasisPoints: 800)!

    private func money(_ minor: Int64) -> Money { Money(minorUnits: minor, currency: euro) }

    private func accept(_ id: String, _ price: Int64, in ledger: inout MiniLedger) throws -> (Journal, Int64, Split) {
        let split = Split(money(price), under: terms)
        let journal = try #require(
            Posting.accepted(CDRKey(cpo: cpo, id: id), dp: dp, split: split, on: today))
        return (journal, try ledger.post(journal), split)
    }

    private func text(_ journal: Journal) -> [String] {
        journal.entries.map { "\($0.side.rawValue) \($0.account.code.rawValue) \($0.amount)" }
    }

    @Test func `an accepted CDR posts its price and three parts`() throws {
        var ledger = MiniLedger()
        let (journal, _, _) = try accept("C1", 1487, in: &ledger)
        #expect(text(journal) == ["D 1110 1487", "C 2110 1309", "C 4100 59", "C 2310 119"])
        #expect(journal.idempotencyKey == "cdr:NL*FAS/c1")
    }

    @Test func `a part of nothing makes no entry`() throws {
        var ledger = MiniLedger()
        let (journal, _, _) = try accept("C1", 10, in: &ledger)
        #expect(text(journal) == ["D 1110 10", "C 2110 9", "C 2310 1"])
    }

    @Test func `the mirror leaves nothing on any account`() throws {
        let seed: UInt64 = 2110
        var generator = SeededGenerator(seed: seed)
        for round in 0..<300 {
            var ledger = MiniLedger()
            let (journal, sequence, _) = try accept(
                "C\(round)", .random(in: 1...100_000, using: &generator), in: &ledger)
            let key = CDRKey(cpo: cpo, id: "C\(round)")
            let mirror = Posting.credited(key, original: journal, sequence: sequence, on: today)
            try ledger.post(mirror)
            #expect(ledger.nonzero.isEmpty, "seed \(seed)")
            #expect(mirror.reverses == sequence)
            #expect(mirror.entries.map(\.mirrored) == journal.entries)
        }
    }

    @Test func `a note moves unbilled to payable and takes back what the CPO owes`() throws {
        let plain = try #require(Posting.note("N-1", cpo: cpo, net: money(1309), owed: 0, available: 0, on: today))
        #expect(text(plain) == ["D 2110 1309", "C 2100 1309"])
        let owing = try #require(Posting.note("N-1", cpo: cpo, net: money(1309), owed: 300, available: 0, on: today))
        #expect(text(owing) == ["D 2110 1309", "C 1150 300", "C 2100 1009"])
        let deep = try #require(Posting.note("N-1", cpo: cpo, net: money(1309), owed: 9999, available: 0, on: today))
        #expect(text(deep) == ["D 2110 1309", "C 1150 1309"])
    }

    @Test func `a note below zero takes what is payable and leaves the rest owed`() throws {
        let note = try #require(Posting.note("N-1", cpo: cpo, net: money(-1309), owed: 0, available: 500, on: today))
        #expect(text(note) == ["D 2100 500", "D 1150 809", "C 2110 1309"])
        #expect(Posting.note("N-1", cpo: cpo, net: money(0), owed: 5, available: 5, on: today) == nil)
    }

    @Test func `a payout is reserved, then posted or voided, and taken back after that`() throws {
        var ledger = MiniLedger()
        _ = try accept("C1", 1487, in: &ledger)
        try ledger.post(#require(Posting.note("N-1", cpo: cpo, net: money(1309), owed: 0, available: 0, on: today)))
        let first = try ledger.post(Posting.payoutCreated("P-1", cpo: cpo, amount: money(1309), on: today))
        #expect(ledger.available(LedgerAccount(.payableCPO, party: cpo, currency: euro)) == 0)
        #expect(ledger.balance(.payableCPO, cpo, euro) == 1309)
        try ledger.post(Posting.payoutVoided("P-1", cpo: cpo, amount: money(1309), pending: first, on: today))
        let second = try ledger.post(Posting.payoutCreated("P-2", cpo: cpo, amount: money(1309), on: today))
        try ledger.post(Posting.payoutApproved("P-2", cpo: cpo, amount: money(1309), pending: second, on: today))
        #expect(ledger.balance(.payoutQueued, cpo, euro) == 1309)
        try ledger.post(Posting.payoutCancelled("P-2", cpo: cpo, amount: money(1309), on: today))
        #expect(ledger.balance(.payoutQueued, cpo, euro) == 0)
        #expect(ledger.balance(.payableCPO, cpo, euro) == 1309)
        #expect(ledger.isBalanced)
    }

    struct DisputeCase: Sendable {
        let settledFirst: Bool
        let paidFirst: Bool
        let decision: DisputeDecision
        /// On 2100, 2110, 2120, 1150 of the CPO when all is over.
        let end: [Int64]
    }

    @Test(arguments: [
        DisputeCase(settledFirst: false, paidFirst: false, decision: .forCPO, end: [1309, 0, 0, 0]),
        DisputeCase(settledFirst: false, paidFirst: false, decision: .forDP, end: [0, 0, 0, 0]),
        DisputeCase(settledFirst: true, paidFirst: false, decision: .forCPO, end: [1309, 0, 0, 0]),
        DisputeCase(settledFirst: true, paidFirst: false, decision: .forDP, end: [0, 0, 0, 0]),
        DisputeCase(settledFirst: true, paidFirst: true, decision: .forCPO, end: [0, 0, 0, 0]),
        DisputeCase(settledFirst: true, paidFirst: true, decision: .forDP, end: [0, 0, 0, 1309]),
    ])
    func `a dispute ends with the money where it belongs`(_ row: DisputeCase) throws {
        var ledger = MiniLedger()
        let (journal, sequence, split) = try accept("C1", 1487, in: &ledger)
        let key = CDRKey(cpo: cpo, id: "C1")
        if row.settledFirst {
            try ledger.post(#require(Posting.note("N-1", cpo: cpo, net: money(1309), owed: 0, available: 0, on: today)))
        }
        if row.paidFirst {
            let pending = try ledger.post(Posting.payoutCreated("P-1", cpo: cpo, amount: money(1309), on: today))
            try ledger.post(Posting.payoutApproved("P-1", cpo: cpo, amount: money(1309), pending: pending, on: today))
        }
        let funds: Posting.DisputedFunds = row.settledFirst ? .payable : .unbilled
        let available = ledger.available(LedgerAccount(.payableCPO, party: cpo, currency: euro))
        let held = DisputeEffects.holdable(part: split.cpo, from: funds, available: available)
        if let hold = Posting.disputeHeld("D-1", cpo: cpo, amount: money(held), from: funds, on: today) {
            try ledger.post(hold)
        }
        #expect(ledger.balance(.held, cpo, euro) == held)
        let effects = DisputeEffects(
            dispute: "D-1", cdr: key, part: money(split.cpo), held: held, original: (journal, sequence))
        for journal in effects.journals(row.decision, owed: 0, on: today) { try ledger.post(journal) }
        let end = [AccountCode.payableCPO, .unbilledCPO, .held, .receivableCPO].map { ledger.balance($0, cpo, euro) }
        #expect(end == row.end)
        #expect(ledger.balance(.unbilledDP, dp, euro) == (row.decision == .forCPO ? 1487 : 0))
        #expect(ledger.balance(.incomeCommission, nil, euro) == (row.decision == .forCPO ? 59 : 0))
        #expect(ledger.isBalanced)
    }

    @Test func `what was released pays the CPO's debt first`() throws {
        let released = try #require(Posting.disputeReleased("D-1", cpo: cpo, held: money(100), owed: 30, on: today))
        #expect(text(released) == ["D 2120 100", "C 1150 30", "C 2100 70"])
    }

    @Test func `posting everything twice changes nothing`() throws {
        var ledger = MiniLedger()
        _ = try accept("C1", 1487, in: &ledger)
        try ledger.post(#require(Posting.note("N-1", cpo: cpo, net: money(1309), owed: 0, available: 0, on: today)))
        try ledger.post(Posting.payoutCreated("P-1", cpo: cpo, amount: money(1309), on: today))
        let before = ledger.nonzero
        for journal in ledger.journals { try ledger.post(journal) }
        #expect(ledger.nonzero == before)
    }

    @Test func `entries that do not balance, or are not above zero, are no journal`() {
        let debit = JournalEntry(.debit, LedgerAccount(.unbilledDP, party: dp, currency: euro), 5)
        let credit = JournalEntry(.credit, LedgerAccount(.incomeCommission, currency: euro), 4)
        func journal(_ entries: [JournalEntry]) throws(JournalError) -> Journal {
            try Journal(
                event: .cdrAccepted, idempotencyKey: "k", effectiveDate: today, source: JournalSource(.cdr, "x"),
                entries: entries)
        }
        #expect(throws: JournalError.empty(key: "k")) { try journal([]) }
        #expect(throws: JournalError.unbalanced(key: "k", currency: euro)) { try journal([debit, credit]) }
        let zero = JournalEntry(.debit, LedgerAccount(.unbilledDP, party: dp, currency: euro), 0)
        #expect(throws: JournalError.notPositive(key: "k", account: zero.account)) { try journal([zero]) }
        let krona = JournalEntry(.credit, LedgerAccount(.incomeCommission, currency: Currency("SEK")!), 5)
        #expect(throws: JournalError.self) { try journal([debit, krona]) }
    }

    @Test func `the request bytes leave out the day, the chain bytes have it`() throws {
        let first = Posting.payoutCreated("P-1", cpo: cpo, amount: money(5), on: today)
        let later = Posting.payoutCreated("P-1", cpo: cpo, amount: money(5), on: CivilDate("2026-11-23")!)
        let other = Posting.payoutCreated("P-1", cpo: cpo, amount: money(6), on: today)
        let now = Timestamp(milliseconds: 1)
        #expect(first.requestBytes == later.requestBytes)
        #expect(first.requestBytes != other.requestBytes)
        #expect(
            first.chainBytes(sequence: 1, recordedAt: now, actor: "a")
                != later.chainBytes(sequence: 1, recordedAt: now, actor: "a"))
        #expect(
            first.chainBytes(sequence: 1, recordedAt: now, actor: "a")
                != first.chainBytes(sequence: 1, recordedAt: now, actor: "b"))
    }
}
