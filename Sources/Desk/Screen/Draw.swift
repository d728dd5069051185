import AdminAPI

/// Draws the whole screen. Pure; draws only what is visible.
public func draw(_ state: State) -> Frame {
    var frame = Frame(
        size: state.size, ascii: state.options.drawsASCII, ambiguousWide: state.options.ambiguousWide)
    guard state.size.columns >= Size.minimum.columns, state.size.lines >= Size.minimum.lines else {
        frame.drawTooSmall()
        return frame
    }
    frame.drawBar(state)
    frame.drawTabs(state)
    frame.drawContext(state)
    let content = Rect(x: 0, y: 4, width: state.size.columns, height: state.size.lines - 6)
    frame.drawPlace(state, content)
    frame.drawMessage(state)
    frame.drawFooter(state)
    frame.drawOverlay(state, content)
    return frame
}

extension Frame {
    fileprivate mutating func drawTooSmall() {
        let text: SafeText = "roamdesk needs 80 columns and 24 lines"
        let have: SafeText = "this terminal has \(size.columns) and \(size.lines)"
        draw(text, x: 0, y: max(0, size.lines / 2 - 1), width: size.columns, Style(.warn), align: .centre)
        draw(have, x: 0, y: max(0, size.lines / 2), width: size.columns, .muted, align: .centre)
    }

    fileprivate mutating func drawPlace(_ state: State, _ rect: Rect) {
        let isFocused = state.overlay == nil && state.place.list?.editing == nil
        if let list = state.place.list {
            guard state.hasSide else {
                draw(list, in: rect, state.presentation, isFocused: isFocused, empty: state.emptyReason)
                return
            }
            let side = min(70, rect.width * 2 / 5)
            draw(
                list, in: rect.inset(right: side + 1), state.presentation, isFocused: isFocused,
                empty: state.emptyReason)
            drawSide(list, state, Rect(x: rect.right - side, y: rect.y, width: side, height: rect.height))
        } else if let detail = state.place.detail {
            let flow = DetailFlow(state, detail)
            draw(flow, cursor: detail.cursor, isZoomed: detail.isZoomed, in: rect, isFocused: isFocused)
        }
    }

    /// The selected row's first page, from what the list knows of it.
    private mutating func drawSide(_ list: ListState, _ state: State, _ rect: Rect) {
        for y in rect.y..<rect.bottom { draw(symbol: "│", x: rect.x - 1, y: y, Style(.border)) }
        guard let row = list.selected else { return }
        let flow = DetailFlow(state, DetailState(row), width: rect.width - 2, isPeek: true)
        draw(flow, cursor: -1, isZoomed: false, in: rect, isFocused: false)
    }
}
