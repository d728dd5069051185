/// What a payout pays, line by line. Two people agree to exactly this: an approval names the hash of these bytes.
public struct PayoutContent: Hashable, Sendable {
    public let id: String
    public let cpo: PartyID
    /// The sum of the lines, above zero.
    public let amount: Money
    public let lines: [PayoutLine]

    /// Nil when the lines sum to nothing or less: then nothing is paid and the balance waits.
    /// - Throws: `MoneyError.overflow` when the sum leaves 64 bits.
    public init?(id: String, cpo: PartyID, currency: Currency, lines: [PayoutLine]) throws(MoneyError) {
        var amount = Money.zero(currency)
        for line in lines { amount = try amount.adding(Money(minorUnits: line.amount, currency: currency)) }
        guard amount.minorUnits > 0 else { return nil }
        self.id = id
        self.cpo = cpo
        self.amount = amount
        self.lines = lines
    }

    /// CDRs among the lines.
    public var cdrCount: Int { lines.count { $0.kind == .cdr } }

    /// The largest single line, in minor units.
    public var largest: Int64 { lines.map(\.amount).max() ?? 0 }

    /// The bytes that the content hash is taken over; any change of a line, an amount or the CPO changes them.
    public var canonicalBytes: [UInt8] {
        var canonical = CanonicalBytes(schema: "payout/1")
        canonical.add("id", id)
        canonical.add("cpo", cpo.description)
        canonical.add("currency", amount.currency.code)
        canonical.add("amount", amount.minorUnits)
        canonical.add("lines", lines.count)
        for line in lines {
            canonical.add("kind", line.kind.rawValue)
            canonical.add("journal", line.journal)
            canonical.add("cdr", optional: line.row.map { String($0) })
            canonical.add("amount", line.amount)
        }
        return canonical.bytes
    }
}

/// One movement on a CPO's payable account that a payout pays or deducts.
public struct PayoutLine: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Sendable {
        /// The CPO's part of a CDR of a settlement note; below zero for a credit.
        case cdr
        /// A dispute ended for the CPO.
        case release
        /// Withheld by a dispute that was raised after its note; below zero.
        case held
        /// Below zero: taken back against what the CPO owes the hub. Above zero: the part of a negative note that the
        /// CPO now owes instead.
        case recovered
    }

    public let kind: Kind
    /// The journal that moved the payable account, by sequence number.
    public let journal: Int64
    /// The store's number of the CDR; nil for `recovered`.
    public let row: Int64?
    /// Minor units.
    public let amount: Int64

    public init(kind: Kind, journal: Int64, row: Int64?, amount: Int64) {
        self.kind = kind
        self.journal = journal
        self.row = row
        self.amount = amount
    }
}
