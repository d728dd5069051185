/// How the price of one session, excluding VAT, is divided. The parts sum to the whole.
public struct Split: Hashable, Sendable {
    public let total: Money
    /// Minor units.
    public let cpo: Int64
    public let hub: Int64
    public let dp: Int64

    /// Divides by largest remainder; equal remainders go to the CPO, then the hub, then the DP. The split of a negated
    /// price is the negated split.
    public init(_ total: Money, under terms: Terms) {
        let parts = Allocation.split(
            total.minorUnits,
            weights: [
                Terms.whole - terms.commissionBasisPoints - terms.dpShareBasisPoints, terms.commissionBasisPoints,
                terms.dpShareBasisPoints,
            ])
        self.total = total
        cpo = parts[0]
        hub = parts[1]
        dp = parts[2]
    }
}
