/// Restrictions, steps and limits of a tariff in words. Names of unknown restrictions are a partner's text.
public enum TariffPhrases {
    /// A phrase for each restriction, all of which must hold: `Mon–Fri 20:00–15:00 (+1)`, `first 10 kWh`. Empty when
    /// the prices apply always.
    public static func conditions(_ restrictions: TariffRestrictions) -> [String] {
        var parts: [String] = []
        let days = weekdays(restrictions.weekdays)
        let window = window(restrictions.startMinute, restrictions.endMinute)
        let when = [days, window].compactMap { $0 }.joined(separator: " ")
        if !when.isEmpty { parts.append(when) }
        switch (restrictions.startDate, restrictions.endDate) {
        case (let start?, let end?): parts.append("from \(start) and before \(end)")
        case (let start?, nil): parts.append("from \(start)")
        case (nil, let end?): parts.append("before \(end)")
        case (nil, nil): break
        }
        parts += [
            soFar(
                restrictions.minimumEnergy.flatMap { $0 == .zero ? nil : "\($0) kWh" },
                restrictions.maximumEnergy.map { "\($0) kWh" }),
            momentary(restrictions.minimumPower, restrictions.maximumPower, "kW"),
            momentary(restrictions.minimumCurrent, restrictions.maximumCurrent, "A"),
            soFar(
                restrictions.minimumDuration.flatMap { $0 == 0 ? nil : time(seconds: $0) },
                restrictions.maximumDuration.map(time(seconds:))),
        ].compactMap { $0 }
        switch restrictions.reservation {
        case .reservation?: parts.append("for a reservation")
        case .expired?: parts.append("for a reservation that expires")
        case nil: break
        }
        return parts + restrictions.unknown.map { "\($0) (not understood)" }
    }

    /// What a component's quantity is rounded up to, such as `in steps of 15 min`; nil where rounding is not felt.
    public static func step(_ component: PriceComponent) -> String? {
        guard component.stepSize > 1 else { return nil }
        switch component.dimension {
        case .flat: return nil
        case .energy:
            let kilowattHours = component.stepSize % 1000 == 0
            return kilowattHours
                ? "in steps of \(component.stepSize / 1000) kWh" : "in steps of \(component.stepSize) Wh"
        default: return "in steps of \(time(seconds: component.stepSize))"
        }
    }

    /// `at least 1.00 (1.19 with VAT)`, `at most 50`.
    public static func limits(_ tariff: Tariff) -> [String] {
        [("at least", tariff.minimumPrice), ("at most", tariff.maximumPrice)].compactMap { words, price in
            guard let price else { return nil }
            let gross = price.includingVAT.map { " (\($0.text) with VAT)" } ?? ""
            return "\(words) \(price.excludingVAT.text) \(tariff.currency)\(gross)"
        }
    }

    /// `1 h 30 min`, `45 s`.
    public static func time(seconds: Int) -> String {
        guard seconds > 0 else { return "\(seconds) s" }
        let parts = [(seconds / 3600, "h"), (seconds / 60 % 60, "min"), (seconds % 60, "s")]
        return parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: " ")
    }

    /// `20:00`; 1440 is `24:00`.
    public static func clock(_ minute: Int) -> String {
        "\(Digits.padded(minute / 60, 2)):\(Digits.padded(minute % 60, 2))"
    }

    /// Monday first.
    public static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

    /// `Mon–Fri`, `Sat, Sun`; nil for every day.
    private static func weekdays(_ days: Set<Int>) -> String? {
        let sorted = days.filter { (1...7).contains($0) }.sorted()
        guard !sorted.isEmpty, sorted.count < 7 else { return nil }
        var runs: [ClosedRange<Int>] = []
        for day in sorted {
            if let last = runs.last, last.upperBound == day - 1 {
                runs[runs.count - 1] = last.lowerBound...day
            } else {
                runs.append(day...day)
            }
        }
        return runs.map { run in
            let (first, last) = (weekdays[run.lowerBound - 1], weekdays[run.upperBound - 1])
            return run.count == 1 ? first : run.count == 2 ? "\(first), \(last)" : "\(first)–\(last)"
        }.joined(separator: ", ")
    }

    /// `(+1)` marks an end on the next day.
    private static func window(_ start: Int?, _ end: Int?) -> String? {
        switch (start, end) {
        case (nil, nil): nil
        case (let start?, nil): "\(clock(start))–24:00"
        case (nil, let end?): "00:00–\(clock(end == 0 ? 1440 : end))"
        case (let start?, let end?) where start == end: "\(clock(start))–\(clock(end)) (all day)"
        case (let start?, 0?): "\(clock(start))–24:00"
        case (let start?, let end?): "\(clock(start))–\(clock(end))\(end < start ? " (+1)" : "")"
        }
    }

    /// Of what grows during a session.
    private static func soFar(_ least: String?, _ end: String?) -> String? {
        switch (least, end) {
        case (let least?, let end?): "from \(least) to \(end)"
        case (let least?, nil): "from \(least) on"
        case (nil, let end?): "first \(end)"
        case (nil, nil): nil
        }
    }

    /// Of what goes up and down. The upper bound is excluded, which matters at round powers.
    private static func momentary(_ least: Decimal4?, _ end: Decimal4?, _ unit: String) -> String? {
        switch (least, end) {
        case (let least?, let end?): "from \(least) to below \(end) \(unit)"
        case (let least?, nil): "from \(least) \(unit)"
        case (nil, let end?): "below \(end) \(unit)"
        case (nil, nil): nil
        }
    }
}
