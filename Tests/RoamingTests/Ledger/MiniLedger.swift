import Roaming
import Testing

/// A second, independent ledger of plain dictionaries that predicts balances and checks every rule on the way.
struct MiniLedger {
    private(set) var journals: [Journal] = []
    private var keys: Set<String> = []
    private var resolved: Set<Int64> = []
    /// Debits and credits, posted and pending, by account.
    private var posted: [LedgerAccount: (debit: Int64, credit: Int64)] = [:]
    private var pending: [LedgerAccount: (debit: Int64, credit: Int64)] = [:]

    @discardableResult mutating func post(_ journal: Journal) throws -> Int64 {
        guard keys.insert(journal.idempotencyKey).inserted else {
            return Int64(journals.firstIndex { $0.idempotencyKey == journal.idempotencyKey }! + 1)
        }
        if let sequence = journal.mode.pendingSequence {
            #expect(resolved.insert(sequence).inserted, "resolved twice")
            #expect(journals[Int(sequence) - 1].entries == journal.entries)
        }
        for entry in journal.entries {
            switch journal.mode {
            case .posted: add(entry, to: &posted, 1)
            case .pending: add(entry, to: &pending, 1)
            case .postPending:
                add(entry, to: &pending, -1)
                add(entry, to: &posted, 1)
            case .voidPending: add(entry, to: &pending, -1)
            }
        }
        for entry in journal.entries where entry.account.code.isCreditLimited {
            #expect(available(entry.account) >= 0, "\(journal.event) overdraws \(entry.account)")
        }
        journals.append(journal)
        return Int64(journals.count)
    }

    /// Posted balance on the account's own side.
    func balance(_ code: AccountCode, _ party: PartyID? = nil, _ currency: Currency) -> Int64 {
        let sums = posted[LedgerAccount(code, party: party, currency: currency)] ?? (0, 0)
        return code.kind.growsByDebit ? sums.debit - sums.credit : sums.credit - sums.debit
    }

    /// What can still be debited of an account that must not be overdrawn.
    func available(_ account: LedgerAccount) -> Int64 {
        (posted[account]?.credit ?? 0) - (posted[account]?.debit ?? 0) - (pending[account]?.debit ?? 0)
    }

    var isBalanced: Bool {
        [posted, pending].allSatisfy { sums in
            sums.values.reduce(Int64(0)) { $0 + $1.debit - $1.credit } == 0
        }
    }

    var nonzero: [String: Int64] {
        var result: [String: Int64] = [:]
        for account in posted.keys {
            let balance = balance(account.code, account.party, account.currency)
            if balance != 0 { result[account.description] = balance }
        }
        return result
    }

    private func add(
        _ entry: JournalEntry, to sums: inout [LedgerAccount: (debit: Int64, credit: Int64)], _ sign: Int64
    ) {
        if entry.side == .debit {
            sums[entry.account, default: (0, 0)].debit += sign * entry.amount
        } else {
            sums[entry.account, default: (0, 0)].credit += sign * entry.amount
        }
    }
}
