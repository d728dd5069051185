import AdminAPI

/// A short list to choose from by letter or arrow.
struct MenuState: Sendable {
    enum Choice: Hashable, Sendable {
        case action(ActionID)
        case sort(String)
        case export(ExportRequest.Format)
        case exportPage(PageExport.Format)
        case follow(MoneyTrail.Target, from: SafeText)
    }

    struct Item: Sendable {
        var letter: Unicode.Scalar?
        var title: SafeText
        /// What it does, or why it cannot be done.
        var note: SafeText
        var isEnabled = true
        var choice: Choice?
    }

    var title: SafeText
    var items: [Item]
    var cursor = 0
}

extension State {
    mutating func pressInMenu(_ key: Key) -> [Effect] {
        guard case .menu(var menu) = overlay else { return [] }
        let last = max(0, menu.items.count - 1)
        switch key {
        case .escape, .char("q"):
            closeOverlay()
            return []
        case .up: menu.cursor = max(0, menu.cursor - 1)
        case .down: menu.cursor = min(last, menu.cursor + 1)
        case .home: menu.cursor = 0
        case .end: menu.cursor = last
        case .enter: return choose(menu, menu.cursor)
        case .char(let scalar):
            if let index = menu.items.firstIndex(where: { $0.letter == scalar }) { return choose(menu, index) }
            switch scalar {
            case "j": menu.cursor = min(last, menu.cursor + 1)
            case "k": menu.cursor = max(0, menu.cursor - 1)
            // The key that opened the sort menu, pressed again, reverses the order.
            case "s": if menu.items.contains(where: { $0.choice.isSort }) { return choose(menu, menu.cursor) }
            default: break
            }
        default: break
        }
        overlay = .menu(menu)
        return []
    }

    mutating func choose(_ menu: MenuState, _ index: Int) -> [Effect] {
        guard menu.items.indices.contains(index) else { return [] }
        let item = menu.items[index]
        guard item.isEnabled, let choice = item.choice else {
            var menu = menu
            menu.cursor = index
            overlay = .menu(menu)
            say("\(item.title): \(item.note)", .warn)
            return []
        }
        closeOverlay()
        switch choice {
        case .action(let id): return run(ActionTable.action(id))
        case .sort(let column): return sort(by: column)
        case .export(let format): return export(format.rawValue)
        case .exportPage(let format): return exportPage(format.rawValue)
        case .follow(let target, let origin): return follow(target, from: origin)
        }
    }

    /// What can be done with the targets, and why the rest cannot.
    mutating func openActionMenu() -> [Effect] {
        let targets = self.targets
        guard let first = targets.first else { return [] }
        let kind = type(of: first).kind
        let items = ActionTable.doing.filter { $0.kinds?.contains(kind) ?? false }.map { action in
            let reason = action.whyNot(self)
            return MenuState.Item(
                letter: action.letter, title: action.title, note: reason ?? action.help, isEnabled: reason == nil,
                choice: .action(action.id))
        }
        let title: SafeText =
            targets.count == 1
            ? "\(untrusted: kind.rawValue) \(untrusted: first.id)"
            : "\(targets.count) marked \(untrusted: kind.plural)"
        let start = items.firstIndex(where: \.isEnabled) ?? 0
        return show(.menu(MenuState(title: title, items: items, cursor: start)))
    }
}

extension MenuState.Choice? {
    var isSort: Bool { if case .sort = self { true } else { false } }
}
