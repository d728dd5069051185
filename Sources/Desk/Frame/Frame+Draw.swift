/// Where a text goes within the columns it may use.
enum Alignment: Sendable {
    case left, right, centre
}

extension Frame {
    /// Draws `text` on line `y` from column `x`, at most `width` columns, cut with `…`; returns the columns used.
    ///
    /// Nothing is drawn outside the screen. A wide glyph that would be cut in half becomes a space.
    @discardableResult
    mutating func draw(
        _ text: SafeText, x: Int, y: Int, width: Int, _ style: Style = .text, align: Alignment = .left
    ) -> Int {
        let limit = min(width, size.columns - x)
        guard y >= 0, y < size.lines, limit > 0, x >= 0 else { return 0 }
        switch text.storage {
        case .ascii(let string): return drawASCII(string, x, y, limit, style, align)
        case .glyphs(let glyphs): return drawGlyphs(glyphs, x, y, limit, style, align)
        }
    }

    private mutating func drawASCII(
        _ string: String, _ x: Int, _ y: Int, _ limit: Int, _ style: Style, _ align: Alignment
    ) -> Int {
        let count = string.utf8.count
        var column = x + offset(of: count, in: limit, align)
        let styleBits = Cell(scalar: 0, style: style)
        if count <= limit {
            for byte in string.utf8 {
                var cell = styleBits
                cell.low = UInt64(byte)
                put(cell, column, y)
                column += 1
            }
            return count
        }
        var rest = limit - 1
        for byte in string.utf8 {
            if rest == 0 { break }
            put(Cell(scalar: UInt32(byte), style: style), column, y)
            column += 1
            rest -= 1
        }
        put(Cell(scalar: ascii ? 0x7E : 0x2026, style: style), column, y)
        return limit
    }

    private mutating func drawGlyphs(
        _ glyphs: [Glyph], _ x: Int, _ y: Int, _ limit: Int, _ style: Style, _ align: Alignment
    ) -> Int {
        var total = 0
        for glyph in glyphs { total += glyph.columns(ambiguousWide: ambiguousWide) }
        let start = x + offset(of: total, in: limit, align)
        let end = x + limit
        let room = total <= limit ? end : end - 1
        var column = start
        for glyph in glyphs {
            let columns = glyph.columns(ambiguousWide: ambiguousWide)
            if column + columns > room { break }
            put(glyph, columns, column, y, style)
            column += columns
        }
        if total > limit {
            while column < end - 1 {
                put(Cell(scalar: 0x20, style: style), column, y)
                column += 1
            }
            put(Cell(scalar: ascii ? 0x7E : 0x2026, style: style), column, y)
            column += 1
        }
        return column - start
    }

    private mutating func put(_ glyph: Glyph, _ columns: Int, _ x: Int, _ y: Int, _ style: Style) {
        let style = glyph.isRemoval ? style.with(.muted) : style
        if ascii && (glyph.base >= 0x7F || glyph.isStandIn || glyph.low >> 21 != 0) {
            put(Cell(scalar: ASCIIForm.of(glyph.base), style: style), x, y)
            if columns == 2 { put(Cell(scalar: 0x20, style: style), x + 1, y) }
            return
        }
        put(Cell(glyph, columns: columns, style: style), x, y)
        if columns == 2 { put(continuation: style, x + 1, y) }
    }

    private func offset(of count: Int, in limit: Int, _ align: Alignment) -> Int {
        switch align {
        case .left: 0
        case .right: max(0, limit - count)
        case .centre: max(0, (limit - count) / 2)
        }
    }

    /// Draws one of our own symbols `count` times to the right.
    mutating func draw(symbol: Unicode.Scalar, x: Int, y: Int, count: Int = 1, _ style: Style) {
        guard y >= 0, y < size.lines else { return }
        let value = ascii ? ASCIIForm.of(symbol.value) : symbol.value
        let cell = Cell(scalar: value, style: style)
        for column in max(0, x)..<max(0, x, min(size.columns, x + count)) { put(cell, column, y) }
    }
}
