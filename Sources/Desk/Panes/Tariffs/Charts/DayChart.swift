import Roaming

/// The prices of a local day as bars, a quarter of an hour each.
struct DayChart {
    let curve: PriceCurve
    let currency: Currency
    let zone: ZoneRules
    let now: Timestamp

    /// Columns that the plot leaves to the legend at its right.
    static let legendWidth = 19
    /// Lines below the bars: the axis, its hours, and marks.
    static let linesBelow = 3

    /// Lines of the page, `height` of them, never wider than `width`.
    func lines(width: Int, height: Int) -> [Line] {
        let plot = DayPlot(self, width: width, height: height)
        var grid = SpanGrid(width: width, height: height)
        plot.drawNow(&grid)
        plot.drawBars(&grid)
        plot.drawPrices(&grid)
        plot.drawScale(&grid)
        plot.drawHours(&grid)
        plot.drawMarks(&grid)
        drawLegend(&grid, x: plot.right + 2, height: height - DayChart.linesBelow)
        return grid.lines
    }

    var changes: [ClockChange] {
        guard let first = curve.slots.first?.start, let last = curve.stretches.last?.end else { return [] }
        return ClockChange.all(in: zone, from: first, to: last)
    }

    /// Of every price in the chart.
    var decimals: Int {
        PriceText.decimals(curve.stretches.compactMap { $0.amount(curve.basis) }, currency)
    }

    /// Every price once, dearest first, with how long it holds.
    private func drawLegend(_ grid: inout SpanGrid, x: Int, height: Int) {
        grid.put(
            "\(SafeText(storage: .ascii(currency.code)))\(curve.dimension.unit) \(PriceText.words(curve.basis))",
            x: x, y: 0,
            .muted)
        let steps = PriceStep.all(curve.stretches, curve.basis)
        let isMixed = curve.slots.contains(where: \.changesInside)
        let room = height - 1 - (isMixed ? 1 : 0)
        let shown = steps.count > room ? max(0, room - 1) : steps.count
        let texts = steps.map { $0.text(decimals) }
        let column = zip(steps, texts).map { $0.amount == nil ? 0 : $1.width }.max() ?? 0
        for (row, step) in steps.prefix(shown).enumerated() {
            grid.put(step.level.mark, x: x, y: row + 1, step.level.tone)
            grid.put(texts[row].padded(left: column), x: x + 2, y: row + 1, step.level.tone, strong: true)
            if step.amount != nil {
                grid.put(LocalClock.length(step.length).padded(left: 7), x: x + 3 + column, y: row + 1, .muted)
            }
        }
        if shown < steps.count { grid.put("and \(steps.count - shown) more", x: x, y: shown + 1, .muted) }
        if isMixed { grid.put("▒ changes within", x: x, y: height - 1, .muted) }
    }
}

/// One of the prices of a chart, and for how long it holds in all.
struct PriceStep {
    /// Nil outside the tariff's dates.
    let amount: ExactNumber?
    let level: PriceLevel
    private(set) var length: Duration

    func text(_ decimals: Int) -> SafeText {
        guard let amount else { return "not in force" }
        return amount.isZero ? "free" : PriceText.price(amount, decimals: decimals)
    }

    /// Dearest first, then the time without any.
    static func all(_ stretches: some Sequence<PriceStretch>, _ basis: PriceBasis?) -> [PriceStep] {
        var steps: [PriceStep] = []
        for stretch in stretches where !stretch.isInForce || basis != nil {
            let amount = stretch.amount(basis)
            let length = stretch.end - stretch.start
            if let index = steps.firstIndex(where: { $0.amount == amount }) {
                steps[index].length += length
            } else {
                steps.append(PriceStep(amount: amount, level: PriceLevel(stretch.level), length: length))
            }
        }
        return steps.sorted { left, right in
            guard let first = left.amount else { return false }
            return right.amount.map { first > $0 } ?? true
        }
    }
}

extension PriceStretch {
    /// What is charted: zero where the dimension is free, nil where the tariff is not in force or prices have no amount
    /// in common.
    func amount(_ basis: PriceBasis?) -> ExactNumber? {
        guard isInForce, let basis else { return nil }
        guard let price else { return .zero }
        return basis.amount(of: price.price)
    }
}
