/// What a closed window makes payable to one CPO in one currency: the CPO's parts of its accepted CDRs, credits deducted.
public struct SettlementNote: Hashable, Sendable {
    /// `N-` with the window and the CPO.
    public let id: String
    public let window: String
    public let cpo: PartyID
    public let lines: [NoteLine]
    /// The sum of the lines; below zero when more was credited than accepted.
    public let net: Money

    /// Draws up the notes of a window, one a CPO, in order of party.
    /// - Parameter charges: the window's CDRs that are accepted and not in dispute, in order of acceptance, all in
    ///   `currency`.
    /// - Throws: `MoneyError.overflow` when a sum leaves 64 bits.
    public static func drawUp(
        window: String, currency: Currency, charges: [NoteLine]
    ) throws(MoneyError) -> [SettlementNote] {
        var lines: [PartyID: [NoteLine]] = [:]
        for charge in charges { lines[charge.cdr.cpo, default: []].append(charge) }
        var notes: [SettlementNote] = []
        for (cpo, lines) in lines.sorted(by: { $0.key < $1.key }) {
            var net = Money.zero(currency)
            for line in lines { net = try net.adding(Money(minorUnits: line.amount, currency: currency)) }
            notes.append(
                SettlementNote(
                    id: "N-\(window)-\(cpo.country)\(cpo.party)", window: window, cpo: cpo, lines: lines, net: net))
        }
        return notes
    }
}

/// The CPO's part of one CDR, in minor units; below zero for a credit.
public struct NoteLine: Hashable, Sendable {
    public let cdr: CDRKey
    /// The store's number of the CDR.
    public let row: Int64
    public let amount: Int64

    public init(cdr: CDRKey, row: Int64, amount: Int64) {
        self.cdr = cdr
        self.row = row
        self.amount = amount
    }
}
