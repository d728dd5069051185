import AdminAPI

extension Frame {
    /// Line 1: which hub, whether the data is live, load, alerts; at the right who one is, and the minute.
    mutating func drawBar(_ state: State) {
        let rect = bounds.line(0)
        fill(rect, Style(.bar))
        let minute = state.presentation.minute(state.now)
        let name = state.identity.map { identity -> SafeText in
            let roles = identity.caller.roles.names.map { SafeText(untrusted: $0) }
            let shown: SafeText = roles.count > 2 ? "\(roles[0]) +\(roles.count - 1)" : roles.joined(",")
            return "\(untrusted: identity.caller.person) · \(shown)   "
        }
        let right: SafeText = "\(name ?? "")\(minute) "
        draw(right, x: rect.right - right.width, y: 0, width: right.width, Style(.bar))
        var x = 1
        func room() -> Int { rect.right - right.width - x - 1 }
        x += draw("roamdesk", x: x, y: 0, width: room(), Style(.bar, strong: true)) + 2
        let hub = state.identity.map { SafeText(untrusted: $0.hubName) } ?? state.options.hubLabel
        x += draw(hub.clipped(to: 20), x: x, y: 0, width: room(), Style(.bar)) + 1
        let link = state.linkSpan
        x +=
            draw(
                " \(link.text) ", x: x, y: 0, width: room(),
                link.tone == .offline ? Style(.offline) : barStyle(link.tone)) + 2
        let overview = state.overview
        if state.link.isLive || state.overview.activeSessions > 0 {
            let sessions: SafeText = "\(SafeText.grouped(overview.activeSessions)) active"
            if sessions.width < room() { x += draw(sessions, x: x, y: 0, width: room(), Style(.bar)) + 2 }
            let power = SafeText.power(overview.activeWatts)
            if power.width < room() { x += draw(power, x: x, y: 0, width: room(), Style(.bar)) + 2 }
        }
        let alerts: SafeText = "▲ \(overview.alerts)"
        if overview.alerts > 0, alerts.width < room() { x += draw(alerts, x: x, y: 0, width: room(), barStyle(.warn)) }
    }

    /// On the bar colours stand on its background; the tone's own is the screen's.
    private func barStyle(_ tone: Tone) -> Style { Style(.bar, strong: tone != .muted) }

    /// Line 2: the panes with their counts and what wants somebody.
    mutating func drawTabs(_ state: State) {
        var x = 1
        for pane in PaneID.allCases {
            guard let kind = pane.home else { continue }
            let readable = state.identity.map { $0.caller.may(read: kind) } ?? true
            let count = state.overview.counts[kind, default: 0]
            let attention = state.overview.attention[kind, default: 0]
            var label: SafeText = "\(pane.rawValue) \(pane.title)"
            if count > 0 { label += " \(SafeText.grouped(count))" }
            let isHere = state.pane == pane
            let style = isHere ? Style(.tab) : Style(readable ? .text : .muted)
            x += draw(isHere ? " \(label) " : label, x: isHere ? x - 1 : x, y: 1, width: size.columns - x, style)
            if isHere { x -= 1 }
            if attention > 0 {
                x += draw(" \(attention)▲", x: x, y: 1, width: size.columns - x, Style(.warn))
            }
            x += isHere ? 1 : 2
        }
        let more: SafeText
        if state.pane == .more, let first = state.stacks[.more]?.first {
            more = first.list.map { SafeText(untrusted: $0.kind.title) } ?? "audit"
            let text: SafeText = " \(more) "
            draw(text, x: size.columns - text.width, y: 1, width: text.width, Style(.tab))
        } else {
            draw(": more", x: size.columns - 7, y: 1, width: 7, Style(.muted))
        }
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
            .filter { $0.footer != nil && $0.scope.contains(scope) }
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
