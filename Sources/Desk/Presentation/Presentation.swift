import Roaming

/// How values become text: which minute it is, which clock is shown.
struct Presentation: Sendable {
    /// The start of the current minute.
    var now: Timestamp
    var time: TimeDisplay
    /// Local time's distance from UTC in minutes.
    var localOffset: Int
    var ascii: Bool
    /// The standard session whose cost lists of tariffs show: `s1`.
    var session = "s1"
}

extension Presentation {
    /// Eight columns: `13:41:07` today, `21 13:41` with the day of the month on other days, `22m ago` when relative.
    func moment(_ timestamp: Timestamp) -> SafeText {
        if time == .relative { return relative(timestamp) }
        let shown = shifted(timestamp)
        let parts = shown.parts
        if shown.date == shifted(now).date {
            return SafeText(storage: .ascii("\(two(parts.hour)):\(two(parts.minute)):\(two(parts.second))"))
        }
        return SafeText(storage: .ascii("\(two(parts.day)) \(two(parts.hour)):\(two(parts.minute))"))
    }

    /// The whole of it: `2026-11-22 13:41:07Z`, without `Z` in local time.
    func full(_ timestamp: Timestamp) -> SafeText {
        if time == .relative { return relative(timestamp) }
        let parts = shifted(timestamp).parts
        let date = "\(parts.year)-\(two(parts.month))-\(two(parts.day))"
        let clock = "\(two(parts.hour)):\(two(parts.minute)):\(two(parts.second))"
        return SafeText(storage: .ascii("\(date) \(clock)\(time == .utc ? "Z" : "")"))
    }

    /// `2026-11-22`
    func day(_ timestamp: Timestamp) -> SafeText {
        SafeText(storage: .ascii(shifted(timestamp).date.description))
    }

    /// `13:41`, with `Z` when it is UTC.
    func minute(_ timestamp: Timestamp) -> SafeText {
        let parts = (time == .local ? shifted(timestamp) : timestamp).parts
        return SafeText(storage: .ascii("\(two(parts.hour)):\(two(parts.minute))\(time == .local ? "" : "Z")"))
    }

    /// `13:41:07.120`, for ladders.
    func precise(_ timestamp: Timestamp) -> SafeText {
        let parts = (time == .local ? shifted(timestamp) : timestamp).parts
        let rest = Int(((timestamp.milliseconds % 1000) + 1000) % 1000)
        let clock = "\(two(parts.hour)):\(two(parts.minute)):\(two(parts.second))"
        return SafeText(storage: .ascii("\(clock).\(rest < 100 ? "0" : "")\(two(rest))"))
    }

    private func relative(_ timestamp: Timestamp) -> SafeText {
        let age = Presentation.steps(now - timestamp)
        if timestamp > now { return "in \(Presentation.steps(timestamp - now))" }
        return age.isEmpty ? "now" : "\(age) ago"
    }

    private func shifted(_ timestamp: Timestamp) -> Timestamp {
        time == .local ? timestamp + .seconds(localOffset * 60) : timestamp
    }

    /// How long ago, in steps that change by the minute; empty for what happened in this minute.
    func age(_ timestamp: Timestamp) -> SafeText { Presentation.steps(now - timestamp) }

    /// `22m`, `2h05`, `3d`; empty under a minute.
    static func steps(_ duration: Duration) -> SafeText {
        let minutes = duration.components.seconds / 60
        switch minutes {
        case ..<1: return .empty
        case ..<60: return "\(minutes)m"
        case ..<(24 * 60):
            let rest = minutes % 60
            return SafeText(storage: .ascii("\(minutes / 60)h\(rest < 10 ? "0" : "")\(rest)"))
        default: return "\(minutes / 1440)d"
        }
    }

    /// `2h01m`, `48m10s`, `12s`: for how long something lasted.
    static func length(_ duration: Duration) -> SafeText {
        let seconds = max(0, duration.components.seconds)
        let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60)
        if hours > 0 { return SafeText(storage: .ascii("\(hours)h\(minutes < 10 ? "0" : "")\(minutes)m")) }
        if minutes > 0 { return SafeText(storage: .ascii("\(minutes)m\(rest < 10 ? "0" : "")\(rest)s")) }
        return "\(rest)s"
    }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
