import AdminAPI

/// The notes of a run, those that say the same of many periods as one.
enum PricingNotes {
    static func lines(_ notes: [PricingNote]) -> [Line] {
        var groups: [(base: String, first: PricingNote, periods: [Int])] = []
        for note in notes {
            let (base, period) = split(note.code)
            if let index = groups.firstIndex(where: { $0.base == base }), let period {
                groups[index].periods.append(period)
            } else {
                groups.append((base, note, period.map { [$0] } ?? []))
            }
        }
        return groups.map { group in
            let text = words(group.first, group.periods)
            return Line([
                Span("note  ", .info), Span("\(text) (\(untrusted: group.base))"),
            ])
        }
    }

    /// `unpriced:TIME:3` is `unpriced:TIME` of period 3, from 0.
    private static func split(_ code: String) -> (base: String, period: Int?) {
        guard let colon = code.lastIndex(of: ":"), let period = Int(code[code.index(after: colon)...]), period >= 0
        else { return (code, nil) }
        return (String(code[..<colon]), period)
    }

    /// The text with its period counted from 1, or with all of them.
    private static func words(_ note: PricingNote, _ periods: [Int]) -> SafeText {
        guard let first = periods.first else { return SafeText(untrusted: note.text) }
        let name = "period \(first)"
        let parts = note.text.split(separator: " ", omittingEmptySubsequences: false)
        let index = parts.indices.dropLast().first { "\(parts[$0]) \(parts[$0 + 1])" == name }
        let numbers = "\(periods.count == 1 ? "period" : "periods") \(ranges(periods))"
        guard let index else { return "\(untrusted: note.text): \(untrusted: numbers)" }
        let words = parts[..<index] + [Substring(numbers)] + parts[(index + 2)...]
        return SafeText(untrusted: words.joined(separator: " "))
    }

    /// `1–51, 53`, from 1.
    static func ranges(_ periods: [Int]) -> String {
        var runs: [ClosedRange<Int>] = []
        for period in periods.sorted() {
            if let last = runs.last, last.upperBound >= period - 1 {
                runs[runs.count - 1] = last.lowerBound...max(last.upperBound, period)
            } else {
                runs.append(period...period)
            }
        }
        return runs.map { $0.count == 1 ? "\($0.lowerBound + 1)" : "\($0.lowerBound + 1)–\($0.upperBound + 1)" }
            .joined(separator: ", ")
    }
}
