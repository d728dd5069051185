import CNcurses
import Desk

/// ncurses, as little of it as a grid of cells needs: the only file that knows it.
///
/// ncurses keeps its state in globals, so there is one at a time and one thread uses it.
final class Screen {
    let depth: ColorDepth
    /// The terminal type in use, when it is not the one asked for.
    let replacement: String?
    private var styles: [(attributes: Int32, pair: Int32)] = []
    private var pairs: [ColorPair: Int32] = [:]
    private let ascii: Bool
    private let direct: Bool
    private var buffer: [cchar_t] = []
    private let capture: OutputCapture

    private struct ColorPair: Hashable {
        let foreground: Int32
        let background: Int32
    }

    /// Opens the terminal on the two descriptors, as `type` or the nearest that terminfo knows.
    init(
        type: String, input: Int32, output: Int32, ascii: Bool, noColor: String?, colorTerm: String?
    ) throws(TerminalError) {
        var opened: Int32 = -1
        let known = TerminalType.candidates(for: type).first { name in
            opened = cn_open(name, output, input)
            return opened >= 0
        }
        guard let name = known else { throw TerminalError.unknown(type: type) }
        capture = try OutputCapture(of: opened, terminal: output)
        replacement = name == type ? nil : name
        self.ascii = ascii
        guard tigetstr("cup").map({ Int(bitPattern: $0) != -1 }) ?? false else {
            endwin()
            throw TerminalError.tooSimple(type: type)
        }
        let colors = max(0, Int(tigetnum("colors")))
        direct = tigetflag("RGB") == 1
        let wished = ColorDepth(noColor: noColor, terminalColors: colors, colorTerm: direct ? "truecolor" : nil)
        depth = direct || wished < .truecolor ? wished : .indexed
        if depth > .mono {
            start_color()
            use_default_colors()
        }
        cn_prepare()
    }

    /// Makes the 256 styles look as `theme` has them. What is on the screen must be drawn again.
    func use(_ theme: Theme) {
        pairs = [:]
        styles = (0...255).map { raw in
            let appearance = theme.appearance(of: Style(rawValue: UInt8(raw)), depth: depth)
            var bits: Int32 = 0
            if appearance.bold { bits |= Int32(CN_BOLD) }
            if appearance.dim { bits |= Int32(CN_DIM) }
            if appearance.underline { bits |= Int32(CN_UNDERLINE) }
            if appearance.reverse { bits |= Int32(CN_REVERSE) }
            return (bits, pair(appearance.foreground, appearance.background))
        }
        var blank = cchar_t()
        fill(&blank, .blank)
        cn_background(&blank)
    }

    /// Puts the cells of `runs` where ncurses finds them, then the cursor; `show` sends them.
    func stage(_ runs: [CellRun], of frame: Frame) {
        buffer.reserveCapacity(frame.size.columns)
        for run in runs {
            buffer.removeAll(keepingCapacity: true)
            for column in run.columns {
                let cell = frame[column, run.line]
                guard cell.columns > 0 else { continue }
                append(cell)
            }
            cn_draw(Int32(run.line), Int32(run.columns.lowerBound), buffer, Int32(buffer.count))
        }
    }

    /// Shows the cursor at `cursor`, visibly or as a place for screen readers only; nil hides it.
    func place(cursor: Point?) {
        if let cursor { cn_cursor(Int32(cursor.y), Int32(cursor.x)) } else { cn_no_cursor() }
    }

    /// Sends nothing itself: answers the bytes that bring the terminal from what it shows to what is staged.
    ///
    /// ncurses flushes at every cursor movement; taken together, a frame is one write.
    func bytes(cursorVisible: Bool?) -> [UInt8] {
        let drawn = capture.during {
            cn_stage()
            doupdate()
            if let cursorVisible { curs_set(cursorVisible ? 1 : 0) }
        }
        return RepeatedColors.removed(from: drawn)
    }

    func showCursor() { curs_set(1) }

    /// Forgets what the terminal shows: the next `show` sends everything.
    func forget() { cn_repaint_all() }

    func resize(to size: Size) { resizeterm(Int32(size.lines), Int32(size.columns)) }

    /// Gives the terminal back; `resume` takes it again.
    func end() { endwin() }

    func resume() {
        reset_prog_mode()
        cn_repaint_all()
        cn_touch()
    }

    /// Lines and columns that terminfo has for terminals that do not say.
    static var fallbackSize: Size {
        Size(columns: max(1, Int(tigetnum("cols"))), lines: max(1, Int(tigetnum("lines"))))
    }

    private func append(_ cell: Cell) {
        var stored = cchar_t()
        let width = Int(wcwidth(wchar_t(bitPattern: cell.base)))
        if cell.base < 0x80 || width == cell.columns {
            fill(&stored, cell)
            buffer.append(stored)
            return
        }
        // The C library disagrees about the width: a stand-in of one column, so that the line keeps its place.
        for _ in 0..<cell.columns {
            fill(&stored, base: 0x3F, style: cell.style)
            buffer.append(stored)
        }
    }

    private func fill(_ stored: inout cchar_t, _ cell: Cell) {
        guard cell.hasMarks, !ascii else { return fill(&stored, base: cell.base, style: cell.style) }
        var text: [wchar_t] = []
        cell.forEachScalar { text.append(wchar_t(bitPattern: $0)) }
        let (attributes, pair) = styles[Int(cell.style.rawValue)]
        text.append(0)
        if cn_cell(&stored, text, attributes, pair) == ERR { fill(&stored, base: cell.base, style: cell.style) }
    }

    private func fill(_ stored: inout cchar_t, base: UInt32, style: Style) {
        let (attributes, pair) = styles[Int(style.rawValue)]
        let value = base < 0x20 || ascii && base > 0x7E ? 0x3F : base
        withUnsafeTemporaryAllocation(of: wchar_t.self, capacity: 2) { text in
            text[0] = wchar_t(bitPattern: value)
            text[1] = 0
            _ = cn_cell(&stored, text.baseAddress, attributes, pair)
        }
    }

    private func pair(_ foreground: TerminalColor, _ background: TerminalColor) -> Int32 {
        guard depth > .mono else { return 0 }
        let wanted = ColorPair(foreground: number(foreground), background: number(background))
        if let known = pairs[wanted] { return known }
        let next = Int32(pairs.count + 1)
        guard next < cn_color_pairs(), init_extended_pair(next, wanted.foreground, wanted.background) == OK else {
            return 0
        }
        pairs[wanted] = next
        return next
    }

    private func number(_ color: TerminalColor) -> Int32 {
        switch color {
        case .standard: -1
        case .indexed(let index): Int32(index)
        case .rgb(let rgb):
            // A direct-colour terminal takes 0 to 7 for the user's own eight.
            max(8, Int32(rgb.red) << 16 | Int32(rgb.green) << 8 | Int32(rgb.blue))
        }
    }
}
