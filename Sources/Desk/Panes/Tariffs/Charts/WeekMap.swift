import Roaming

/// The prices of a week as a map of seven days by 24 hours: a letter and a shade for each price.
struct WeekMap {
    let curve: WeekCurve
    let currency: Currency
    let zone: ZoneRules
    let now: Timestamp

    private static let labelWidth = 12
    private static let legendWidth = 17

    /// The hours' heads, seven days, and the legend; `columnsPerHour` is even.
    func lines(width: Int) -> [Line] {
        let columns = max(2, min(6, (width - WeekMap.labelWidth - WeekMap.legendWidth) / 48 * 2))
        let steps = PriceStep.all(curve.days.joined().flatMap(\.stretches), curve.basis)
        let isLegendBelow = steps.count > 7
        let legendLines = isLegendBelow ? (steps.count + 3) / 4 : 0
        var grid = SpanGrid(width: width, height: 9 + legendLines)
        drawHead(&grid, columns)
        for (day, hours) in curve.days.enumerated() {
            drawDay(&grid, day, hours, columns, steps)
        }
        drawLegend(&grid, steps, x: WeekMap.labelWidth + 24 * columns + 2, isBelow: isLegendBelow)
        return grid.lines
    }

    /// A line for each component that prices some of the week, the dearest first.
    func reasons(_ reasons: PriceReasons, brief: Bool) -> [Line] {
        let all = curve.days.joined().flatMap(\.stretches)
        let steps = PriceStep.all(all, curve.basis)
        var found: [(stretch: PriceStretch, length: Duration)] = []
        for stretch in all {
            let length = stretch.end - stretch.start
            if let index = found.firstIndex(where: {
                $0.stretch.price == stretch.price && $0.stretch.isInForce == stretch.isInForce
            }) {
                found[index].length += length
            } else {
                found.append((stretch, length))
            }
        }
        func rank(_ stretch: PriceStretch) -> Int {
            steps.firstIndex { $0.amount == stretch.amount(curve.basis) } ?? steps.count
        }
        found.sort { rank($0.stretch) < rank($1.stretch) }
        let prices = reasons.prices(found.map(\.stretch), brief: brief)
        let wide = prices.map(\.width).max() ?? 0
        return found.indices.map { index in
            let stretch = found[index].stretch
            let level = PriceLevel(stretch.level)
            let step = rank(stretch)
            let sign = step < steps.count ? letter(step, steps) ?? level.shade : level.shade
            let mark = SafeText(storage: .glyphs([Glyph(sign.value, .narrow), Glyph(level.shade.value, .narrow)]))
            return Line(
                [
                    Span("\(mark) ", level.tone, strong: true),
                    Span(prices[index].padded(right: wide), stretch.isInForce ? .money : .missing),
                    Span("  \(LocalClock.length(found[index].length).padded(left: 7))  ", .muted),
                    Span(reasons.reason(stretch), .muted),
                ], link: reasons.place(stretch).map(Line.Target.place))
        }
    }

    /// Clock changes of the week, in words.
    var changes: [ClockChange] {
        let end = CivilDate(daysSince1970: curve.monday.daysSince1970 + 7)
        return ClockChange.all(
            in: zone, from: zone.firstInstant(of: LocalTime(curve.monday, minute: 0)),
            to: zone.firstInstant(of: LocalTime(end, minute: 0)))
    }

    private func drawHead(_ grid: inout SpanGrid, _ columns: Int) {
        for hour in stride(from: 0, to: 24, by: columns >= 4 ? 1 : 2) {
            let text = SafeText(storage: .ascii(hour < 10 ? "0\(hour)" : "\(hour)"))
            grid.put(text, x: WeekMap.labelWidth + hour * columns, y: 0, .muted)
        }
        grid.put("24", x: WeekMap.labelWidth + 24 * columns, y: 0, .muted)
        let local = zone.local(now)
        guard (0..<7).contains(local.day - curve.monday.daysSince1970) else { return }
        let x = WeekMap.labelWidth + local.minute * columns / 60
        grid.put("▲", x: x, y: 8, .accent, strong: true)
        let text: SafeText = "now \(LocalClock.clock(local))"
        grid.put(text, x: x + text.width + 2 < grid.width ? x + 2 : x - text.width - 1, y: 8, .accent)
    }

    private func drawDay(_ grid: inout SpanGrid, _ day: Int, _ hours: [WeekHour], _ columns: Int, _ steps: [PriceStep])
    {
        let date = CivilDate(daysSince1970: curve.monday.daysSince1970 + Int64(day))
        let isToday = zone.local(now).date == date
        grid.put(
            "\(isToday ? "▸" : " ")\(LocalClock.weekday(day + 1)) \(LocalClock.shortDay(date).padded(left: 6))", x: 0,
            y: day + 1, isToday ? .accent : .muted)
        let places = hours.flatMap { place($0, columns) }
        for (index, stretch) in places.enumerated() {
            let x = WeekMap.labelWidth + index
            guard let stretch else {
                grid.put("–", x: x, y: day + 1, .warn)
                continue
            }
            let level = PriceLevel(stretch.level)
            let amount = stretch.amount(curve.basis)
            let before = index > 0 ? places[index - 1] : nil
            let isFirst = before.map { $0.amount(curve.basis) != amount } ?? true
            let mark = steps.firstIndex { $0.amount == amount }.flatMap { letter($0, steps) } ?? level.shade
            grid.put(isFirst ? mark : level.shade, x: x, y: day + 1, level.tone, strong: isFirst)
        }
        for hour in hours where hour.isRepeated {
            grid.put("↺", x: WeekMap.labelWidth + hour.hour * columns + columns - 1, y: day + 1, .warn, strong: true)
        }
    }

    /// What each column of an hour shows: nil where clocks skip the time. The first and the last price are always there.
    private func place(_ hour: WeekHour, _ columns: Int) -> [PriceStretch?] {
        guard let first = hour.stretches.first, let last = hour.stretches.last else {
            return Array(repeating: nil, count: columns)
        }
        return (0..<columns).map { column in
            if hour.length < .seconds(3600) {
                // Clocks skip a part of the hour: its beginning, or its end where no time begins at the full hour.
                let missing = columns - Int(hour.length.components.seconds) * columns / 3600
                let isEnd = zone.local(first.start).minute % 60 == 0
                if isEnd ? column >= columns - missing : column < missing { return nil }
            }
            if column == 0 { return first }
            if column == columns - 1 { return last }
            let moment =
                first.start + .milliseconds(hour.length.wholeMilliseconds * Int64(2 * column + 1) / Int64(2 * columns))
            return hour.stretches.last { $0.start <= moment } ?? first
        }
    }

    /// `a` is the cheapest; nil when there are more prices than letters, or for a time without any.
    private func letter(_ step: Int, _ steps: [PriceStep]) -> Unicode.Scalar? {
        guard steps[step].amount != nil else { return "x" }
        let rank = steps.filter { $0.amount != nil }.count - 1 - step
        return rank < 23 ? Unicode.Scalar(UInt8(ascii: "a") + UInt8(rank)) : nil
    }

    private func drawLegend(_ grid: inout SpanGrid, _ steps: [PriceStep], x: Int, isBelow: Bool) {
        let decimals = PriceText.decimals(steps.compactMap(\.amount), currency)
        for (index, step) in steps.enumerated() {
            let column = isBelow ? index % 4 * 19 + 1 : x
            let line = isBelow ? 9 + index / 4 : index + 1
            if let letter = letter(index, steps) {
                grid.put(letter, x: column, y: line, step.level.tone, strong: true)
            }
            grid.put(step.level.shade, x: column + 1, y: line, step.level.tone)
            let hours = step.length.components.seconds / 3600
            let length: SafeText = "\(hours) h"
            grid.put(step.text(decimals).padded(right: 6), x: column + 3, y: line, .text)
            if step.amount != nil { grid.put(length.padded(left: 6), x: column + 9, y: line, .muted) }
        }
    }
}
