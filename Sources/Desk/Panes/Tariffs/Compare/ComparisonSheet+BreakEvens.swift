import Roaming

extension ComparisonSheet {
    /// The points that were found, or how to find them.
    func breakEvens(_ found: BreakEvens?) -> [Line] {
        let plan = choice.plan(now, zone)
        let start: SafeText = "\(LocalClock.weekday(plan.start.weekday)) \(LocalClock.clock(plan.start))"
        let session: SafeText = "\(choice.planName) (\(start), \(plan.pace.words))"
        guard let found, found.question == question else {
            let words: SafeText = found == nil ? "finds them" : "finds them anew"
            return [Line([Span("= ", .key), Span("\(words) for more and less of session \(session)", .muted)])]
        }
        var lines = [Line("For session \(session), with more and less of it:", .muted)]
        for pair in found.pairs { lines += self.lines(pair) }
        return lines
    }

    private func lines(_ pair: BreakEvens.Pair) -> [Line] {
        let (first, other) = (readable[0], readable[pair.other])
        let names: SafeText = "\(first.letter) and \(other.letter)"
        let range: SafeText = pair.axis == .energy ? "by kWh, 0.1 to 100" : "by minutes plugged in, to 24 h"
        let head = Span("\(names)  \(range): ", .muted)
        switch pair.points {
        case .failure(let obstacle): return [Line([head, Span(SafeText(untrusted: obstacle.description), .warn)])]
        case .success(let points):
            guard !points.isEmpty else {
                return [Line([head, Span("\(words(pair.now, first, other)) all along", .ok)])]
            }
            let shown = points.prefix(8).map { point in
                Line([
                    Span("    from \(measure(point.at).padded(right: 10))", .number),
                    Span(words(point.after, first, other), .ok),
                    Span("  \(amount(point.first, first))  \(amount(point.second, other))", .money),
                ])
            }
            let rest = points.count - shown.count
            return [Line([head, Span(words(points[0].before, first, other), .ok)])] + shown
                + (rest > 0 ? [Line("    and \(rest) more changes", .muted)] : [])
        }
    }

    private func words(_ cheaper: BreakEvenPoint.Cheaper, _ first: Entry, _ other: Entry) -> SafeText {
        switch cheaper {
        case .first: "\(first.letter) is cheaper"
        case .second: "\(other.letter) is cheaper"
        case .neither: "they cost the same"
        }
    }

    private func measure(_ measure: BreakEvenPoint.Measure) -> SafeText {
        switch measure {
        case .energy(let energy): "\(untrusted: energy.text) kWh"
        case .minutes(let minutes): LocalClock.length(.seconds(minutes * 60))
        }
    }

    private func amount(_ price: ExactPrice, _ entry: Entry) -> SafeText {
        guard let tariff = entry.tariff, let amount = price.gross ?? price.net else { return "" }
        return "\(entry.letter) \(PriceText.total(amount, tariff.currency))"
    }
}
