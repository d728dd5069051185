/// A kind of resource that the feed carries to every desk, and its row in the table of what is replicated.
///
/// Raw messages, journals, the audit, people and tokens are not kinds: they are read on demand.
public enum Kind: String, CaseIterable, Hashable, Sendable {
    case session, partner, location, tariff, cdr, window, payout, dispute, command, agreement, alert

    /// The collection's path segment and the command-line noun.
    public var plural: String { rawValue == "cdr" ? "cdrs" : "\(rawValue)s" }

    public init?(plural: String) {
        guard let kind = Self.allCases.first(where: { $0.plural == plural }) else { return nil }
        self = kind
    }

    /// Column head and pane title.
    public var title: String {
        switch self {
        case .cdr: "CDRs"
        default: plural.prefix(1).uppercased() + plural.dropFirst()
        }
    }

    /// How long the feed keeps a resource after it last changed; afterwards the hub sends its deletion.
    ///
    /// The ledger and the message log are kept by other rules. Nil is for ever.
    public var retention: Duration? {
        switch self {
        case .session, .command: .seconds(35 * 86_400)
        case .cdr, .window, .payout, .dispute: .seconds(400 * 86_400)
        case .alert: .seconds(7 * 86_400)
        case .partner, .location, .tariff, .agreement: nil
        }
    }

    /// Roles whose feed and lists contain this kind.
    ///
    /// Operations are open to everyone with a token; what says how much a partner is paid, and the
    /// arguments about it, is for support, finance, audit and administration.
    public var readers: Set<Role> {
        switch self {
        case .session, .partner, .location, .tariff, .cdr, .command, .agreement, .alert: .everyone
        case .window, .payout, .dispute: .moneyReaders
        }
    }
}
