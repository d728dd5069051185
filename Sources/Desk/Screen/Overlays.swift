import AdminAPI

extension Frame {
    mutating func drawOverlay(_ state: State, _ content: Rect) {
        switch state.overlay {
        case .help(let top): drawHelp(state, top)
        case .palette(let palette): drawPalette(palette, state)
        case .menu(let menu): drawMenu(menu)
        case .dialog(let dialog): draw(dialog)
        case .quit: drawQuit(state)
        case nil: break
        }
    }

    /// An empty box with a title; returns its inside.
    mutating func drawBox(_ rect: Rect, _ title: SafeText, _ tone: Tone = .border) -> Rect {
        fill(rect)
        let style = Style(tone)
        draw(symbol: "─", x: rect.x, y: rect.y, count: rect.width, style)
        draw(symbol: "─", x: rect.x, y: rect.bottom - 1, count: rect.width, style)
        for y in rect.y..<rect.bottom {
            draw(symbol: "│", x: rect.x, y: y, style)
            draw(symbol: "│", x: rect.right - 1, y: y, style)
        }
        draw(symbol: "┌", x: rect.x, y: rect.y, style)
        draw(symbol: "┐", x: rect.right - 1, y: rect.y, style)
        draw(symbol: "└", x: rect.x, y: rect.bottom - 1, style)
        draw(symbol: "┘", x: rect.right - 1, y: rect.bottom - 1, style)
        draw(" \(title) ", x: rect.x + 2, y: rect.y, width: rect.width - 4, Style(.title))
        return rect.inset(left: 1, top: 1, right: 1, bottom: 1)
    }

    private mutating func drawHelp(_ state: State, _ top: Int) {
        let lines = HelpText(state).lines
        let rect = Rect(x: 0, y: 2, width: size.columns, height: size.lines - 4)
        let inside = drawBox(rect, "Keys that work here")
        for row in 0..<inside.height where lines.indices.contains(top + row) {
            draw(lines[top + row].spans, x: inside.x + 1, y: inside.y + row, width: inside.width - 2)
        }
        if lines.count > inside.height {
            let text: SafeText = " \(min(lines.count, top + inside.height)) of \(lines.count) "
            draw(text, x: rect.right - text.width - 2, y: rect.bottom - 1, width: text.width, .muted)
        }
        cursor = Point(x: inside.x, y: inside.y)
    }

    private mutating func drawPalette(_ palette: PaletteState, _ state: State) {
        let candidates = Palette.candidates(palette.field.text, state)
        let room = min(size.lines - 8, 16)
        let shown = min(room, max(1, candidates.count))
        let rect = Rect(x: 0, y: 2, width: size.columns, height: shown + 3)
        let inside = drawBox(rect, "Go, or do")
        fill(inside.line(0), Style(.input))
        draw(":", x: inside.x + 1, y: inside.y, width: 1, Style(.key))
        draw(palette.field, x: inside.x + 3, y: inside.y, width: inside.width - 4)
        if candidates.isEmpty {
            draw("nothing is called that", x: inside.x + 3, y: inside.y + 1, width: inside.width - 4, Style(.warn))
        }
        let top = max(0, min(palette.cursor - room / 2, candidates.count - room))
        for row in 0..<shown where candidates.indices.contains(top + row) {
            drawCandidate(candidates[top + row], inside.line(row + 1), top + row == palette.cursor)
        }
    }

    private mutating func drawCandidate(_ candidate: PaletteCandidate, _ rect: Rect, _ isSelected: Bool) {
        let action = candidate.action
        if isSelected { fill(rect, Style(.text, selected: true)) }
        let name: SafeText = "\(untrusted: action.id.rawValue) \(action.argument ?? "")"
        let tone: Tone = candidate.whyNot == nil ? .text : .muted
        draw(
            name, x: rect.x + 1, y: rect.y, width: 24,
            Style(tone, selected: isSelected, strong: candidate.whyNot == nil))
        var keys = action.keys.map { $0.label(ascii: ascii) }.joined(" ")
        if let letter = action.letter { keys = "x \(untrusted: String(letter))" }
        let note = candidate.whyNot.map { "– \($0)" as SafeText } ?? action.help
        draw(
            note, x: rect.x + 26, y: rect.y, width: rect.width - 36,
            Style(candidate.whyNot == nil ? .muted : .warn, selected: isSelected))
        draw(keys, x: rect.right - 9, y: rect.y, width: 8, Style(.key, selected: isSelected), align: .right)
    }

    private mutating func drawMenu(_ menu: MenuState) {
        let widest = menu.items.map { $0.title.width + $0.note.width + 13 }.max() ?? 20
        let width = min(size.columns - 4, max(40, widest, menu.title.width + 8))
        let room = min(menu.items.count, size.lines - 8)
        let rect = bounds.centred(width: width, height: room + 2)
        let inside = drawBox(rect, menu.title)
        let titles = menu.items.map(\.title.width).max() ?? 0
        let top = max(0, min(menu.cursor - room / 2, menu.items.count - room))
        for row in 0..<room {
            let item = menu.items[top + row]
            let isSelected = top + row == menu.cursor
            let line = inside.line(row)
            if isSelected {
                fill(line, Style(.text, selected: true))
                cursor = Point(x: line.x, y: line.y)
            }
            if let letter = item.letter {
                draw(
                    SafeText(untrusted: String(letter)), x: line.x + 1, y: line.y, width: 1,
                    Style(item.isEnabled ? .key : .muted, selected: isSelected))
            }
            draw(
                item.title, x: line.x + 4, y: line.y, width: min(titles, line.width - 6),
                Style(item.isEnabled ? .text : .muted, selected: isSelected))
            draw(
                item.isEnabled ? item.note : "– \(item.note)", x: line.x + titles + 6, y: line.y,
                width: line.width - titles - 7, Style(item.isEnabled ? .muted : .warn, selected: isSelected))
        }
    }

    private mutating func drawQuit(_ state: State) {
        let rect = bounds.centred(width: 46, height: 5)
        let inside = drawBox(rect, "Quit")
        let waiting = state.sent.count
        let text: SafeText =
            waiting == 0
            ? "Leave roamdesk?" : "Leave while \(SafeText.count(waiting, "answer is", "answers are")) awaited?"
        draw(text, x: inside.x + 1, y: inside.y, width: inside.width - 2)
        draw("[ Stay  esc ]   [ Quit  y ]", x: inside.x + 1, y: inside.y + 2, width: inside.width - 2, Style(.key))
        cursor = Point(x: inside.x + 1, y: inside.y + 2)
    }
}
