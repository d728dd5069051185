/// What a person may be; one person may hold several at once, and what they may do is the union.
public enum Role: String, CaseIterable, Hashable, Sendable {
    case viewer
    case noc
    case support
    case supportLead = "support_lead"
    case financeMaker = "finance_maker"
    case financeApprover = "finance_approver"
    case financeAdmin = "finance_admin"
    case auditor
    case admin

    /// What the role is for, in words for help pages and `GET /roles`.
    public var words: String {
        switch self {
        case .viewer: "sees sessions, partners, locations, tariffs, CDRs and alerts; changes nothing"
        case .noc: "keeps traffic running: stops sessions, suspends and resumes partners"
        case .support: "answers complaints: raises disputes and proposes decisions"
        case .supportLead: "decides disputes that others raised"
        case .financeMaker: "closes windows, releases, holds and cancels payouts"
        case .financeApprover: "approves payouts that somebody else released"
        case .financeAdmin: "sets limits, terms and calendars"
        case .auditor: "reads everything, exports the audit, changes nothing"
        case .admin: "invites partners and people"
        }
    }
}

extension Set<Role> {
    /// Every role there is.
    public static var everyone: Set<Role> { Set(Role.allCases) }

    /// Roles that look after money or answer for it: they read windows, payouts, disputes and journals.
    public static var moneyReaders: Set<Role> {
        [.support, .supportLead, .financeMaker, .financeApprover, .financeAdmin, .auditor, .admin]
    }

    /// The roles of a wire list such as `["noc","viewer"]`; names this version does not know grant nothing.
    public init(names: [String]) {
        self = Set(names.compactMap(Role.init(rawValue:)))
    }

    /// Sorted wire names, so that two equal sets are the same text.
    public var names: [String] { map(\.rawValue).sorted() }

    /// One text for the whole set, e.g. `"noc,viewer"`; a replica that meets another value starts again.
    public var fingerprint: String { names.joined(separator: ",") }
}
