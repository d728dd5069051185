/// Small charts out of block characters.
enum Sparkline {
    private static let levels: [UInt32] = [0x2581, 0x2582, 0x2583, 0x2584, 0x2585, 0x2586, 0x2587, 0x2588]

    /// One column a value, the last ones when there are more than `width`; zero is the lowest block.
    static func text(_ values: [Int], width: Int, maximum: Int? = nil) -> SafeText {
        let shown = values.suffix(max(0, width))
        let top = max(1, maximum ?? shown.max() ?? 1)
        return SafeText(
            storage: .glyphs(
                shown.map { value in
                    let level = value <= 0 ? 0 : min(7, (value * 7 + top - 1) / top)
                    return Glyph(levels[level], .narrow)
                }))
    }

    /// A chart of several lines, the top one first; eight steps a line.
    static func chart(_ values: [Int], width: Int, lines: Int, maximum: Int) -> [SafeText] {
        let shown = values.suffix(max(0, width))
        let top = max(1, maximum)
        return (0..<lines).map { line in
            let floor = (lines - 1 - line) * 8
            return SafeText(
                storage: .glyphs(
                    shown.map { value in
                        let height = max(0, value) * lines * 8 / top
                        let here = min(8, height - floor)
                        if here <= 0 { return Glyph(line == lines - 1 ? 0x2581 : 0x20, .narrow) }
                        return Glyph(levels[here - 1], .narrow)
                    }))
        }
    }

    /// A bar of `width` columns, `part` of `whole` filled.
    static func bar(_ part: Int, of whole: Int, width: Int) -> SafeText {
        let filled = whole <= 0 ? 0 : min(width, max(part > 0 ? 1 : 0, part * width / whole))
        let glyphs =
            Array(repeating: Glyph(0x2588, .narrow), count: filled)
            + Array(repeating: Glyph(0x2591, .narrow), count: width - filled)
        return SafeText(storage: .glyphs(glyphs))
    }
}
