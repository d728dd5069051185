import AdminAPI

extension Frame {
    /// Draws a dialog: facts from typed values, then what others wrote in its own box, then what to fill in; the last
    /// line is ours.
    mutating func draw(_ dialog: Dialog) {
        let width = min(100, size.columns - 4)
        let body = dialogBody(dialog, width - 4)
        let fieldLines = dialog.isAsking && !dialog.fields.isEmpty ? dialog.fields.count + 2 : 0
        let wanted = body.count + fieldLines + 4
        let rect = bounds.centred(width: width, height: min(wanted, size.lines - 2))
        let inside = drawBox(rect, dialog.title, .accent).inset(left: 1, right: 1)
        let room = inside.height - fieldLines - 2
        for (row, line) in body.prefix(room).enumerated() {
            draw(line.spans, x: inside.x, y: inside.y + row, width: inside.width)
        }
        if body.count > room, room > 0 {
            let text: SafeText = " \(body.count - room + 1) more lines do not fit "
            draw(text, x: inside.x, y: inside.y + room - 1, width: inside.width, Style(.warn))
        }
        if dialog.isAsking { drawFields(dialog, inside, inside.y + min(body.count, room) + (fieldLines > 0 ? 1 : 0)) }
        drawButtons(dialog, inside)
    }

    private func dialogBody(_ dialog: Dialog, _ width: Int) -> [Line] {
        var lines = dialog.facts.flatMap { line -> [Line] in
            guard line.spans.count == 1, let span = line.spans.first else { return [line] }
            return span.text.wrapped(to: width).map { Line($0, span.tone) }
        }
        for quote in dialog.quotes {
            lines.append(Line([Span("┌ \(quote.label) ", .border)], isPassive: true))
            for text in quote.text.wrapped(to: width - 4).prefix(2) {
                lines.append(Line([Span("│ ", .border), Span("“\(text)”", .muted)]))
            }
        }
        if !dialog.needs.isEmpty, dialog.isAsking { lines += dialogPreview(dialog) }
        guard !dialog.isAsking else { return lines }
        lines.append(.empty)
        for (index, target) in dialog.targets.enumerated() { lines += answer(dialog.answers[index], target, width) }
        return lines
    }

    private func dialogPreview(_ dialog: Dialog) -> [Line] {
        guard let decision = dialog.input.decision else {
            return [.empty, Line("Choose a decision to see what it would post.", .info)]
        }
        guard let preview = dialog.preview(of: decision) else {
            if case .refused(let refusal)? = dialog.fetched.values.first(where: {
                if case .refused = $0 { true } else { false }
            }) {
                return [.empty, Line("no preview: \(untrusted: refusal.title), \(untrusted: refusal.detail)", .bad)]
            }
            return [.empty, Line("asking the hub what it would post…", .muted)]
        }
        return [.empty] + PreviewLines.lines(preview)
    }

    private func answer(_ answer: Result<ActionAnswer, Refusal>?, _ target: any Resource, _ width: Int) -> [Line] {
        let id = SafeText(untrusted: target.id).escaped
        switch answer {
        case nil: return [Line([Span("○ \(id)  ", .muted), Span("waiting for the hub…", .muted)])]
        case .success(let done):
            return [Line([Span("✓ \(id)  ", .ok), Span("done", .ok), Span("  audit \(done.audit)", .muted)])]
        case .failure(let refusal):
            let status: SafeText = refusal.status.map { " (\($0))" } ?? ""
            let words: SafeText = "\(untrusted: refusal.detail)"
            return [Line([Span("✗ \(id)  ", .bad), Span("\(untrusted: refusal.title)\(status)", .bad, strong: true)])]
                + words.wrapped(to: width - 2).map { Line([Span("  "), Span($0)]) }
        }
    }

    private mutating func drawFields(_ dialog: Dialog, _ inside: Rect, _ top: Int) {
        let label = (dialog.fields.map(\.label.width).max() ?? 0) + 2
        for (index, field) in dialog.fields.enumerated() {
            let y = top + index
            guard y < inside.bottom - 2 else { return }
            let hasFocus = dialog.focus == index
            draw(field.label, x: inside.x, y: y, width: label, Style(hasFocus ? .accent : .muted, strong: hasFocus))
            let rect = Rect(x: inside.x + label, y: y, width: inside.width - label, height: 1)
            switch field.content {
            case .choice(let all):
                let text: SafeText =
                    field.choice.map { "‹ \(all[$0].words) ›" } ?? "‹ choose with ← → › \(all.count) possibilities"
                draw(text, x: rect.x, y: y, width: rect.width, Style(field.choice == nil ? .missing : .input))
                if hasFocus { cursor = Point(x: rect.x, y: y) }
            case .text, .exactly:
                fill(rect, Style(.input))
                if hasFocus {
                    draw(field.field, x: rect.x, y: y, width: rect.width)
                } else {
                    draw(SafeText(untrusted: field.field.text), x: rect.x, y: y, width: rect.width, Style(.input))
                }
            }
        }
    }

    private mutating func drawButtons(_ dialog: Dialog, _ inside: Rect) {
        let y = inside.bottom - 1
        guard dialog.isAsking else {
            if case .done = dialog.phase { draw("[ Close ]", x: inside.x, y: y, width: 12, Style(.key, strong: true)) }
            cursor = Point(x: inside.x, y: y)
            return
        }
        let cancel: SafeText = "[ Leave it alone ]"
        let confirm: SafeText = "[ \(dialog.confirmation) ]"
        let onCancel = dialog.focus == dialog.cancelFocus
        let onConfirm = dialog.focus == dialog.confirmFocus
        draw(cancel, x: inside.x, y: y, width: cancel.width, Style(.key, selected: onCancel, strong: onCancel))
        let x = inside.x + cancel.width + 3
        let isReady = dialog.missing == nil
        draw(
            confirm, x: x, y: y, width: confirm.width,
            Style(isReady ? .warn : .muted, selected: onConfirm, strong: onConfirm))
        if let reason = dialog.missing {
            draw(reason, x: inside.x, y: y - 1, width: inside.width, .muted)
        }
        if onCancel { cursor = Point(x: inside.x, y: y) }
        if onConfirm { cursor = Point(x: x, y: y) }
    }
}

extension Dialog {
    var isAsking: Bool { if case .asking = phase { true } else { false } }
}
