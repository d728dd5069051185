import Roaming

/// Moments as clocks at a location show them.
struct LocalClock {
    let zone: ZoneRules

    /// `07:00`, and `02:30+01:00` when clocks show that twice; seconds where there are some.
    func time(_ moment: Timestamp) -> SafeText {
        let local = zone.local(moment)
        let text = LocalClock.clock(local)
        guard zone.instants(of: local).count > 1 else { return text }
        return text + LocalClock.offset(zone.offset(at: moment))
    }

    /// The end of a stretch: midnight is 24:00 of the day that ends.
    func end(_ moment: Timestamp) -> SafeText {
        let local = zone.local(moment)
        return local.milliseconds % 86_400_000 == 0 ? "24:00" : time(moment)
    }

    /// `Mon 23 Nov 2026`
    static func day(_ date: CivilDate) -> SafeText {
        "\(weekday(date.weekday)) \(shortDay(date)) \(date.year)"
    }

    /// `23 Nov`
    static func shortDay(_ date: CivilDate) -> SafeText {
        "\(date.day) \(SafeText(storage: .ascii(months[date.month - 1])))"
    }

    /// 1 is Monday.
    static func weekday(_ number: Int) -> SafeText {
        SafeText(storage: .ascii(TariffPhrases.weekdays[number - 1]))
    }

    static func clock(_ local: LocalTime) -> SafeText {
        let second = Int((local.milliseconds % 60_000 + 60_000) % 60_000) / 1000
        let seconds = second == 0 ? "" : ":\(second < 10 ? "0" : "")\(second)"
        return SafeText(storage: .ascii(TariffPhrases.clock(local.minute) + seconds))
    }

    /// `+01:00`
    static func offset(_ seconds: Int) -> SafeText {
        SafeText(storage: .ascii((seconds < 0 ? "-" : "+") + TariffPhrases.clock(abs(seconds) / 60)))
    }

    /// `22h30m`, `30m`, `1h00m07s`.
    static func length(_ duration: Duration) -> SafeText {
        let seconds = max(0, duration.components.seconds)
        let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60)
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let tail = rest == 0 ? "" : "\(minutes == 0 && hours == 0 ? String(rest) : two(rest))s"
        if hours > 0 { return SafeText(storage: .ascii("\(hours)h\(two(minutes))m\(tail)")) }
        return SafeText(storage: .ascii(minutes == 0 && rest > 0 ? tail : "\(minutes)m\(tail)"))
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}

/// A moment at which clocks of a zone are put forward or back.
struct ClockChange {
    let at: Timestamp
    /// What clocks show just before, and what they show then.
    let from: LocalTime
    let to: LocalTime

    var isForward: Bool { from < to }

    /// Without `00` minutes: `02`.
    private var range: SafeText {
        let (low, high) = isForward ? (from, to) : (to, from)
        return "\(LocalClock.clock(low))–\(LocalClock.clock(high))"
    }

    var sign: Unicode.Scalar { isForward ? "×" : "↺" }

    /// For under a chart.
    var label: SafeText { isForward ? "× no \(range)" : "↺ \(range) again" }

    var sentence: SafeText {
        isForward
            ? "Clocks go forward at \(LocalClock.clock(from)) to \(LocalClock.clock(to)): nobody sees \(range)."
            : "Clocks go back at \(LocalClock.clock(from)) to \(LocalClock.clock(to)): \(range) comes twice."
    }

    static func all(in zone: ZoneRules, from start: Timestamp, to end: Timestamp) -> [ClockChange] {
        zone.changes(from: start, to: end).compactMap { moment in
            let before = Timestamp(milliseconds: moment.milliseconds - 1)
            let from = LocalTime(milliseconds: zone.local(before).milliseconds + 1)
            let to = zone.local(moment)
            return from == to ? nil : ClockChange(at: moment, from: from, to: to)
        }
    }
}
