import Roaming
import SQLite

/// A dispute with the CDR and the money it is about.
struct DisputeCase {
    let dispute: DisputeRecord
    let cdr: CDRRecord
    let state: CDRState
    let effects: DisputeEffects
    /// What the CPO owes the hub, on 1150.
    let owed: Int64

    init(_ db: Connection, _ dispute: DisputeRecord) throws {
        guard let cdr = try CDRStore.get(db, rowID: dispute.cdrRowID), let currency = Currency(cdr.currency),
            let state = try CDRStateStore.get(db, cdr.rowID)
        else { throw DisputeDeskRefusal.unknown(dispute.id) }
        self.dispute = dispute
        self.cdr = cdr
        self.state = state
        owed = try CPOFunds(db, cdr.cpo, currency).owed
        let original = try state.journalSeq.flatMap { try LedgerStore.journal(db, $0) }
        effects = DisputeEffects(
            dispute: dispute.id, cdr: CDRKey(cpo: cdr.cpo, id: cdr.cdrID),
            part: Money(minorUnits: state.cpoMinor ?? 0, currency: currency), held: dispute.heldMinor,
            original: original.map { (journal: $0.journal, sequence: $0.seq) })
    }
}

/// What a decision would do, worked out by the code that does it.
struct DisputePreview: Sendable {
    let dispute: DisputeRecord
    let decision: DisputeDecision
    /// The journals, in the order of posting.
    let journals: [Journal]
    /// What the decision adds to, or takes from, the CPO's payable account, in minor units.
    let payableChangeMinor: Int64
    /// For people: where the money goes.
    let sentences: [String]
}

extension DisputeDesk {
    /// The exact journals of a decision, without posting them.
    static func preview(
        _ db: Connection, _ id: String, _ decision: DisputeDecision, at now: Timestamp
    ) throws -> DisputePreview {
        guard let dispute = try DisputeStore.get(db, id) else { throw DisputeDeskRefusal.unknown(id) }
        guard dispute.state.isLive else { throw DisputeRefusal.ended(id: id, dispute.state) }
        let matter = try DisputeCase(db, dispute)
        let journals = matter.effects.journals(decision, owed: matter.owed, on: now.date)
        let entries = journals.flatMap(\.entries)
        let sum = { (code: AccountCode, side: JournalEntry.Side) in
            entries.filter { $0.account.code == code && $0.side == side }.reduce(Int64(0)) { $0 + $1.amount }
        }
        let currency = matter.effects.part.currency
        let money = { (amount: Int64) in Money(minorUnits: amount, currency: currency).description }
        var sentences: [String] = []
        let debt = sum(.receivableCPO, .debit)
        let recovered = sum(.receivableCPO, .credit)
        switch decision {
        case .forCPO:
            sentences.append(
                dispute.heldMinor == 0
                    ? "Nothing was held; no money moves."
                    : "\(money(dispute.heldMinor)) that is held becomes payable to \(matter.cdr.cpo).")
            if recovered > 0 {
                sentences.append("\(money(recovered)) of it settles what \(matter.cdr.cpo) owes the hub.")
            }
        case .forDP:
            sentences.append(
                "CDR \(matter.cdr.id) over \(money(dispute.amountMinor)) is taken back: \(matter.cdr.dp) no longer owes it."
            )
            if debt > 0 {
                sentences.append(
                    "\(money(debt)) is out of reach, paid or in a payout: \(matter.cdr.cpo) owes it to the hub, and its next "
                        + "notes settle it.")
            }
            let commission = sum(.incomeCommission, .debit)
            if commission > 0 { sentences.append("The hub gives back its commission of \(money(commission)).") }
        }
        return DisputePreview(
            dispute: dispute, decision: decision, journals: journals,
            payableChangeMinor: sum(.payableCPO, .credit) - sum(.payableCPO, .debit), sentences: sentences)
    }
}
