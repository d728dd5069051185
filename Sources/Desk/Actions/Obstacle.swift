import AdminAPI

/// Why an action cannot be done with a resource now, from what the desk knows; the hub decides again.
enum Obstacle {
    static func reason(_ action: ActionName, on resource: any Resource, in state: State) -> SafeText? {
        if let reason = person(action, state) { return reason }
        return self.state(action, resource, me: state.identity?.caller.person ?? "")
    }

    /// What has nothing to do with the resource: the link and the person.
    static func person(_ action: ActionName, _ state: State) -> SafeText? {
        guard state.link.isLive else { return "offline: the hub is not reached, and nothing is queued" }
        guard let caller = state.identity?.caller else { return "the hub has not said who you are" }
        return Permissions.refusal(of: action, roles: caller.roles, isService: caller.isService)
            .map { SafeText(untrusted: $0) }
    }

    private static func state(_ action: ActionName, _ resource: any Resource, me: String) -> SafeText? {
        switch resource {
        case let row as SessionResource: session(action, row)
        case let row as PartnerResource: partner(action, row)
        case let row as PayoutResource: payout(action, row, me)
        case let row as DisputeResource: dispute(action, row, me)
        case let row as CDRResource: cdr(action, row)
        case let row as WindowResource: row.state == .open ? nil : "the window is closed already"
        default: "nothing can be done with it from here"
        }
    }

    private static func session(_ action: ActionName, _ row: SessionResource) -> SafeText? {
        switch action {
        case .stopSession: row.status == "ACTIVE" ? nil : "the session is \(untrusted: row.status)"
        case .raiseDispute: row.cdrID == nil ? "it has no CDR yet" : "disputes are raised on its CDR: m opens it"
        default: "not for sessions"
        }
    }

    private static func partner(_ action: ActionName, _ row: PartnerResource) -> SafeText? {
        switch action {
        case .suspendPartner: row.status == .suspended ? "it is suspended already" : nil
        case .resumePartner: row.status == .suspended ? nil : "it is not suspended"
        default: "not for partners"
        }
    }

    private static func payout(_ action: ActionName, _ row: PayoutResource, _ me: String) -> SafeText? {
        let state = SafeText(untrusted: row.state.rawValue)
        switch action {
        case .releasePayout: return row.state == .ready ? nil : "it is \(state), not READY"
        case .approvePayout:
            if row.state == .ready { return "not released yet: a finance_maker releases it first" }
            if row.state != .released { return "it is \(state), not RELEASED" }
            return SeparationOfDuties.refusal(of: action, by: me, earlier: [row.releasedBy].compactMap { $0 })
                .map { SafeText(untrusted: $0) }
        case .holdPayout: return row.state == .ready || row.state == .released ? nil : "it is \(state)"
        case .unholdPayout: return row.state == .held ? nil : "it is \(state), not HELD"
        case .cancelPayout: return row.state == .cancelled ? "it is cancelled already" : nil
        default: return "not for payouts"
        }
    }

    private static func dispute(_ action: ActionName, _ row: DisputeResource, _ me: String) -> SafeText? {
        guard row.isOpen else { return "it is \(untrusted: row.state.rawValue) already" }
        switch action {
        case .proposeDecision: return row.state == .open ? nil : "a decision is proposed already"
        case .decideDispute:
            return SeparationOfDuties.refusal(of: action, by: me, earlier: [row.raisedBy])
                .map { SafeText(untrusted: $0) }
        default: return "not for disputes"
        }
    }

    private static func cdr(_ action: ActionName, _ row: CDRResource) -> SafeText? {
        switch action {
        case .raiseDispute:
            if let dispute = row.disputeID { return "it is disputed already: \(untrusted: dispute)" }
            return row.state == .credited ? "it is credited already" : nil
        case .recheckCDR: return row.state == .held ? nil : "it is \(untrusted: row.state.rawValue), not HELD"
        default: return "not for CDRs"
        }
    }
}
