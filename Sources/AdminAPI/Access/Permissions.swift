/// The one role × action table. Help, docs, `GET /roles`, the hub's checks and the desk's menus all come from here.
public enum Permissions {
    /// Roles that may do `action`. Reading is `Kind.readers` and `ReadScope.readers`.
    public static func roles(for action: ActionName) -> Set<Role> {
        switch action {
        case .stopSession, .suspendPartner, .resumePartner: [.noc]
        case .invitePartner, .registerPartner, .rotatePartnerToken, .unregisterPartner,
            .acceptTerms:
            [.admin]
        case .setAgreement: [.financeAdmin, .admin]
        case .recheckCDR: [.financeMaker, .supportLead]
        case .closeWindow, .releasePayout, .holdPayout, .unholdPayout: [.financeMaker]
        case .cancelPayout: [.financeMaker, .financeApprover]
        case .approvePayout: [.financeApprover]
        case .raiseDispute, .proposeDecision: [.support, .supportLead]
        case .decideDispute: [.supportLead]
        case .addPerson, .issuePersonToken: [.admin]
        case .changeSettings: [.financeAdmin]
        }
    }

    /// A service never acts, whatever roles its token carries.
    public static func allows(_ action: ActionName, roles held: Set<Role>, isService: Bool) -> Bool {
        !isService && !roles(for: action).isDisjoint(with: held)
    }

    /// What a caller may do, in table order.
    public static func actions(roles held: Set<Role>, isService: Bool) -> [ActionName] {
        ActionName.allCases.filter { allows($0, roles: held, isService: isService) }
    }

    /// Why `action` is refused, as one sentence for a 403 and for a greyed-out menu row; nil when it is allowed.
    public static func refusal(of action: ActionName, roles held: Set<Role>, isService: Bool) -> String? {
        if isService { return "a service token reads and never acts" }
        let needed = roles(for: action)
        guard needed.isDisjoint(with: held) else { return nil }
        return "needs the role \(needed.names.joined(separator: " or "))"
    }
}
