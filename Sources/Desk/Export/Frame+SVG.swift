extension Frame {
    /// The screen as an SVG picture of 8 by 17 pixels a cell.
    ///
    /// Each run of one style is one `text` with a fixed length, so that it lines up in any font.
    public func svg(theme: Theme) -> String {
        let (cellWidth, cellHeight) = (8, 17)
        let (width, height) = (size.columns * cellWidth, size.lines * cellHeight)
        var result =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(height)\" width=\"\(width)\" "
            + "height=\"\(height)\" font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" "
            + "font-size=\"13.3\" xml:space=\"preserve\">\n"
            + "<rect width=\"\(width)\" height=\"\(height)\" fill=\"\(theme.background.text)\"/>\n"
        for y in 0..<size.lines {
            var x = 0
            while x < size.columns {
                let style = self[x, y].style
                var end = x + 1
                while end < size.columns, self[end, y].style == style { end += 1 }
                result += run(x..<end, y, theme.appearance(of: style, depth: .truecolor), theme, cellWidth, cellHeight)
                x = end
            }
        }
        return result + "</svg>\n"
    }

    private func run(
        _ columns: Range<Int>, _ y: Int, _ look: Appearance, _ theme: Theme, _ cellWidth: Int, _ cellHeight: Int
    ) -> String {
        var result = ""
        let (left, top) = (columns.lowerBound * cellWidth, y * cellHeight)
        if case .rgb(let back) = look.background, back != theme.background {
            result += "<rect x=\"\(left)\" y=\"\(top)\" width=\"\(columns.count * cellWidth)\" "
            result += "height=\"\(cellHeight)\" fill=\"\(back.text)\"/>\n"
        }
        var text = ""
        var blank = true
        for x in columns {
            self[x, y].forEachScalar { value in
                if value != 0x20 { blank = false }
                switch value {
                case 0x26: text += "&amp;"
                case 0x3C: text += "&lt;"
                case 0x3E: text += "&gt;"
                case 0x20: text += "\u{A0}"
                default: if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
                }
            }
        }
        if blank { return result }
        var attributes = ""
        if case .rgb(let fore) = look.foreground { attributes += " fill=\"\(fore.text)\"" }
        if look.bold { attributes += " font-weight=\"bold\"" }
        if look.underline { attributes += " text-decoration=\"underline\"" }
        result += "<text x=\"\(left)\" y=\"\(top + cellHeight - 4)\" textLength=\"\(columns.count * cellWidth)\""
        result += " lengthAdjust=\"spacingAndGlyphs\"\(attributes)>\(text)</text>\n"
        return result
    }
}
