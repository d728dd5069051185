extension Posting {
    /// A settlement note: the CPO's net part of a closed window becomes payable.
    ///
    /// Net above zero: D 2110 net · C 2100, after `C 1150` has taken back what the CPO owes the hub, at most the net.
    /// Net below zero (more credited than accepted): D 2100 as far as money is `available` there · D 1150 the rest ·
    /// C 2110. Nil at zero.
    /// - Parameters:
    ///   - net: minor units, of either sign.
    ///   - owed: balance of the CPO's 1150, 0 or more.
    ///   - available: what 2100 can still be debited, pending payouts deducted, 0 or more.
    public static func note(
        _ note: String, cpo: PartyID, net: Money, owed: Int64, available: Int64, on date: CivilDate
    ) -> Journal? {
        var list = EntryList(net.currency)
        let amount = net.minorUnits
        if amount > 0 {
            let recovered = min(max(0, owed), amount)
            list.debit(.unbilledCPO, cpo, amount)
            list.credit(.receivableCPO, cpo, recovered)
            list.credit(.payableCPO, cpo, amount - recovered)
        } else if amount < 0 {
            let taken = min(max(0, available), -amount)
            list.debit(.payableCPO, cpo, taken)
            list.debit(.receivableCPO, cpo, -amount - taken)
            list.credit(.unbilledCPO, cpo, -amount)
        } else {
            return nil
        }
        return list.journal(
            .settlementNote, key: JournalKey.settlementNote(note), on: date, source: JournalSource(.note, note))
    }

    /// A payout is reserved: pending D 2100 · C 2130.
    public static func payoutCreated(_ payout: String, cpo: PartyID, amount: Money, on date: CivilDate) -> Journal {
        queue(payout, cpo, amount).journal(
            .payoutCreated, key: JournalKey.payoutCreated(payout), mode: .pending, on: date,
            source: JournalSource(.payout, payout))
    }

    /// The second person approved: the pending reservation is posted.
    public static func payoutApproved(
        _ payout: String, cpo: PartyID, amount: Money, pending sequence: Int64, on date: CivilDate
    ) -> Journal {
        queue(payout, cpo, amount).journal(
            .payoutApproved, key: JournalKey.payoutResolved(payout), mode: .postPending(sequence: sequence), on: date,
            source: JournalSource(.payout, payout))
    }

    /// Cancelled before approval: the reservation is void.
    public static func payoutVoided(
        _ payout: String, cpo: PartyID, amount: Money, pending sequence: Int64, on date: CivilDate
    ) -> Journal {
        queue(payout, cpo, amount).journal(
            .payoutVoided, key: JournalKey.payoutResolved(payout), mode: .voidPending(sequence: sequence), on: date,
            source: JournalSource(.payout, payout))
    }

    /// Cancelled after approval: D 2130 · C 2100, since a pending journal is resolved only once.
    public static func payoutCancelled(_ payout: String, cpo: PartyID, amount: Money, on date: CivilDate) -> Journal {
        var list = EntryList(amount.currency)
        list.debit(.payoutQueued, cpo, amount.minorUnits)
        list.credit(.payableCPO, cpo, amount.minorUnits)
        return list.journal(
            .payoutCancelled, key: JournalKey.payoutCancelled(payout), on: date, source: JournalSource(.payout, payout))
    }

    private static func queue(_ payout: String, _ cpo: PartyID, _ amount: Money) -> EntryList {
        var list = EntryList(amount.currency)
        list.debit(.payableCPO, cpo, amount.minorUnits)
        list.credit(.payoutQueued, cpo, amount.minorUnits)
        return list
    }
}
