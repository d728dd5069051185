/// One business event as balanced double entry: per currency, debits equal credits.
///
/// A journal is a value until the ledger gives it a sequence number; after that it never changes, and a correction is
/// another journal.
public struct Journal: Hashable, Sendable {
    public let event: JournalEvent
    /// Business identity of the event, such as `cdr:NL*FAS:C1`: the same key never posts twice.
    public let idempotencyKey: String
    public let mode: JournalMode
    /// The journal that this one takes back, by sequence number.
    public let reverses: Int64?
    /// The day that the money belongs to, not the moment of recording.
    public let effectiveDate: CivilDate
    public let source: JournalSource
    public let entries: [JournalEntry]

    /// - Throws: `JournalError` when there is no entry, an amount is not positive, or a currency does not balance.
    public init(
        event: JournalEvent, idempotencyKey: String, mode: JournalMode = .posted, reverses: Int64? = nil,
        effectiveDate: CivilDate, source: JournalSource, entries: [JournalEntry]
    ) throws(JournalError) {
        guard !entries.isEmpty else { throw .empty(key: idempotencyKey) }
        var sums: [Currency: Int128] = [:]
        for entry in entries {
            guard entry.amount > 0 else { throw .notPositive(key: idempotencyKey, account: entry.account) }
            sums[entry.account.currency, default: 0] += Int128(entry.side == .debit ? entry.amount : -entry.amount)
        }
        if let unbalanced = sums.filter({ $0.value != 0 }).keys.min(by: { $0.code < $1.code }) {
            throw .unbalanced(key: idempotencyKey, currency: unbalanced)
        }
        self.event = event
        self.idempotencyKey = idempotencyKey
        self.mode = mode
        self.reverses = reverses
        self.effectiveDate = effectiveDate
        self.source = source
        self.entries = entries
    }
}

/// What happened. The raw value is stored.
public enum JournalEvent: String, CaseIterable, Sendable {
    case cdrAccepted = "CDR_ACCEPTED"
    case cdrCredited = "CDR_CREDITED"
    case settlementNote = "SETTLEMENT_NOTE"
    case payoutCreated = "PAYOUT_CREATED"
    case payoutApproved = "PAYOUT_APPROVED"
    case payoutVoided = "PAYOUT_VOIDED"
    case payoutCancelled = "PAYOUT_CANCELLED"
    case disputeHeld = "DISPUTE_HELD"
    case disputeReleased = "DISPUTE_RELEASED"
    case disputeCharged = "DISPUTE_CHARGED"
}

/// How a journal touches balances. A pending journal is resolved at most once, by posting or voiding exactly its
/// entries.
public enum JournalMode: Hashable, Sendable {
    case posted
    case pending
    case postPending(sequence: Int64)
    case voidPending(sequence: Int64)

    /// As stored: `posted`, `pending`, `post_pending`, `void_pending`.
    public var name: String {
        switch self {
        case .posted: "posted"
        case .pending: "pending"
        case .postPending: "post_pending"
        case .voidPending: "void_pending"
        }
    }

    public var pendingSequence: Int64? {
        switch self {
        case .posted, .pending: nil
        case .postPending(let sequence), .voidPending(let sequence): sequence
        }
    }
}

/// The resource that a journal came from, such as a CDR or a payout, by the id that the console shows.
public struct JournalSource: Hashable, Sendable {
    public enum Kind: String, Sendable {
        case cdr, note, payout, dispute
    }

    public let kind: Kind
    public let id: String

    public init(_ kind: Kind, _ id: String) {
        self.kind = kind
        self.id = id
    }
}

/// One side of a journal: an amount above zero in minor units of the account's currency.
public struct JournalEntry: Hashable, Sendable {
    public enum Side: String, Sendable {
        case debit = "D"
        case credit = "C"

        public var opposite: Side { self == .debit ? .credit : .debit }
    }

    public let account: LedgerAccount
    public let side: Side
    public let amount: Int64

    public init(_ side: Side, _ account: LedgerAccount, _ amount: Int64) {
        self.account = account
        self.side = side
        self.amount = amount
    }

    public var mirrored: JournalEntry { JournalEntry(side.opposite, account, amount) }
}

/// Why a list of entries is no journal.
public enum JournalError: Error, Hashable, Sendable, CustomStringConvertible {
    case empty(key: String)
    case notPositive(key: String, account: LedgerAccount)
    case unbalanced(key: String, currency: Currency)

    public var description: String {
        switch self {
        case .empty(let key): "journal \(key) has no entry"
        case .notPositive(let key, let account): "journal \(key) has an amount that is not above zero on \(account)"
        case .unbalanced(let key, let currency): "journal \(key) does not balance in \(currency)"
        }
    }
}
