/// Whether restrictions hold in a state.
enum StateMatch {
    static func holds(_ restrictions: TariffRestrictions, _ state: TariffState) -> Bool {
        let weekday = LocalTime.weekday(ofDay: state.day)
        if !restrictions.weekdays.isEmpty, !restrictions.weekdays.contains(weekday) { return false }
        if let start = restrictions.startDate, state.day < start.daysSince1970 { return false }
        if let end = restrictions.endDate, state.day >= end.daysSince1970 { return false }
        return inWindow(restrictions, state.minute)
            && within(state.energy, restrictions.minimumEnergy, restrictions.maximumEnergy)
            && within(state.duration, restrictions.minimumDuration, restrictions.maximumDuration)
            && within(state.power, restrictions.minimumPower, restrictions.maximumPower)
            && within(state.current, restrictions.minimumCurrent, restrictions.maximumCurrent)
    }

    private static func within<Value: Comparable>(_ value: Value, _ least: Value?, _ end: Value?) -> Bool {
        if let least, value < least { return false }
        if let end, value >= end { return false }
        return true
    }

    private static func inWindow(_ restrictions: TariffRestrictions, _ minute: Int) -> Bool {
        guard restrictions.startMinute != nil || restrictions.endMinute != nil else { return true }
        let start = restrictions.startMinute ?? 0
        let end = restrictions.endMinute.flatMap { $0 == 0 ? nil : $0 } ?? 1440
        if start == restrictions.endMinute { return true }
        return start < end ? (start..<end).contains(minute) : minute >= start || minute < end
    }
}
