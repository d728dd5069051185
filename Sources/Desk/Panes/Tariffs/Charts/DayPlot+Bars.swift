import Roaming

extension DayPlot {
    private static let eighths: [Unicode.Scalar] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    /// By the halves filled at the left, then at the right.
    private static let quadrants: [[Unicode.Scalar]] = [[" ", "▗", "▐"], ["▖", "▄", "▟"], ["▌", "▙", "█"]]

    func drawBars(_ grid: inout SpanGrid) {
        for column in 0..<columns {
            let bars = bars(inColumn: column)
            guard let first = bars.first else { continue }
            if bars.dropFirst().contains(where: { $0 != first }), bars.allSatisfy({ $0.low == $0.high }) {
                drawHalves(bars, column, &grid)
            } else {
                drawWhole(bars, column, &grid)
            }
            for line in 0..<rows where !bars.contains(where: \.isInForce) && line == rows - 1 {
                grid.put("·", x: left + column, y: line, .missing)
            }
        }
    }

    /// One price, or the cheapest solid and what comes on top of it shaded.
    private func drawWhole(_ bars: ArraySlice<Bar>, _ column: Int, _ grid: inout SpanGrid) {
        guard let low = bars.min(by: { $0.low < $1.low }), let high = bars.max(by: { $0.high < $1.high }),
            bars.contains(where: \.isInForce)
        else { return }
        for line in 0..<rows {
            let floor = (rows - 1 - line) * 8
            let solid = min(8, low.low - floor)
            if solid > 0 {
                grid.put(DayPlot.eighths[solid - 1], x: left + column, y: line, low.lowLevel.tone)
            } else if high.high > floor {
                grid.put("▒", x: left + column, y: line, high.highLevel.tone)
            }
        }
        if high.high == 0 { grid.put("▁", x: left + column, y: rows - 1, low.lowLevel.tone) }
    }

    /// Two slots of different prices side by side in one column, to half a line.
    private func drawHalves(_ bars: ArraySlice<Bar>, _ column: Int, _ grid: inout SpanGrid) {
        guard let first = bars.first, let last = bars.last, let high = bars.max(by: { $0.high < $1.high }),
            let low = bars.min(by: { $0.high < $1.high })
        else { return }
        for line in 0..<rows {
            let floor = (rows - 1 - line) * 8
            let (before, after) = (halves(first.high - floor), halves(last.high - floor))
            guard before + after > 0 else { continue }
            let tone = low.high > floor ? low.lowLevel.tone : high.highLevel.tone
            grid.put(DayPlot.quadrants[before][after], x: left + column, y: line, tone)
        }
    }

    private func halves(_ units: Int) -> Int { min(2, (max(0, units) + 3) / 4) }

    /// The price above each run of bars that is wide enough for it.
    func drawPrices(_ grid: inout SpanGrid) {
        let curve = chart.curve
        var index = curve.stretches.startIndex
        while index < curve.stretches.endIndex {
            let stretch = curve.stretches[index]
            let amount = stretch.amount(curve.basis)
            var last = index
            while last + 1 < curve.stretches.endIndex, curve.stretches[last + 1].amount(curve.basis) == amount,
                curve.stretches[last + 1].isInForce == stretch.isInForce
            {
                last += 1
            }
            drawPrice(amount, stretch, until: curve.stretches[last].end, &grid)
            index = last + 1
        }
    }

    private func drawPrice(
        _ amount: ExactNumber?, _ stretch: PriceStretch, until end: Timestamp, _ grid: inout SpanGrid
    ) {
        guard let from = column(at: stretch.start) else { return }
        let to = column(at: end) ?? right
        let text: SafeText
        if let amount {
            text = amount.isZero ? "free" : PriceText.price(amount, decimals: decimals)
        } else if !stretch.isInForce {
            text = "not in force"
        } else {
            return
        }
        let units = amount.map(self.units(of:)) ?? 0
        let line = max(0, min(rows - 2, self.line(ofUnits: units) - 1))
        let start = from + (to - from - text.width) / 2
        // A price may stand out a little where nothing else is.
        guard
            text.width < to - from
                || text.width <= to - from + 2 && grid.isBlank(x: start - 1, y: line, count: text.width + 2)
        else { return }
        grid.put(text, x: start, y: line, PriceLevel(stretch.level).tone, strong: true)
    }
}
