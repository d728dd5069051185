import Roaming
import SQLite

@testable import Hub

/// Journals for tests, named by what they do to the accounts of one CPO and one DP.
enum LedgerSample {
    static let euro = Currency("EUR")!
    static let krona = Currency("SEK")!
    static let day = CivilDate("2026-11-22")!

    static func journal(
        _ key: String, _ event: JournalEvent, mode: JournalMode = .posted, reverses: Int64? = nil,
        source: JournalSource = JournalSource(.cdr, "NL*FAS/C1"), _ entries: [JournalEntry]
    ) throws -> Journal {
        try Journal(
            event: event, idempotencyKey: key, mode: mode, reverses: reverses, effectiveDate: day, source: source,
            entries: entries)
    }

    static func account(_ code: AccountCode, _ party: PartyID? = .fas, _ currency: Currency = euro) -> LedgerAccount {
        LedgerAccount(code, party: party, currency: currency)
    }

    static func accepted(_ key: String, total: Int64 = 1487, cpo: Int64 = 1309, hub: Int64 = 59) throws -> Journal {
        try journal(
            key, .cdrAccepted,
            [
                JournalEntry(.debit, account(.unbilledDP, .emp), total),
                JournalEntry(.credit, account(.unbilledCPO), cpo),
                JournalEntry(.credit, account(.incomeCommission, nil), hub),
                JournalEntry(.credit, account(.dpShare, .emp), total - cpo - hub),
            ])
    }

    /// D 2110 · C 2100.
    static func note(_ key: String, _ amount: Int64, id: String = "N1") throws -> Journal {
        try journal(
            key, .settlementNote, source: JournalSource(.note, id),
            [
                JournalEntry(.debit, account(.unbilledCPO), amount),
                JournalEntry(.credit, account(.payableCPO), amount),
            ])
    }

    /// D 2100 · C 2130 in the mode given.
    static func payout(
        _ key: String, _ amount: Int64, mode: JournalMode = .pending, id: String = "P1"
    ) throws -> Journal {
        try journal(
            key, .payoutCreated, mode: mode, source: JournalSource(.payout, id),
            [
                JournalEntry(.debit, account(.payableCPO), amount),
                JournalEntry(.credit, account(.payoutQueued), amount),
            ])
    }
}

extension Connection {
    @discardableResult
    func post(_ journal: Journal, at: Timestamp = .minute(40)) throws -> PostedJournal {
        try LedgerStore.post(self, journal, by: "hub", at: at)
    }

    /// Every row of the tables as text, to see that nothing has changed.
    func dump(_ tables: [String]) throws -> [String] {
        try tables.flatMap { table in
            let columns = try query("SELECT name FROM pragma_table_info(?)", table) { try $0.text(0) }
            let sum = columns.map { "quote(\($0))" }.joined(separator: " || ',' || ")
            return try query("SELECT \(sum) FROM \(table) ORDER BY 1") { "\(table): \(try $0.text(0))" }
        }
    }
}
