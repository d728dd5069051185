import Roaming

/// Lengths and moments as people write them in a query.
enum QueryTime {
    /// `10m`, `1h30m`, `2d`, `90s`, `1w`; units from large to small, each at most once.
    static func duration(_ text: String) -> Duration? {
        let units: [(Character, Int64)] = [("w", 604_800), ("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1)]
        var seconds: Int64 = 0
        var digits = ""
        var largest = 0
        for character in text.lowercased() {
            if character.isASCII, character.isNumber {
                digits.append(character)
                guard digits.count <= 9 else { return nil }
                continue
            }
            guard let unit = units.firstIndex(where: { $0.0 == character }), unit >= largest, let count = Int64(digits)
            else { return nil }
            seconds += count * units[unit].1
            largest = unit + 1
            digits = ""
        }
        return digits.isEmpty && largest > 0 ? .seconds(seconds) : nil
    }

    /// `2026-11-22` (a day wide), `2026-11-22T14:00:00Z` (a second), `13:59` (today, a minute), `13:59:40`, `2h` (ago, a
    /// minute); all UTC.
    static func moment(_ text: String) -> (QueryMoment, width: Duration)? {
        if let ago = duration(text) { return (.ago(ago), .seconds(60)) }
        if text.utf8.count == 10, let day = Timestamp(rfc3339: "\(text)T00:00:00Z") {
            return (.at(day), .seconds(86_400))
        }
        if let time = Timestamp(rfc3339: text) { return (.at(time), .seconds(1)) }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3, parts.allSatisfy({ $0.count == 2 }) else { return nil }
        let numbers = parts.compactMap { Int64($0) }
        guard numbers.count == parts.count, (0..<24).contains(numbers[0]),
            numbers.dropFirst().allSatisfy({ (0..<60).contains($0) })
        else { return nil }
        let seconds = numbers[0] * 3_600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)
        return (.today(.seconds(seconds)), .seconds(numbers.count == 3 ? 1 : 60))
    }
}
