/// How cheap a price is among those of its chart: a colour, and a mark that tells as much without colour.
struct PriceLevel: Hashable {
    /// 0 (cheapest) to 4 (dearest); nil where prices cannot be ranked.
    let level: Int?

    init(_ level: Int?) {
        self.level = level
    }

    var tone: Tone {
        switch level {
        case 0: .chart2
        case 1: .chart1
        case 2: .chart3
        case 3: .chart5
        case 4: .chart4
        default: .muted
        }
    }

    /// A bar that is the higher the dearer.
    var mark: Unicode.Scalar {
        switch level {
        case 0: "▁"
        case 1: "▃"
        case 2: "▅"
        case 3: "▆"
        case 4: "█"
        default: "·"
        }
    }

    /// A shade that is the denser the dearer.
    var shade: Unicode.Scalar {
        switch level {
        case 0: "▁"
        case 1: "░"
        case 2: "▒"
        case 3: "▓"
        case 4: "█"
        default: "·"
        }
    }

    var markText: SafeText { SafeText(storage: .glyphs([Glyph(mark.value, .narrow)])) }
}
