/// The money side of one dispute: what is held, and the journals that a decision posts. A preview is these journals
/// without posting them.
public struct DisputeEffects: Sendable {
    public let dispute: String
    public let cdr: CDRKey
    /// The CPO's part of the original split.
    public let part: Money
    /// What was held when the dispute was raised, at most the part.
    public let held: Int64
    /// The journal of the accepted CDR and its sequence number; nil for a free session.
    public let original: (journal: Journal, sequence: Int64)?

    public init(
        dispute: String, cdr: CDRKey, part: Money, held: Int64, original: (journal: Journal, sequence: Int64)?
    ) {
        self.dispute = dispute
        self.cdr = cdr
        self.part = part
        self.held = held
        self.original = original
    }

    /// How much can be held: all of the part before its settlement note, afterwards what is still payable.
    /// - Parameter available: what 2100 can still be debited, pending payouts deducted.
    public static func holdable(part: Int64, from funds: Posting.DisputedFunds, available: Int64) -> Int64 {
        switch funds {
        case .unbilled: part
        case .payable: max(0, min(available, part))
        }
    }

    /// The journals of a decision, in the order of posting.
    /// - Parameter owed: balance of the CPO's 1150, taken back from what is released.
    public func journals(_ decision: DisputeDecision, owed: Int64, on date: CivilDate) -> [Journal] {
        switch decision {
        case .forCPO: return release(owed: owed, on: date)
        case .forDP:
            guard let original else { return [] }
            let charged = Posting.disputeCharged(dispute, cpo: cdr.cpo, part: part, held: held, on: date)
            let mirror = Posting.credited(cdr, original: original.journal, sequence: original.sequence, on: date)
            return (charged.map { [$0] } ?? []) + [mirror]
        }
    }

    /// The journal of a withdrawal: what was held goes back to the CPO.
    public func release(owed: Int64, on date: CivilDate) -> [Journal] {
        let held = Money(minorUnits: held, currency: part.currency)
        return Posting.disputeReleased(dispute, cpo: cdr.cpo, held: held, owed: owed, on: date).map { [$0] } ?? []
    }
}
