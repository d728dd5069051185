import AdminAPI
import Roaming

extension Dialog {
    /// The dialog for an action on these rows; `leftOut` are marked rows that it cannot be done with, and why.
    static func make(
        _ action: ActionName, _ targets: [any Resource], leftOut: [(any Resource, SafeText)], _ state: State
    ) -> Dialog {
        let noun = targets.first.map { type(of: $0).kind } ?? .payout
        let count = SafeText.count(targets.count, SafeText(untrusted: noun.rawValue), SafeText(untrusted: noun.plural))
        let title = Dialog.title(action, count)
        var facts = targets.prefix(6).flatMap { Dialog.facts($0, state.presentation, isOnly: targets.count == 1) }
        if targets.count > 6 { facts.append(Line("… and \(targets.count - 6) more", .muted)) }
        for (row, reason) in leftOut.prefix(4) {
            facts.append(Line([Span("left out  \(untrusted: row.id): ", .warn), Span(reason, .muted)]))
        }
        if leftOut.count > 4 { facts.append(Line("… and \(leftOut.count - 4) more left out", .warn)) }
        facts += Dialog.consequences(action, targets)
        return Dialog(
            action: action, title: title, confirmation: title, targets: targets, facts: facts,
            quotes: targets.count == 1 ? targets.first.map(Dialog.quotes) ?? [] : [],
            fields: Dialog.fields(action, targets))
    }

    private static func title(_ action: ActionName, _ count: SafeText) -> SafeText {
        switch action {
        case .stopSession: "Stop \(count)"
        case .suspendPartner: "Suspend \(count)"
        case .resumePartner: "Resume \(count)"
        case .releasePayout: "Release \(count)"
        case .approvePayout: "Approve \(count)"
        case .holdPayout: "Hold \(count)"
        case .unholdPayout: "Unhold \(count)"
        case .cancelPayout: "Cancel \(count)"
        case .raiseDispute: "Raise a dispute"
        case .proposeDecision: "Propose a decision"
        case .decideDispute: "Decide \(count)"
        case .recheckCDR: "Recheck \(count)"
        case .closeWindow: "Close \(count)"
        default: "\(untrusted: action.rawValue) \(count)"
        }
    }

    private static func fields(_ action: ActionName, _ targets: [any Resource]) -> [DialogField] {
        let reason = DialogField(name: .reason, label: "Reason", content: .text(minimum: 3))
        switch action {
        case .stopSession, .suspendPartner, .holdPayout: return [reason]
        case .cancelPayout: return [reason, amount(targets)].compactMap { $0 }
        case .approvePayout: return [amount(targets)].compactMap { $0 }
        case .raiseDispute:
            guard let row = targets.first as? CDRResource else { return [] }
            let reasons = DisputeReason.allCases.map {
                (value: $0.rawValue, words: "\(untrusted: $0.rawValue)  \(untrusted: $0.words)" as SafeText)
            }
            let parties = [row.dp, row.cpo].map {
                (value: $0.description, words: "\(untrusted: $0.description)" as SafeText)
            }
            return [
                DialogField(name: .disputeReason, label: "What is wrong", content: .choice(reasons)),
                DialogField(name: .claimant, label: "Who says so", content: .choice(parties)),
                DialogField(name: .reason, label: "In words", content: .text(minimum: 3)),
            ]
        case .proposeDecision, .decideDispute:
            let outcomes: [(value: String, words: SafeText)] = [
                (DisputeResource.Decision.forCpo.rawValue, "for the CPO: the claim stands"),
                (DisputeResource.Decision.forDp.rawValue, "for the DP: credited in full"),
            ]
            let fields = [
                DialogField(name: .decision, label: "Decision", content: .choice(outcomes)),
                DialogField(name: .reason, label: "Grounds", content: .text(minimum: 3)),
            ]
            return action == .decideDispute ? fields + [amount(targets)].compactMap { $0 } : fields
        case .closeWindow:
            let word = (targets.first as? WindowResource).map(\.currency) ?? "close"
            return [
                DialogField(
                    name: .typed, label: "Confirm",
                    content: .exactly(word, what: "the currency, \(untrusted: word),"))
            ]
        default: return []
        }
    }

    /// The amount to be typed: the sum, which is why all targets must have one currency.
    private static func amount(_ targets: [any Resource]) -> DialogField? {
        var total: Int64 = 0
        var currency = ""
        for target in targets {
            let (minor, code): (Int64, String)
            switch target {
            case let row as PayoutResource: (minor, code) = (row.amountMinor, row.currency)
            case let row as DisputeResource: (minor, code) = (row.amountMinor, row.currency)
            default: return nil
            }
            total += minor
            currency = code
        }
        let text = SafeText.typedAmount(total, currency)
        return DialogField(
            name: .typed, label: "Type the amount", content: .exactly(text, what: "\(untrusted: text)"))
    }
}
