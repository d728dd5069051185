/// Collects the entries of one journal in one currency, leaving out amounts of zero.
struct EntryList {
    let currency: Currency
    private(set) var entries: [JournalEntry] = []

    init(_ currency: Currency) {
        self.currency = currency
    }

    mutating func debit(_ code: AccountCode, _ party: PartyID? = nil, _ amount: Int64) {
        if amount != 0 {
            entries.append(JournalEntry(.debit, LedgerAccount(code, party: party, currency: currency), amount))
        }
    }

    mutating func credit(_ code: AccountCode, _ party: PartyID? = nil, _ amount: Int64) {
        if amount != 0 {
            entries.append(JournalEntry(.credit, LedgerAccount(code, party: party, currency: currency), amount))
        }
    }

    /// The balanced journal.
    ///
    /// Every posting rule writes both sides from the same numbers, so a journal that does not balance is a fault of the
    /// rule and stops the program rather than reach the ledger.
    func journal(
        _ event: JournalEvent, key: String, mode: JournalMode = .posted, reverses: Int64? = nil, on date: CivilDate,
        source: JournalSource
    ) -> Journal {
        do {
            return try Journal(
                event: event, idempotencyKey: key, mode: mode, reverses: reverses, effectiveDate: date, source: source,
                entries: entries)
        } catch {
            preconditionFailure("a posting rule made no journal: \(error)")
        }
    }
}
