import Roaming

extension DayPlot {
    /// Dearest, cheapest and zero at the left edge.
    func drawScale(_ grid: inout SpanGrid) {
        for line in 0..<rows { grid.put("│", x: left - 1, y: line, .border) }
        var used: Set<Int> = [axis]
        grid.put("0", x: left - 3, y: axis, .muted)
        if bottom < .zero {
            label(.zero, text: "0", &used, &grid)
            grid.put(PriceText.price(bottom, decimals: decimals).padded(left: left - 2), x: 0, y: axis, .muted)
        }
        for amount in [chart.curve.highest, chart.curve.lowest].compactMap(\.self) where amount > .zero {
            label(amount, &used, &grid)
        }
    }

    private func label(_ amount: ExactNumber, text: SafeText? = nil, _ used: inout Set<Int>, _ grid: inout SpanGrid) {
        let line = line(ofUnits: units(of: amount))
        guard used.insert(line).inserted else { return }
        grid.put((text ?? PriceText.price(amount, decimals: decimals)).padded(left: left - 2), x: 0, y: line, .muted)
        grid.put("┤", x: left - 1, y: line, .border)
    }

    /// The axis, with an hour of the local clock every few columns.
    func drawHours(_ grid: inout SpanGrid) {
        grid.put("└", x: left - 1, y: axis, .border)
        for x in left..<right { grid.put("─", x: x, y: axis, .border) }
        let perHour = 4 * columnsPerSlot / slotsPerColumn
        let step = perHour >= 4 ? 1 : perHour >= 2 ? 2 : 4
        let isLong = perHour >= 8
        var free = 0
        for (index, slot) in chart.curve.slots.enumerated() where slot.local.minute % (60 * step) == 0 {
            let x = left + index / slotsPerColumn * columnsPerSlot
            guard index % slotsPerColumn == 0, x >= free else { continue }
            let isAgain = chart.zone.instants(of: slot.local).first.map { $0 < slot.start } ?? false
            let clock = LocalClock.clock(slot.local)
            let text = isLong ? clock : SafeText(storage: .ascii(String(clock.string.prefix(2))))
            grid.put("┴", x: x, y: axis, .border)
            grid.put(text, x: x, y: axis + 1, isAgain ? .warn : .muted)
            free = x + text.width + 1
        }
        if right >= free, left + bars.count / slotsPerColumn * columnsPerSlot == right {
            grid.put(isLong ? "24:00" : "24", x: right, y: axis + 1, .muted)
        }
        for change in chart.changes {
            if let x = column(at: change.at) { grid.put(change.sign, x: x, y: axis, .warn, strong: true) }
        }
    }

    /// Drawn first: bars and prices stand before it.
    func drawNow(_ grid: inout SpanGrid) {
        guard let x = column(at: chart.now) else { return }
        for line in 0..<rows { grid.put("│", x: x, y: line, .accent) }
    }

    /// Where now is, and where clocks change.
    func drawMarks(_ grid: inout SpanGrid) {
        let y = axis + 2
        if let x = column(at: chart.now) {
            grid.put("▲", x: x, y: axis, .accent, strong: true)
            let text: SafeText = "now \(LocalClock.clock(chart.zone.local(chart.now)))"
            grid.put(text, x: max(left, min(x - text.width / 2, right - text.width)), y: y, .accent)
        }
        for change in chart.changes {
            guard let x = column(at: change.at) else { continue }
            let width = change.label.width
            let places = [min(x, right - width)] + Array(left...max(left, right - width))
            if let free = places.first(where: { grid.isBlank(x: max(left, $0) - 1, y: y, count: width + 2) }) {
                grid.put(change.label, x: max(left, free), y: y, .warn)
            }
        }
    }
}
