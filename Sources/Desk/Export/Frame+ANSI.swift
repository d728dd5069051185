extension Frame {
    /// The screen as text with SGR sequences, for a terminal or a pager; each line ends with a reset and a line feed.
    public func ansi(theme: Theme, depth: ColorDepth) -> String {
        var result = ""
        for y in 0..<size.lines {
            var last: Appearance?
            for x in 0..<size.columns {
                let cell = self[x, y]
                if cell.columns == 0 { continue }
                let appearance = theme.appearance(of: cell.style, depth: depth)
                if appearance != last {
                    result += appearance.sgr
                    last = appearance
                }
                cell.forEachScalar { if let scalar = Unicode.Scalar($0) { result.unicodeScalars.append(scalar) } }
            }
            result += "\u{1B}[0m\n"
        }
        return result
    }
}

extension Appearance {
    /// The SGR sequence that sets exactly this, whatever was set before.
    public var sgr: String {
        var codes = ["0"]
        if bold { codes.append("1") }
        if dim { codes.append("2") }
        if underline { codes.append("4") }
        if reverse { codes.append("7") }
        codes += Appearance.codes(foreground, 30)
        codes += Appearance.codes(background, 40)
        return "\u{1B}[" + codes.joined(separator: ";") + "m"
    }

    private static func codes(_ color: TerminalColor, _ base: Int) -> [String] {
        switch color {
        case .standard: []
        case .indexed(let index) where index < 8: ["\(base + Int(index))"]
        case .indexed(let index) where index < 16: ["\(base + 52 + Int(index))"]
        case .indexed(let index): ["\(base + 8)", "5", "\(index)"]
        case .rgb(let rgb): ["\(base + 8)", "2", "\(rgb.red)", "\(rgb.green)", "\(rgb.blue)"]
        }
    }
}
