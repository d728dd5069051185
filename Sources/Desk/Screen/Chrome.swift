import AdminAPI

extension Frame {
    /// Line 1: which hub, whether the data is live, load, alerts; at the right who one is, and the minute.
    mutating func drawBar(_ state: State) {
        let rect = bounds.line(0)
        fill(rect, Style(.bar))
        let link = state.linkSpan
        let isOffline = link.tone == .offline
        let hub = (state.identity.map { SafeText(untrusted: $0.hubName) } ?? state.options.hubLabel).clipped(to: 20)
        let linkWidth = link.text.width + (isOffline ? 2 : 0)
        let fixed = 1 + 8 + 2 + hub.width + 1 + linkWidth + 2
        let right = barRight(state, room: rect.width - fixed)
        draw(right, x: rect.right - right.width, y: 0, width: right.width, Style(.bar))
        let end = rect.right - right.width - 2
        var x = 1
        x += draw("roamdesk", x: x, y: 0, width: end - x, Style(.bar, strong: true)) + 2
        x += draw(hub, x: x, y: 0, width: end - x, Style(.bar)) + 1
        let text: SafeText = isOffline ? " \(link.text) " : link.text
        x += draw(text, x: x, y: 0, width: end - x, isOffline ? Style(.offline) : barStyle(link.tone)) + 2
        let overview = state.overview
        var facts: [(SafeText, Tone)] = [
            ("\(SafeText.grouped(overview.activeSessions)) active", .text), (.power(overview.activeWatts), .text),
        ]
        // Alerts go before load when both do not fit.
        if overview.alerts > 0 { facts.insert(("▲\(overview.alerts)", .warn), at: size.columns >= 100 ? 2 : 0) }
        for (text, tone) in facts where x + text.width <= end {
            x += draw(text, x: x, y: 0, width: end - x, barStyle(tone)) + 2
        }
    }

    /// Person, roles and minute, as much of it as there is room for.
    private func barRight(_ state: State, room: Int) -> SafeText {
        let minute = state.presentation.minute(state.now)
        guard let caller = state.identity?.caller else { return "\(minute) " }
        let person = SafeText(untrusted: caller.person)
        let roles = caller.roles.names.map { SafeText(untrusted: $0) }
        let shown: SafeText = roles.count > 2 ? "\(roles[0]) +\(roles.count - 1)" : roles.joined(",")
        let whole: SafeText = "\(person)·\(shown)  \(minute) "
        if whole.width <= room { return whole }
        let short: SafeText = "\(person)  \(minute) "
        return short.width <= room ? short : "\(minute) "
    }

    /// On the bar colours stand on its background; the tone's own is the screen's.
    private func barStyle(_ tone: Tone) -> Style { Style(.bar, strong: tone != .muted) }

    /// Line 2: the panes with their counts and what wants somebody.
    mutating func drawTabs(_ state: State) {
        var more = tabOfMore(state)
        let isWide = tabsWidth(state, isWide: true) <= size.columns - more.text.width - 1
        // The way to the rest is known from `?` too; the panes' figures are not.
        if !isWide, state.pane != .more, tabsWidth(state, isWide: false) > size.columns - more.text.width {
            more = Span("")
        }
        let end = size.columns - more.text.width
        var x = 1
        for tab in tabs(state, isWide: isWide) {
            let isHere = state.pane == tab.pane
            if isHere { draw(" ", x: x - 1, y: 1, width: 1, Style(.tab)) }
            x += draw(
                tab.label, x: x, y: 1, width: end - x, isHere ? Style(.tab) : Style(tab.isReadable ? .text : .muted))
            x += draw(tab.attention, x: x, y: 1, width: end - x, isHere ? Style(.tab) : Style(.warn))
            if isHere { draw(" ", x: x, y: 1, width: 1, Style(.tab)) }
            x += 2
        }
        draw(more.text, x: size.columns - more.text.width, y: 1, width: more.text.width, Style(more.tone))
    }

    private struct Tab {
        let pane: PaneID
        let label: SafeText
        let attention: SafeText
        let isReadable: Bool
    }

    /// On narrow screens only the sessions are counted; what wants somebody is always there.
    private func tabs(_ state: State, isWide: Bool) -> [Tab] {
        PaneID.allCases.compactMap { pane in
            guard let kind = pane.home else { return nil }
            let count = state.overview.counts[kind, default: 0]
            let attention = state.overview.attention[kind, default: 0]
            let isCounted = count > 0 && (isWide || pane == .sessions)
            return Tab(
                pane: pane, label: "\(pane.rawValue) \(pane.title)\(isCounted ? " \(SafeText.grouped(count))" : "")",
                attention: attention > 0 ? " \(attention)▲" : "",
                isReadable: state.identity?.caller.may(read: kind) ?? true)
        }
    }

    private func tabsWidth(_ state: State, isWide: Bool) -> Int {
        tabs(state, isWide: isWide).reduce(1) { $0 + $1.label.width + $1.attention.width + 2 }
    }

    private func tabOfMore(_ state: State) -> Span {
        guard state.pane == .more, let first = state.stacks[.more]?.first else { return Span(": more ", .muted) }
        let name = first.list.map { SafeText(untrusted: $0.kind.title) } ?? "Audit"
        return Span(" \(name) ", .tab)
    }

    /// Lines 3 and 4: where one is and what is listed; a rule with the pages of a detail.
    mutating func drawContext(_ state: State) {
        draw(symbol: "─", x: 0, y: 3, count: size.columns, Style(.border))
        let right = state.contextRight
        let rightWidth = right.reduce(0) { $0 + $1.text.width }
        if let list = state.place.list, let edit = list.editing {
            drawFilterLine(edit, list, rightWidth)
        } else {
            draw(state.contextLeft, x: 1, y: 2, width: size.columns - 2 - rightWidth)
        }
        draw(right, x: size.columns - rightWidth - 1, y: 2, width: rightWidth)
        guard let detail = state.place.detail else { return }
        let pages = DetailPage.pages(of: detail.subject)
        guard pages.count > 1 else { return }
        var x = 2
        for (index, page) in pages.enumerated() {
            x +=
                draw(
                    " \(page.name) ", x: x, y: 3, width: size.columns - x,
                    index == detail.page ? Style(.tab) : Style(.muted)) + 1
        }
    }

    private mutating func drawFilterLine(_ edit: FilterEdit, _ list: ListState, _ rightWidth: Int) {
        let rect = Rect(x: 0, y: 2, width: size.columns - rightWidth - 2, height: 1)
        fill(rect, Style(.input))
        draw("/", x: 1, y: 2, width: 1, Style(.key))
        draw(edit.field, x: 3, y: 2, width: rect.width - 3)
        // What was not understood is underlined in its place.
        for problem in list.problems {
            for column in problem.range where 3 + column < rect.right {
                restyle(Rect(x: 3 + column, y: 2, width: 1, height: 1)) { _ in Style(.bad) }
            }
        }
    }

    /// Draws a text field and puts the cursor in it; scrolls so that the cursor is in view.
    mutating func draw(_ field: TextField, x: Int, y: Int, width: Int) {
        let start = max(0, field.cursor - width + 1)
        let view = String(String.UnicodeScalarView(field.scalars[start...]))
        draw(SafeText(untrusted: view), x: x, y: y, width: width, Style(.input))
        let before = SafeText(untrusted: String(String.UnicodeScalarView(field.scalars[start..<field.cursor])))
        cursor = Point(x: min(x + width - 1, x + before.width), y: y)
        isTyping = true
    }

    /// The line above the footer: the answer to the last key, else what helps with what is on the screen.
    mutating func drawMessage(_ state: State) {
        let y = size.lines - 2
        if let flash = state.flash {
            draw(flash.text, x: 1, y: y, width: size.columns - 2, Style(flash.tone))
            return
        }
        draw(state.messageSpans, x: 1, y: y, width: size.columns - 2)
    }

    /// The last line: the keys that are used most here; dim where they cannot be used now.
    mutating func drawFooter(_ state: State) {
        let y = size.lines - 1
        let scope: Action.Scope = state.place.detail == nil ? .list : .detail
        let hints =
            state.footerHints
            ?? ActionTable.all
            .filter { $0.footer != nil && $0.scope.contains(scope) && $0.footerScope.contains(scope) }
            .filter { $0.isOffered(in: state) }
            .sorted { ($0.footer ?? 0) < ($1.footer ?? 0) }
            .map { ($0.keys.first?.label(ascii: ascii) ?? "", $0.title, $0.whyNot(state) == nil) }
        var x = 1
        for (key, title, isEnabled) in hints {
            let needed = key.width + title.width + 1
            if x + needed > size.columns { break }
            x += draw(key, x: x, y: y, width: key.width, Style(isEnabled ? .key : .muted)) + 1
            x += draw(title, x: x, y: y, width: title.width, Style(isEnabled ? .text : .muted)) + 2
        }
    }
}
