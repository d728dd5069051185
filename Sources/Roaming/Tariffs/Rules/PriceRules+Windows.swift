/// Time windows and restrictions that say nothing, or something else than was probably meant.
extension PriceRules {
    static func windows(_ tariff: Tariff, _ findings: inout FindingList) {
        for (index, element) in tariff.elements.enumerated() {
            let restrictions = element.restrictions
            if let text = wholeDay(restrictions.startMinute, restrictions.endMinute) {
                findings.add(.wholeDay, element: index, "\(place(index)): \(text)")
            }
            if !restrictions.isEmpty, excludesNothing(restrictions) {
                let names = restrictions.names.joined(separator: ", ")
                findings.add(
                    .emptyRestrictions, element: index,
                    "\(place(index)): \(names) excludes nothing; the element applies always")
            }
        }
    }

    private static func wholeDay(_ start: Int?, _ end: Int?) -> String? {
        switch (start, end) {
        case (let start?, let end?) where start == end:
            "start_time and end_time are both \(TariffPhrases.clock(start)): read as the whole day, by others as never"
        case (0?, nil), (nil, 0?), (0?, 0?): "the time window is the whole day; it can be left out"
        case (0?, 1439?), (nil, 1439?):
            "end_time 23:59 is excluded: the last minute of the day has no such price; 00:00 is the end of the day"
        default: nil
        }
    }

    private static func excludesNothing(_ restrictions: TariffRestrictions) -> Bool {
        var rest = restrictions
        if rest.weekdays.isSuperset(of: 1...7) { rest.weekdays = [] }
        if rest.minimumEnergy.map({ $0 <= .zero }) ?? false { rest.minimumEnergy = nil }
        if rest.minimumPower == .zero { rest.minimumPower = nil }
        if rest.minimumCurrent == .zero { rest.minimumCurrent = nil }
        if rest.minimumDuration.map({ $0 <= 0 }) ?? false { rest.minimumDuration = nil }
        if (rest.startMinute ?? 0) == 0, (rest.endMinute ?? 0) == 0 { (rest.startMinute, rest.endMinute) = (nil, nil) }
        return rest.isEmpty
    }
}
