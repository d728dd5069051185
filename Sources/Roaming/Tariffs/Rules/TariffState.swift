/// A situation in which a tariff is asked for a price.
///
/// The parts are taken as independent of each other: 30 kWh in the first second is a state as well.
struct TariffState: Hashable, Sendable {
    /// What the price is for. Elements with a `reservation` price reservations, the others the session.
    enum Phase: CaseIterable, Sendable { case session, reserved, expired }

    var phase: Phase
    /// Local; days since 1970-01-01, and minutes since midnight.
    var day: Int64
    var minute = 0
    /// kWh so far.
    var energy = Decimal4.zero
    /// Seconds so far.
    var duration = 0
    /// kW and A.
    var power = Decimal4.zero
    var current = Decimal4.zero

    /// As rating compares restrictions with it.
    var moment: PlanState {
        var moment = PlanState()
        moment.setClock(localMilliseconds: day * 86_400_000 + Int64(minute) * 60_000)
        moment.energy = energy.tenThousandths
        moment.duration = Int64(clamping: Int128(duration) * 1000)
        (moment.hasPower, moment.hasCurrent) = (true, true)
        (moment.lowPower, moment.highPower) = (power.tenThousandths, power.tenThousandths)
        (moment.lowCurrent, moment.highCurrent) = (current.tenThousandths, current.tenThousandths)
        return moment
    }
}

/// One value of each part of a state for every stretch in which no restriction of the elements changes its answer.
///
/// A stretch is stood for by its lower end, because lower bounds are inclusive and upper bounds exclusive.
struct StateAxes: Sendable {
    let days: [Int64]
    let minutes: [Int]
    let energies: [Decimal4]
    let durations: [Int]
    let powers: [Decimal4]
    let currents: [Decimal4]

    /// From the day `first` to the day before `end`; empty when there is none.
    init(_ restrictions: [TariffRestrictions], from first: Int64, to end: Int64?) {
        days = StateAxes.days(restrictions, from: first, to: end)
        minutes = StateAxes.ends(of: restrictions, from: 0) { [$0.startMinute, $0.endMinute] }.filter { $0 < 1440 }
        energies = StateAxes.ends(of: restrictions, from: .zero) { [$0.minimumEnergy, $0.maximumEnergy] }
        durations = StateAxes.ends(of: restrictions, from: 0) { [$0.minimumDuration, $0.maximumDuration] }
        powers = StateAxes.ends(of: restrictions, from: .zero) { [$0.minimumPower, $0.maximumPower] }
        currents = StateAxes.ends(of: restrictions, from: .zero) { [$0.minimumCurrent, $0.maximumCurrent] }
    }

    /// Nil beyond `Int`.
    var count: Int? {
        var product = 1
        for size in [days.count, minutes.count, energies.count, durations.count, powers.count, currents.count] {
            let (next, overflow) = product.multipliedReportingOverflow(by: size)
            if overflow { return nil }
            product = next
        }
        return product
    }

    private static func ends<Value: Hashable & Comparable>(
        of restrictions: [TariffRestrictions], from least: Value, _ bounds: (TariffRestrictions) -> [Value?]
    ) -> [Value] {
        var found: Set<Value> = [least]
        for restriction in restrictions {
            for case let bound? in bounds(restriction) where bound > least { found.insert(bound) }
        }
        return found.sorted()
    }

    /// Between two dates that matter, one day of each kind of weekday that occurs there.
    private static func days(_ restrictions: [TariffRestrictions], from first: Int64, to end: Int64?) -> [Int64] {
        if let end, end <= first { return [] }
        var starts: Set<Int64> = [first]
        var sets: Set<Set<Int>> = []
        for restriction in restrictions {
            for case let date? in [restriction.startDate, restriction.endDate] {
                let day = date.daysSince1970
                if day > first, end.map({ day < $0 }) ?? true { starts.insert(day) }
            }
            if !restriction.weekdays.isEmpty { sets.insert(restriction.weekdays) }
        }
        let sorted = starts.sorted()
        var days: [Int64] = []
        for (index, start) in sorted.enumerated() {
            let next = index + 1 < sorted.count ? sorted[index + 1] : end
            var kinds: Set<Set<Set<Int>>> = []
            for day in start..<min(start + 7, next ?? .max) {
                let weekday = LocalTime.weekday(ofDay: day)
                if kinds.insert(sets.filter { $0.contains(weekday) }).inserted { days.append(day) }
            }
        }
        return days
    }
}

extension TariffState {
    /// The state in words, as far as the tariff makes a difference by it: `on 2026-11-28 (Sat) at 20:00, from 10 kWh on`.
    func words(_ axes: StateAxes) -> String {
        var parts: [String] = []
        if axes.days.count > 1 {
            let date = CivilDate(daysSince1970: day)
            parts.append("on \(date) (\(TariffPhrases.weekdays[date.weekday - 1]))")
        }
        if axes.minutes.count > 1 { parts.append("at \(TariffPhrases.clock(minute))") }
        if axes.energies.count > 1 { parts.append("from \(energy.text) kWh on") }
        if axes.durations.count > 1 { parts.append("from \(TariffPhrases.time(seconds: duration)) on") }
        if axes.powers.count > 1 { parts.append("from \(power.text) kW") }
        if axes.currents.count > 1 { parts.append("from \(current.text) A") }
        return parts.isEmpty ? "whatever the situation" : parts.joined(separator: ", ")
    }
}
