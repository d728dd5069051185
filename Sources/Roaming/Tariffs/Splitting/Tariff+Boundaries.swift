extension Tariff {
    /// The instants between two, both excluded, at which a restriction on local time can begin or cease to hold.
    ///
    /// Ascending. Where clocks skip a time the end of the gap stands for it, where they show it twice both moments are
    /// boundaries, and so is the change itself. Empty without a zone and without such restrictions.
    public func boundaries(from start: Timestamp, to end: Timestamp, zone: ZoneRules?) -> [Timestamp] {
        ClockBoundaries(self).instants(from: start, to: end, zone: zone)
    }
}

/// The local times that a tariff's restrictions name.
struct ClockBoundaries: Sendable {
    /// Minutes since midnight that matter every day, ascending.
    private let minutes: [Int]
    /// Days since 1970 whose midnight matters.
    private let days: [Int64]

    init(_ tariff: Tariff) {
        var minutes: Set<Int> = []
        var days: Set<Int64> = []
        for restrictions in tariff.elements.map(\.restrictions) {
            if let start = restrictions.startMinute { minutes.insert(start) }
            if let end = restrictions.endMinute { minutes.insert(end) }
            // A window with one side ends or begins at midnight, as every weekday does.
            let isOneSided = (restrictions.startMinute == nil) != (restrictions.endMinute == nil)
            if isOneSided || !restrictions.weekdays.isEmpty { minutes.insert(0) }
            if let date = restrictions.startDate { days.insert(date.daysSince1970) }
            if let date = restrictions.endDate { days.insert(date.daysSince1970) }
        }
        self.minutes = minutes.sorted()
        self.days = days.sorted()
    }

    /// Cost: proportional to the days between.
    func instants(from start: Timestamp, to end: Timestamp, zone: ZoneRules?) -> [Timestamp] {
        guard let zone, start < end, !minutes.isEmpty || !days.isEmpty else { return [] }
        let changes = zone.changes(from: start, to: end).filter { $0 > start }
        var found = Set(changes)
        let edges = [start] + changes + [end]
        for (first, last) in zip(edges, edges.dropFirst()) {
            let offset = Int64(zone.offset(at: first)) * 1000
            func add(_ day: Int64, _ minute: Int) {
                let moment = Timestamp(milliseconds: day * 86_400_000 + Int64(minute) * 60_000 - offset)
                if first <= moment, moment < last, moment > start { found.insert(moment) }
            }
            let lastDay = LocalTime(milliseconds: last.milliseconds + offset).day
            if !minutes.isEmpty {
                for day in zone.local(first).day...lastDay {
                    for minute in minutes { add(day, minute) }
                }
            }
            for day in days { add(day, 0) }
        }
        return found.sorted()
    }
}
