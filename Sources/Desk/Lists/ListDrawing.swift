import AdminAPI

extension Frame {
    /// Draws a list's column heads and the rows of its window that are on the screen.
    mutating func draw(
        _ list: ListState, in rect: Rect, _ presentation: Presentation, isFocused: Bool, empty: SafeText?
    ) {
        let table = ListTable.of(list.kind, session: presentation.session)
        let placed = table.place(width: rect.width - 1)
        drawHeads(table, placed, list.sort, rect.line(0))
        let body = rect.inset(top: 1)
        guard !list.rows.isEmpty else {
            drawEmpty(list, body, empty)
            return
        }
        for line in 0..<body.height {
            let index = list.top + line
            guard list.rows.indices.contains(index) else { break }
            drawRow(list.rows[index], table, placed, body.line(line), presentation, list, index == list.cursor)
        }
        if isFocused { cursor = Point(x: body.x, y: body.y + list.cursor - list.top) }
        drawScroll(list, body)
    }

    private mutating func drawHeads(_ table: ListTable, _ placed: [ListTable.Placed], _ sort: Sort, _ rect: Rect) {
        for column in placed {
            let head = table.heads[column.index]
            var title = head.title
            var tone = Tone.muted
            if head.key == sort.column {
                tone = .heading
                let arrow: SafeText = sort.descending ? "▼" : "▲"
                if head.align == .right {
                    title = column.width > title.width ? "\(arrow)\(title)" : title
                } else if column.width > title.width {
                    title = "\(title)\(arrow)"
                }
            }
            draw(title, x: rect.x + 1 + column.x, y: rect.y, width: column.width, Style(tone), align: head.align)
        }
    }

    private mutating func drawRow(
        _ row: any Resource, _ table: ListTable, _ placed: [ListTable.Placed], _ rect: Rect,
        _ presentation: Presentation, _ list: ListState, _ isSelected: Bool
    ) {
        let isMarked = !list.marks.isEmpty && list.isMarked(row.id)
        if isSelected || isMarked { fill(rect, Style(.text, selected: isSelected, marked: isMarked)) }
        for (column, span) in zip(placed, table.spans(row, presentation, placed)) {
            draw(
                span.text, x: rect.x + 1 + column.x, y: rect.y, width: column.width,
                Style(span.tone, selected: isSelected, strong: span.strong, marked: isMarked),
                align: table.heads[column.index].align)
        }
        let edge = Style(.accent, selected: isSelected, strong: true, marked: isMarked)
        if isMarked {
            draw(symbol: "✓", x: rect.x, y: rect.y, edge)
        } else if isSelected {
            draw(symbol: "▌", x: rect.x, y: rect.y, edge)
        }
    }

    /// A list without rows says why it has none and what can be done.
    private mutating func drawEmpty(_ list: ListState, _ rect: Rect, _ reason: SafeText?) {
        let lines: [SafeText]
        if let reason, list.total == 0 {
            lines = [reason]
        } else if !list.isLoaded {
            lines = ["reading…"]
        } else if list.total == 0 {
            lines = ["No \(untrusted: list.kind.title.lowercasedUnlessAcronym) yet.", Frame.emptyHint(list.kind)]
        } else if !list.problems.isEmpty {
            lines = ["Nothing matches, and a part of the filter was not understood.", "/ changes it, esc clears it"]
        } else {
            let count = SafeText.grouped(list.total)
            lines = ["None of \(count) matches \(untrusted: list.queryText).", "/ changes the filter, esc clears it"]
        }
        for (index, text) in lines.enumerated() {
            draw(
                text, x: rect.x, y: rect.y + max(0, rect.height / 2 - 1) + index, width: rect.width,
                Style(index == 0 ? .text : .muted), align: .centre)
        }
    }

    private static func emptyHint(_ kind: Kind) -> SafeText {
        switch kind {
        case .session: "They appear with the first PUT of a session by a CPO."
        case .partner: "A partner appears when it is invited: roamdesk partners invite."
        case .location, .tariff: "CPOs push them, and the hub reads them when a CPO registers."
        case .cdr: "They appear when a CPO posts one."
        case .window: "One opens with the first cleared CDR of a currency."
        case .payout: "They are made when a settlement window is closed."
        case .dispute: "Raise one from a CDR: x in :cdrs."
        case .command: "They appear when a DP or an operator sends one."
        case .agreement: "The hub's default terms come first."
        case .alert: "Nothing is wrong."
        }
    }

    /// Where the screen is in the whole list: a dot on the right edge.
    private mutating func drawScroll(_ list: ListState, _ rect: Rect) {
        guard let matched = list.matched, matched > rect.height, rect.height > 1 else { return }
        let line = min(rect.height - 1, list.position * (rect.height - 1) / max(1, matched - 1))
        let y = rect.y + line
        let isSelected = self[rect.right - 1, y].style.isSelected
        draw(symbol: "▐", x: rect.right - 1, y: y, Style(.border, selected: isSelected))
    }
}

extension String {
    /// `sessions`, but `CDRs`.
    var lowercasedUnlessAcronym: String {
        let second = dropFirst().first
        return second?.isUppercase == true ? self : lowercased()
    }
}
