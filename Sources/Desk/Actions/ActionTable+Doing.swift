import AdminAPI

extension ActionTable {
    static let doing: [Action] = [
        Action(
            .actions, "do…", "What can be done with the row or the marked ones, with reasons for what cannot",
            words: ["do", "menu"], keys: [.char("x")], group: .act, footer: 30
        ) { state, _ in state.openActionMenu() }.unless { state in
            guard let kind = state.targets.first.map({ type(of: $0).kind }) else { return "no row to act on" }
            return kindsToActOn.contains(kind) ? nil : "nothing can be done with it from here"
        },
        remote(
            .stopSession, .stopSession, "stop session", "Send STOP_SESSION to the CPO and tell the DP; needs a reason",
            "s", [.session], .confirm),
        remote(
            .suspendPartner, .suspendPartner, "suspend partner", "Stop routing to and from it; needs a reason", "s",
            [.partner], .confirm),
        remote(
            .resumePartner, .resumePartner, "resume partner", "Route to and from it again", "r", [.partner], .confirm),
        remote(
            .releasePayout, .releasePayout, "release payout", "Hand it to an approver, who must be somebody else", "r",
            [.payout], .confirm),
        remote(
            .approvePayout, .approvePayout, "approve payout", "Let the money go; you type the amount", "a", [.payout],
            .typed),
        remote(.holdPayout, .holdPayout, "hold payout", "Hold it back; needs a reason", "h", [.payout], .confirm),
        remote(.unholdPayout, .unholdPayout, "unhold payout", "Let a held payout go on", "u", [.payout], .confirm),
        remote(
            .cancelPayout, .cancelPayout, "cancel payout", "The money is owed again; needs a reason and the amount",
            "c", [.payout], .typed),
        remote(
            .raiseDispute, .raiseDispute, "raise dispute", "Dispute the CDR; the CPO's part is held", "d",
            [.cdr, .session], .confirm),
        remote(
            .proposeDecision, .proposeDecision, "propose decision", "Propose an outcome, with what it would post", "p",
            [.dispute], .confirm),
        remote(
            .decideDispute, .decideDispute, "decide dispute", "Decide for CPO or DP; shows the ledger entries first",
            "d", [.dispute], .typed),
        remote(.recheckCDR, .recheckCDR, "recheck CDR", "Check and rate a held CDR again", "r", [.cdr], .confirm),
        remote(
            .closeWindow, .closeWindow, "close window", "Post its settlement notes and make its payouts", "c",
            [.window], .typed),
    ]

    /// The kinds that the rows above are for; named apart, since the first of them asks for it.
    private static let kindsToActOn: Set<Kind> = [.session, .partner, .payout, .dispute, .cdr, .window]

    private static func remote(
        _ id: ActionID, _ name: ActionName, _ title: SafeText, _ help: SafeText, _ letter: Unicode.Scalar,
        _ kinds: Set<Kind>, _ danger: Action.Danger
    ) -> Action {
        Action(
            id, title, help, words: [name.rawValue], letter: letter, group: .act, kinds: kinds, danger: danger,
            remote: name
        ) { state, _ in state.openDialog(name) }.unless { state in
            let targets = state.targets
            guard let first = targets.first else { return "no row to act on" }
            guard kinds.contains(type(of: first).kind) else {
                let names = kinds.map(\.plural).sorted().map { SafeText(untrusted: $0) }
                return "for \(names.joined(" and ")), not for what is selected"
            }
            // With several marked it is enough that one can be done: the dialog leaves the others out, and says why.
            let reasons = targets.map { Obstacle.reason(name, on: $0, in: state) }
            return reasons.contains { $0 == nil } ? nil : reasons.compactMap { $0 }.first
        }
    }
}
