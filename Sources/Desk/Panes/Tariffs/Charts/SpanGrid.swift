/// A small canvas of glyphs with meanings, for charts that become lines of a page.
struct SpanGrid {
    private struct Dot {
        var scalar: UInt32 = 0x20
        var tone = Tone.text
        var strong = false
    }

    let width: Int
    let height: Int
    private var dots: [Dot]

    init(width: Int, height: Int) {
        self.width = max(0, width)
        self.height = max(0, height)
        dots = Array(repeating: Dot(), count: self.width * self.height)
    }

    /// Nothing is drawn outside.
    mutating func put(_ scalar: Unicode.Scalar, x: Int, y: Int, _ tone: Tone, strong: Bool = false) {
        guard (0..<width).contains(x), (0..<height).contains(y) else { return }
        dots[y * width + x] = Dot(scalar: scalar.value, tone: tone, strong: strong)
    }

    /// Text of glyphs that take one column; what does not fit is cut off.
    mutating func put(_ text: SafeText, x: Int, y: Int, _ tone: Tone, strong: Bool = false) {
        for (index, scalar) in text.string.unicodeScalars.enumerated() {
            put(scalar, x: x + index, y: y, tone, strong: strong)
        }
    }

    func isBlank(x: Int, y: Int, count: Int = 1) -> Bool {
        (x..<x + count).allSatisfy { column in
            guard (0..<width).contains(column), (0..<height).contains(y) else { return false }
            return dots[y * width + column].scalar == 0x20
        }
    }

    /// From the top; the cursor passes over them.
    var lines: [Line] {
        (0..<height).map { y in
            var spans: [Span] = []
            var run: [Glyph] = []
            var first = Dot()
            for dot in dots[y * width..<(y + 1) * width] {
                if !run.isEmpty, dot.tone != first.tone || dot.strong != first.strong {
                    spans.append(Span(SafeText(storage: .glyphs(run)), first.tone, strong: first.strong))
                    run = []
                }
                if run.isEmpty { first = dot }
                run.append(Glyph(dot.scalar, .narrow))
            }
            if !run.isEmpty { spans.append(Span(SafeText(storage: .glyphs(run)), first.tone, strong: first.strong)) }
            return Line(spans, isPassive: true)
        }
    }
}
