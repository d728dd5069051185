/// Reads that are not a replicated kind: fetched on demand, each with its own readers.
public enum ReadScope: String, CaseIterable, Hashable, Sendable {
    /// Raw OCPI messages and a session's timeline; they carry token ids, so plain viewers do not get them.
    case messages = "read.messages"
    /// Journals, trial balance, payout lines and the preview of a decision.
    case ledger = "read.ledger"
    case audit = "read.audit"
    case people = "read.people"
    case settings = "read.settings"

    /// Who may read it.
    public var readers: Set<Role> {
        switch self {
        case .messages: Set.everyone.subtracting([.viewer])
        case .ledger: .moneyReaders
        case .audit: [.auditor, .admin]
        case .people: [.auditor, .admin]
        case .settings: .moneyReaders
        }
    }
}
