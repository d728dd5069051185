extension SafeText {
    /// The longest beginning that fits in `columns`, with `…` as its last column when something was cut off.
    public func clipped(to columns: Int, ambiguousWide: Bool = false) -> SafeText {
        if width(ambiguousWide: ambiguousWide) <= columns { return self }
        guard columns > 0 else { return .empty }
        var kept: [Glyph] = []
        var used = 0
        for glyph in glyphs {
            let next = glyph.columns(ambiguousWide: ambiguousWide)
            if used + next > columns - 1 { break }
            kept.append(glyph)
            used += next
        }
        kept.append(Glyph(0x2026, .narrow))
        return SafeText(storage: .glyphs(kept))
    }

    /// Breaks at spaces into lines of at most `columns`; a longer word is cut. Never empty.
    public func wrapped(to columns: Int) -> [SafeText] {
        guard columns > 0 else { return [] }
        if width <= columns { return [self] }
        var lines: [SafeText] = []
        var line: [Glyph] = []
        var used = 0
        var lastSpace: Int?
        for glyph in glyphs {
            let next = glyph.columns(ambiguousWide: false)
            if used + next > columns {
                if glyph.base == 0x20 {
                    lines.append(SafeText(storage: .glyphs(line)))
                    (line, used, lastSpace) = ([], 0, nil)
                    continue
                }
                let end = lastSpace ?? line.count
                lines.append(SafeText(storage: .glyphs(Array(line[..<end]))))
                line = Array(line[(lastSpace.map { $0 + 1 } ?? end)...])
                used = line.reduce(0) { $0 + $1.columns(ambiguousWide: false) }
                lastSpace = line.lastIndex { $0.base == 0x20 }
            }
            if glyph.base == 0x20 { lastSpace = line.count }
            line.append(glyph)
            used += next
        }
        if !line.isEmpty { lines.append(SafeText(storage: .glyphs(line))) }
        return lines
    }

    /// Splits text of several lines (a message body) at its line feeds before each is filtered.
    public static func lines(untrusted text: String) -> [SafeText] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { SafeText(untrusted: String($0)) }
    }

    func padded(left columns: Int) -> SafeText {
        let missing = columns - width
        return missing > 0 ? SafeText(storage: .ascii(String(repeating: " ", count: missing))) + self : self
    }

    func padded(right columns: Int) -> SafeText {
        let missing = columns - width
        return missing > 0 ? self + SafeText(storage: .ascii(String(repeating: " ", count: missing))) : self
    }
}
