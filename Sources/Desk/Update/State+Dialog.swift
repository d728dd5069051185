import AdminAPI

extension State {
    /// Opens the dialog of an action with the rows it can be done with, as they are now.
    mutating func openDialog(_ action: ActionName) -> [Effect] {
        var able: [any Resource] = []
        var leftOut: [(any Resource, SafeText)] = []
        for row in targets {
            if let reason = Obstacle.reason(action, on: row, in: self) {
                leftOut.append((row, reason))
            } else {
                able.append(row)
            }
        }
        guard !able.isEmpty else { return [] }
        if let reason = State.mixture(action, able) {
            say(reason, .warn)
            return []
        }
        return show(.dialog(Dialog.make(action, able, leftOut: leftOut, self)))
    }

    /// Money is confirmed in one currency at a time, and disputes one by one.
    private static func mixture(_ action: ActionName, _ targets: [any Resource]) -> SafeText? {
        switch action {
        case .approvePayout, .cancelPayout:
            let currencies = Set(targets.compactMap { ($0 as? PayoutResource)?.currency }).sorted()
            guard currencies.count > 1 else { return nil }
            let names = currencies.map { SafeText(untrusted: $0) }.joined(" and ")
            return "the marked payouts are in \(names), which have no sum: one currency at a time"
        case .raiseDispute, .proposeDecision, .decideDispute, .closeWindow:
            return targets.count > 1 ? "one at a time: \(targets.count) are marked" : nil
        default: return nil
        }
    }

    mutating func modifyDialog(_ change: (inout Dialog) -> Void) {
        guard case .dialog(var dialog) = overlay else { return }
        change(&dialog)
        overlay = .dialog(dialog)
    }

    mutating func pressInDialog(_ key: Key) -> [Effect] {
        guard case .dialog(var dialog) = overlay else { return [] }
        switch dialog.phase {
        case .waiting:
            if key == .escape {
                closeOverlay()
                say("sent; the hub's answer will be shown here", .muted)
            }
            return []
        case .done:
            if key == .escape || key == .enter || key == .char("q") { return closeDialog(dialog) }
            return []
        case .asking: break
        }
        switch key {
        case .escape:
            closeOverlay()
            return []
        case .tab, .down: dialog.focus = min(dialog.confirmFocus, dialog.focus + 1)
        case .backTab, .up: dialog.focus = max(0, dialog.focus - 1)
        case .left where dialog.focus >= dialog.fields.count: dialog.focus = dialog.cancelFocus
        case .right where dialog.focus >= dialog.fields.count: dialog.focus = dialog.confirmFocus
        case .enter:
            if dialog.focus == dialog.cancelFocus {
                closeOverlay()
                return []
            }
            if dialog.focus == dialog.confirmFocus { return send(dialog) }
            dialog.focus = dialog.focus + 1 == dialog.cancelFocus ? dialog.confirmFocus : dialog.focus + 1
        default:
            if dialog.fields.indices.contains(dialog.focus) { _ = dialog.fields[dialog.focus].handle(key) }
        }
        overlay = .dialog(dialog)
        return []
    }

    private mutating func send(_ dialog: Dialog) -> [Effect] {
        if let reason = dialog.missing ?? Obstacle.person(dialog.action, self) {
            say(reason, .warn)
            return []
        }
        var dialog = dialog
        var waiting: [UInt64: Int] = [:]
        var effects: [Effect] = []
        for (index, target) in dialog.targets.enumerated() {
            let id = nextToken()
            let key = "desk-\(String(seed, radix: 16))-\(id)"
            guard let request = ActionRequest(dialog.action, on: target, dialog.input, id: id, idempotencyKey: key)
            else {
                say("something that the hub needs is missing", .bad)
                return []
            }
            waiting[id] = index
            sent[id] = request.title
            effects.append(.perform(request))
        }
        dialog.phase = .waiting(waiting)
        overlay = .dialog(dialog)
        return effects
    }

    /// The hub's answer to one request: shown in its own words, with the audit's number.
    mutating func performed(_ id: UInt64, _ answer: Result<ActionAnswer, Refusal>) -> [Effect] {
        let title = sent.removeValue(forKey: id) ?? ""
        guard case .dialog(var dialog) = overlay, case .waiting(var waiting) = dialog.phase,
            let index = waiting.removeValue(forKey: id)
        else {
            switch answer {
            case .success(let done): say("\(title): done, audit \(done.audit)", .ok)
            case .failure(let refusal):
                say("\(title): \(untrusted: refusal.title), \(untrusted: refusal.detail)", .bad)
            }
            return []
        }
        dialog.answers[index] = answer
        dialog.phase = waiting.isEmpty ? .done : .waiting(waiting)
        overlay = .dialog(dialog)
        needsDraw = true
        return []
    }

    /// Away with it; rows that were done are no longer marked.
    private mutating func closeDialog(_ dialog: Dialog) -> [Effect] {
        let done = Set(
            dialog.answers.compactMap { index, answer -> String? in
                if case .success = answer { dialog.targets[index].id } else { nil }
            })
        place.list?.marks.removeAll { done.contains($0.id) }
        place.list?.isStale = true
        closeOverlay()
        return []
    }
}
