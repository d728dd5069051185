import Roaming

/// Where everything of a day's chart goes: columns by time, units of an eighth of a line by price.
struct DayPlot {
    /// The bar of one slot, in units; `low` and `high` differ where the price changes inside.
    struct Bar: Hashable {
        var low: Int
        var high: Int
        var lowLevel: PriceLevel
        var highLevel: PriceLevel
        var isInForce: Bool
    }

    let chart: DayChart
    /// The first column of the bars.
    let left: Int
    /// Lines of the bars and of the prices above them.
    let rows: Int
    let columnsPerSlot: Int
    let slotsPerColumn: Int
    let bars: [Bar]
    let decimals: Int
    let bottom: ExactNumber
    let top: ExactNumber

    init(_ chart: DayChart, width: Int, height: Int) {
        self.chart = chart
        let curve = chart.curve
        rows = max(2, height - DayChart.linesBelow)
        bottom = min(curve.lowest ?? .zero, .zero)
        top = max(curve.highest ?? .zero, .zero)
        decimals = chart.decimals
        let labels = [curve.lowest, curve.highest].compactMap(\.self).map {
            PriceText.price($0, decimals: chart.decimals).width
        }
        left = max(5, labels.max() ?? 0) + 2
        let count = max(1, curve.slots.count)
        let room = width - left - DayChart.legendWidth
        columnsPerSlot = max(1, room / count)
        // The legend gives way before a column gets a third slot.
        slotsPerColumn = room >= count ? 1 : max(2, (count + width - left - 1) / max(1, width - left))
        let scale = PriceScaleUnits(bottom: bottom, top: top, units: (rows - 1) * 8)
        bars = curve.slots.map { slot in
            let amounts = slot.stretches.map { ($0, $0.amount(curve.basis)) }
            let priced = amounts.compactMap { stretch, amount in amount.map { (stretch, $0) } }
            let low = priced.min { $0.1 < $1.1 }
            let high = priced.max { $0.1 < $1.1 }
            return Bar(
                low: low.map { scale.units(of: $0.1) } ?? 0, high: high.map { scale.units(of: $0.1) } ?? 0,
                lowLevel: PriceLevel(low?.0.level), highLevel: PriceLevel(high?.0.level),
                isInForce: slot.stretches.contains(where: \.isInForce))
        }
    }

    var columns: Int { (bars.count + slotsPerColumn - 1) / slotsPerColumn * columnsPerSlot }
    /// The column after the bars.
    var right: Int { left + columns }
    /// The line of the axis.
    var axis: Int { rows }

    func bars(inColumn column: Int) -> ArraySlice<Bar> {
        let first = column / columnsPerSlot * slotsPerColumn
        return bars[first..<min(bars.count, first + slotsPerColumn)]
    }

    /// The line in which a bar of so many units ends, 0 at the top; the axis for none.
    func line(ofUnits units: Int) -> Int { rows - (units + 7) / 8 }

    func column(at moment: Timestamp) -> Int? {
        guard let first = chart.curve.slots.first?.start, let last = chart.curve.stretches.last?.end,
            first <= moment, moment < last
        else { return nil }
        // Slots are 900,000 ms, all but perhaps the last.
        let slots = (moment - first).wholeMilliseconds * Int64(columnsPerSlot) / (900_000 * Int64(slotsPerColumn))
        return left + Int(slots)
    }

    func units(of amount: ExactNumber) -> Int {
        PriceScaleUnits(bottom: bottom, top: top, units: (rows - 1) * 8).units(of: amount)
    }
}

/// Turns prices into heights, exactly and rounded once.
struct PriceScaleUnits {
    let bottom: ExactNumber
    let top: ExactNumber
    let units: Int

    /// 0 to `units`; a price above the bottom is never 0.
    func units(of amount: ExactNumber) -> Int {
        guard bottom < top, amount > bottom else { return 0 }
        do {
            let share = try amount.subtracting(bottom).divided(by: top.subtracting(bottom))
            let height = try share.multiplied(by: ExactNumber(Int64(units))).rounded(decimals: 0)
            return min(units, max(1, height.map(Int.init) ?? units))
        } catch {
            // Figures beyond 127 bits: absurd, and drawn as the dearest.
            return units
        }
    }
}
