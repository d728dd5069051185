import AdminAPI

/// A line of a detail as it comes to stand on the screen: wrapped, and knowing whether the cursor is on it.
private struct PhysicalLine {
    var spans: [Span]
    var right: [Span] = []
    var heading: SafeText?
    var isFocused = false
}

extension Frame {
    /// Draws the sections: one below the other on narrow screens; main and side beside each other from 120 columns on.
    mutating func draw(_ flow: DetailFlow, cursor index: Int, isZoomed: Bool, in rect: Rect, isFocused: Bool) {
        let focus = flow.lines.indices.contains(index) ? flow.lines[index] : nil
        let shown = flow.sections.indices.filter { !isZoomed || $0 == focus?.section }
        let sides = shown.filter { flow.sections[$0].column == .side }
        let fulls = shown.filter { flow.sections[$0].column == .full }
        let mains = shown.filter { flow.sections[$0].column == .main }
        guard rect.width >= 120, !sides.isEmpty, !mains.isEmpty else {
            drawArea(flow, shown, focus, rect, isFocused)
            return
        }
        let left = rect.width * 11 / 20
        let mainLines = physical(flow, mains, focus, left - 2)
        let sideLines = physical(flow, sides, focus, rect.width - left - 3)
        let wanted = max(mainLines.count, sideLines.count)
        let height = fulls.isEmpty ? rect.height : min(wanted, max(rect.height / 2, rect.height - 8))
        let top = Rect(x: rect.x, y: rect.y, width: rect.width, height: height)
        drawLines(mainLines, Rect(x: top.x, y: top.y, width: left, height: height), isFocused)
        for y in top.y..<top.bottom { draw(symbol: "│", x: rect.x + left, y: y, Style(.border)) }
        drawLines(
            sideLines, Rect(x: rect.x + left + 1, y: top.y, width: rect.width - left - 1, height: height), isFocused)
        if !fulls.isEmpty { drawArea(flow, fulls, focus, rect.inset(top: height), isFocused) }
    }

    private mutating func drawArea(
        _ flow: DetailFlow, _ sections: [Int], _ focus: DetailFlow.Position?, _ rect: Rect, _ isFocused: Bool
    ) {
        drawLines(physical(flow, sections, focus, rect.width - 2), rect, isFocused)
    }

    private func physical(
        _ flow: DetailFlow, _ sections: [Int], _ focus: DetailFlow.Position?, _ width: Int
    ) -> [PhysicalLine] {
        var result: [PhysicalLine] = []
        for index in sections {
            let section = flow.sections[index]
            result.append(PhysicalLine(spans: [], heading: section.title))
            for (number, line) in section.lines.enumerated() {
                let isFocused = focus == DetailFlow.Position(section: index, line: number)
                result += wrapped(line, width, isFocused)
            }
        }
        return result
    }

    /// A line that is too long goes on below, under where its last piece began.
    private func wrapped(_ line: Line, _ width: Int, _ isFocused: Bool) -> [PhysicalLine] {
        let used = line.spans.reduce(0) { $0 + $1.text.width }
        let right = line.right.reduce(0) { $0 + $1.text.width }
        guard used + right > width, let last = line.spans.last, line.spans.count <= 6 else {
            return [PhysicalLine(spans: line.spans, right: line.right, isFocused: isFocused)]
        }
        let before = used - last.text.width
        let room = width - before - right
        guard room >= 16 else { return [PhysicalLine(spans: line.spans, right: line.right, isFocused: isFocused)] }
        return last.text.wrapped(to: room).enumerated().map { index, text in
            let span = Span(text, last.tone, strong: last.strong)
            if index == 0 {
                return PhysicalLine(spans: line.spans.dropLast() + [span], right: line.right, isFocused: isFocused)
            }
            return PhysicalLine(spans: [Span(.spaces(before)), span], isFocused: isFocused)
        }
    }

    private mutating func drawLines(_ lines: [PhysicalLine], _ rect: Rect, _ isFocused: Bool) {
        guard rect.height > 0 else { return }
        var offset = 0
        if lines.count > rect.height, let focus = lines.firstIndex(where: \.isFocused) {
            offset = min(max(0, focus - rect.height / 2), lines.count - rect.height)
            // The first lines' heading stays in view while the cursor is near the top.
            if focus < rect.height - 1 { offset = 0 }
        }
        for row in 0..<min(rect.height, lines.count - offset) {
            let line = lines[offset + row]
            let target = rect.line(row)
            if let heading = line.heading {
                drawHeading(heading, target)
            } else {
                drawSpans(line, target, isFocused)
            }
        }
        let below = lines.count - offset - rect.height
        if below > 0 {
            let text: SafeText = "↓\(below)"
            draw(text, x: rect.right - text.width, y: rect.bottom - 1, width: text.width, Style(.muted))
        }
        if offset > 0 {
            let text: SafeText = "↑\(offset)"
            draw(text, x: rect.right - text.width, y: rect.y, width: text.width, Style(.muted))
        }
    }

    private mutating func drawHeading(_ heading: SafeText, _ rect: Rect) {
        draw(symbol: "─", x: rect.x, y: rect.y, count: rect.width, Style(.border))
        guard !heading.isEmpty else { return }
        draw(" \(heading) ", x: rect.x + 1, y: rect.y, width: rect.width - 2, Style(.heading))
    }

    private mutating func drawSpans(_ line: PhysicalLine, _ rect: Rect, _ isFocused: Bool) {
        let selected = line.isFocused && isFocused
        if selected {
            fill(rect, Style(.text, selected: true))
            draw(symbol: "▌", x: rect.x, y: rect.y, Style(.accent, selected: true, strong: true))
            if cursor == nil { cursor = Point(x: rect.x, y: rect.y) }
        }
        let right = line.right.reduce(0) { $0 + $1.text.width }
        draw(line.spans, x: rect.x + 1, y: rect.y, width: rect.width - 1 - right, selected: selected)
        if right > 0 { draw(line.right, x: rect.right - right, y: rect.y, width: right, selected: selected) }
    }

    /// Draws pieces one after the other; returns the columns used.
    @discardableResult
    mutating func draw(_ spans: [Span], x: Int, y: Int, width: Int, selected: Bool = false) -> Int {
        var used = 0
        for span in spans where used < width {
            used += draw(
                span.text, x: x + used, y: y, width: width - used,
                Style(span.tone, selected: selected, strong: span.strong))
        }
        return used
    }
}
