extension Posting {
    /// An accepted CDR: the DP owes its price, and CPO, hub and DP have their parts of it.
    ///
    /// D 1110 price · C 2110 CPO · C 4100 commission · C 2310 DP share. Nil for a free session: there is nothing to
    /// post.
    public static func accepted(_ cdr: CDRKey, dp: PartyID, split: Split, on date: CivilDate) -> Journal? {
        guard split.total.minorUnits != 0 else { return nil }
        precondition(split.total.minorUnits > 0, "an accepted CDR has a price above zero; a credit is a mirror")
        var list = EntryList(split.total.currency)
        list.debit(.unbilledDP, dp, split.total.minorUnits)
        list.credit(.unbilledCPO, cdr.cpo, split.cpo)
        list.credit(.incomeCommission, nil, split.hub)
        list.credit(.dpShare, dp, split.dp)
        return list.journal(
            .cdrAccepted, key: JournalKey.cdrAccepted(cdr), on: date, source: JournalSource(.cdr, cdr.description))
    }

    /// Takes an accepted CDR back: the exact mirror of its journal, with the rate and split of then.
    public static func credited(_ cdr: CDRKey, original: Journal, sequence: Int64, on date: CivilDate) -> Journal {
        do {
            return try Journal(
                event: .cdrCredited, idempotencyKey: JournalKey.cdrCredited(cdr), reverses: sequence,
                effectiveDate: date, source: JournalSource(.cdr, cdr.description),
                entries: original.entries.map(\.mirrored))
        } catch {
            preconditionFailure("the mirror of a journal is a journal: \(error)")
        }
    }
}
