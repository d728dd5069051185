extension Posting {
    /// Where the disputed part of a CPO lies when the dispute is raised.
    public enum DisputedFunds: String, Sendable {
        /// Its window is open: the part is unbilled, on 2110.
        case unbilled = "UNBILLED"
        /// Its settlement note is posted: the part is, or was, payable, on 2100.
        case payable = "PAYABLE"
    }

    /// Withholds the CPO's part while a dispute is open: D 2110 or D 2100 · C 2120. Nil when nothing can be held.
    public static func disputeHeld(
        _ dispute: String, cpo: PartyID, amount: Money, from funds: DisputedFunds, on date: CivilDate
    ) -> Journal? {
        guard amount.minorUnits != 0 else { return nil }
        var list = EntryList(amount.currency)
        list.debit(funds == .unbilled ? .unbilledCPO : .payableCPO, cpo, amount.minorUnits)
        list.credit(.held, cpo, amount.minorUnits)
        return list.journal(
            .disputeHeld, key: JournalKey.disputeHeld(dispute), on: date, source: JournalSource(.dispute, dispute))
    }

    /// Decided for the CPO, or withdrawn: what was held is payable, D 2120 · C 2100, after `C 1150` has taken back what
    /// the CPO owes the hub. Nil when nothing was held.
    public static func disputeReleased(
        _ dispute: String, cpo: PartyID, held: Money, owed: Int64 = 0, on date: CivilDate
    ) -> Journal? {
        guard held.minorUnits != 0 else { return nil }
        let recovered = min(max(0, owed), held.minorUnits)
        var list = EntryList(held.currency)
        list.debit(.held, cpo, held.minorUnits)
        list.credit(.receivableCPO, cpo, recovered)
        list.credit(.payableCPO, cpo, held.minorUnits - recovered)
        return list.journal(
            .disputeReleased, key: JournalKey.disputeEnded(dispute), on: date, source: JournalSource(.dispute, dispute))
    }

    /// Decided for the DP: the CPO's part returns to 2110, from which the mirror of the CDR takes it. D 2120 what was
    /// held · D 1150 what had already left for the CPO · C 2110 the part. Nil when the part is zero.
    /// - Parameters:
    ///   - part: the CPO's part of the original split.
    ///   - held: at most `part`.
    public static func disputeCharged(
        _ dispute: String, cpo: PartyID, part: Money, held: Int64, on date: CivilDate
    ) -> Journal? {
        guard part.minorUnits != 0 else { return nil }
        precondition(held >= 0 && held <= part.minorUnits, "no more is held than the CPO's part")
        var list = EntryList(part.currency)
        list.debit(.held, cpo, held)
        list.debit(.receivableCPO, cpo, part.minorUnits - held)
        list.credit(.unbilledCPO, cpo, part.minorUnits)
        return list.journal(
            .disputeCharged, key: JournalKey.disputeEnded(dispute), on: date, source: JournalSource(.dispute, dispute))
    }
}
