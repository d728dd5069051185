import AdminAPI
import Roaming

/// A question before something is done. It keeps the resources as they were when it opened: what is confirmed is what was
/// shown, whatever the list does meanwhile.
struct Dialog: Sendable {
    enum Phase: Sendable {
        case asking
        /// Sent; which request is about which target.
        case waiting([UInt64: Int])
        /// Every answer is there.
        case done
    }

    /// Text that somebody else wrote: in its own box, quoted and clipped.
    struct Quote: Sendable {
        let label: SafeText
        let text: SafeText
    }

    let action: ActionName
    let title: SafeText
    /// What the button that does it says.
    let confirmation: SafeText
    /// Captured rows: their ids, versions, hashes and amounts go into the requests.
    let targets: [any Resource]
    /// Made from typed values only.
    let facts: [Line]
    let quotes: [Quote]
    var fields: [DialogField]
    /// 0..<fields.count is a field, then the button that leaves it alone, then the one that does it.
    var focus = 0
    var phase = Phase.asking
    /// Answers by target.
    var answers: [Int: Result<ActionAnswer, Refusal>] = [:]
    /// What a decision would post.
    var fetched: [OnDemand: Fetched] = [:]

    var cancelFocus: Int { fields.count }
    var confirmFocus: Int { fields.count + 1 }

    /// Reads from the hub that it shows.
    var needs: [OnDemand] {
        guard action == .decideDispute || action == .proposeDecision, let row = targets.first as? DisputeResource else {
            return []
        }
        return DisputeResource.Decision.allCases.map { .preview(dispute: row.id, decision: $0) }
    }

    /// The first thing that is still missing, in words; nil when it can be sent.
    var missing: SafeText? {
        for field in fields {
            if let reason = field.missing { return reason }
        }
        if let decision = input.decision, let preview = preview(of: decision),
            let row = targets.first as? DisputeResource, preview.version != row.version
        {
            return "the dispute has changed since this was opened: esc, and look again"
        }
        return nil
    }

    func preview(of decision: DisputeResource.Decision) -> DecisionPreview? {
        guard let row = targets.first as? DisputeResource,
            case .preview(let preview)? = fetched[.preview(dispute: row.id, decision: decision)]
        else { return nil }
        return preview
    }

    /// What the fields hold.
    var input: ActionInput {
        var input = ActionInput()
        for field in fields {
            switch field.name {
            case .reason: input.reason = field.field.text.trimmed
            case .decision: input.decision = field.chosen.flatMap(DisputeResource.Decision.init(rawValue:))
            case .disputeReason: input.disputeReason = field.chosen.flatMap(DisputeReason.init(rawValue:))
            case .claimant: input.claimant = field.chosen.flatMap { PartyID($0) }
            case .typed: break
            }
        }
        return input
    }

    /// Pasted text may go into a reason; never into what has to be typed.
    mutating func paste(_ text: String) -> Bool {
        guard case .asking = phase, fields.indices.contains(focus), fields[focus].name == .reason else { return false }
        fields[focus].field.insert(text)
        return true
    }
}

/// One thing to fill in.
struct DialogField: Sendable {
    enum Name: Hashable, Sendable {
        case reason, decision, disputeReason, claimant
        /// Must be typed to show that it was read; not sent.
        case typed
    }

    enum Content: Sendable {
        /// Words of at least this length.
        case text(minimum: Int)
        /// Exactly this, spaces and grouping aside.
        case exactly(String, what: SafeText)
        /// One of these: value and words.
        case choice([(value: String, words: SafeText)])
    }

    let name: Name
    let label: SafeText
    let content: Content
    var field = TextField(limit: 500)
    /// Nil until somebody chose.
    var choice: Int?

    var chosen: String? {
        guard case .choice(let all) = content, let choice, all.indices.contains(choice) else { return nil }
        return all[choice].value
    }

    /// Why it is not filled in yet.
    var missing: SafeText? {
        switch content {
        case .text(let minimum):
            let count = field.text.trimmed.count
            return count >= minimum ? nil : "\(label): in words, at least \(minimum) characters"
        case .exactly(let expected, let what):
            let typed = field.text.filter { $0 != " " && $0 != "," }
            return typed == expected ? nil : "\(label): type \(what) to go on"
        case .choice:
            return chosen == nil ? "\(label): choose with ← →" : nil
        }
    }

    mutating func handle(_ key: Key) -> Bool {
        guard case .choice(let all) = content else { return field.handle(key) }
        switch key {
        case .right, .char(" "), .char("l"): choice = choice.map { ($0 + 1) % all.count } ?? 0
        case .left, .char("h"): choice = choice.map { ($0 + all.count - 1) % all.count } ?? all.count - 1
        default: return false
        }
        return true
    }
}
