import Roaming
import SQLite
import Testing

@testable import Hub

/// A second implementation of the ledger, in plain dictionaries, that predicts what the store must say.
private struct ModelLedger {
    struct Counters: Equatable {
        var debits: Int64 = 0
        var credits: Int64 = 0
        var debitsPending: Int64 = 0
        var creditsPending: Int64 = 0
    }

    var accounts: [LedgerAccount: Counters] = [:]
    var known: [String: [JournalEntry]] = [:]
    var pending: [Int64: [JournalEntry]] = [:]
    var count: Int64 = 0

    enum Outcome: Equatable {
        case posted(Int64)
        case replay, refused
    }

    mutating func apply(_ journal: Journal) -> Outcome {
        if let entries = known[journal.idempotencyKey] { return entries == journal.entries ? .replay : .refused }
        var next = accounts
        switch journal.mode {
        case .posted: Self.add(journal.entries, 1, 0, &next)
        case .pending: Self.add(journal.entries, 0, 1, &next)
        case .postPending(let seq):
            guard let open = pending[seq], open == journal.entries else { return .refused }
            Self.add(journal.entries, 1, -1, &next)
        case .voidPending(let seq):
            guard let open = pending[seq], open == journal.entries else { return .refused }
            Self.add(journal.entries, 0, -1, &next)
        }
        for entry in journal.entries where entry.account.code.isCreditLimited {
            let counters = next[entry.account] ?? Counters()
            if counters.debits + counters.debitsPending > counters.credits { return .refused }
        }
        accounts = next
        count += 1
        known[journal.idempotencyKey] = journal.entries
        if journal.mode == .pending { pending[count] = journal.entries }
        if let seq = journal.mode.pendingSequence { pending[seq] = nil }
        return .posted(count)
    }

    private static func add(
        _ entries: [JournalEntry], _ posted: Int64, _ pending: Int64, _ accounts: inout [LedgerAccount: Counters]
    ) {
        for entry in entries {
            if entry.side == .debit {
                accounts[entry.account, default: Counters()].debits += entry.amount * posted
                accounts[entry.account, default: Counters()].debitsPending += entry.amount * pending
            } else {
                accounts[entry.account, default: Counters()].credits += entry.amount * posted
                accounts[entry.account, default: Counters()].creditsPending += entry.amount * pending
            }
        }
    }
}

/// SplitMix64: the same seed gives the same events everywhere.
private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }
}

@Suite struct LedgerPropertyTests {
    @Test(arguments: [1, 20_261_122, UInt64.random(in: 0...UInt64.max)])
    func `random events, each delivered twice, leave the balances an independent model predicts`(seed: UInt64) throws {
        print("ledger property seed \(seed)")
        var random = Generator(state: seed)
        let store = try TemporaryStore()
        var model = ModelLedger()
        var history: [Journal] = []
        try store.db.transaction {
            for number in 0..<400 {
                let journal = try event(number, model, history, &random)
                try check(journal, store.db, &model, seed)
                // A repetition at once, and now and then one from long ago.
                try check(journal, store.db, &model, seed)
                if let old = history.randomElement(using: &random) { try check(old, store.db, &model, seed) }
                history.append(journal)
            }
        }
        for (account, counters) in model.accounts {
            let stored = try LedgerStore.balance(store.db, account)
            let expected = LedgerBalance(
                debitsPending: counters.debitsPending, debitsPosted: counters.debits,
                creditsPending: counters.creditsPending, creditsPosted: counters.credits)
            #expect(stored == expected, "\(account), seed \(seed)")
        }
        #expect(try LedgerStore.proofs(store.db) == [], "seed \(seed)")
        #expect(try LedgerStore.firstBroken(store.db) == nil, "seed \(seed)")
        #expect(try LedgerStore.head(store.db).seq == model.count, "seed \(seed)")
    }

    private func check(_ journal: Journal, _ db: Connection, _ model: inout ModelLedger, _ seed: UInt64) throws {
        let expected = model.apply(journal)
        let result: ModelLedger.Outcome
        do {
            let posted = try db.post(journal)
            result = posted.isReplay ? .replay : .posted(posted.seq)
        } catch is LedgerRefusal {
            result = .refused
        }
        #expect(result == expected, "\(journal), seed \(seed)")
    }

    /// Charges, notes, payouts within and beyond what is there, and resolutions right, wrong and repeated.
    private func event(
        _ number: Int, _ model: ModelLedger, _ history: [Journal], _ random: inout Generator
    ) throws -> Journal {
        let key = "event:\(number)"
        let party = [PartyID.fas, .ion].randomElement(using: &random) ?? .fas
        let currency = [LedgerSample.euro, LedgerSample.krona].randomElement(using: &random) ?? LedgerSample.euro
        let amount = Int64.random(in: 1...50_000, using: &random)
        func move(_ debit: AccountCode, _ credit: AccountCode) -> [JournalEntry] {
            [
                JournalEntry(.debit, LedgerAccount(debit, party: party, currency: currency), amount),
                JournalEntry(.credit, LedgerAccount(credit, party: party, currency: currency), amount),
            ]
        }
        switch Int.random(in: 0..<10, using: &random) {
        case 0, 1, 2:
            let hub = amount / 25
            let entries = [
                JournalEntry(.debit, LedgerAccount(.unbilledDP, party: .emp, currency: currency), amount + hub),
                JournalEntry(.credit, LedgerAccount(.unbilledCPO, party: party, currency: currency), amount),
            ]
            let fee = hub == 0 ? [] : [JournalEntry(.credit, LedgerAccount(.incomeCommission, currency: currency), hub)]
            return try LedgerSample.journal(key, .cdrAccepted, entries + fee)
        case 3, 4: return try LedgerSample.journal(key, .settlementNote, move(.unbilledCPO, .payableCPO))
        case 5, 6:
            return try LedgerSample.journal(key, .payoutCreated, mode: .pending, move(.payableCPO, .payoutQueued))
        case 7: return try LedgerSample.journal(key, .disputeHeld, move(.payableCPO, .held))
        case 8:
            // A resolution of something open, or of nothing when nothing is.
            let open = model.pending.keys.sorted().randomElement(using: &random)
            let mode: JournalMode =
                Bool.random(using: &random)
                ? .postPending(sequence: open ?? 1) : .voidPending(sequence: open ?? 1)
            let entries = open.flatMap { model.pending[$0] } ?? move(.payableCPO, .payoutQueued)
            return try LedgerSample.journal(key, .payoutApproved, mode: mode, entries)
        default:
            // A key of old with the content of now.
            let old = history.randomElement(using: &random)?.idempotencyKey ?? key
            return try LedgerSample.journal(old, .settlementNote, move(.unbilledCPO, .payableCPO))
        }
    }
}
