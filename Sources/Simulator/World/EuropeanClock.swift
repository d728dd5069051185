import Roaming

/// Clocks as they are set in Europe: forward on the last Sunday of March and back on that of October, at 1:00 UTC.
///
/// Written apart from the hub's time zones on purpose: that both agree on every price is evidence for both.
/// Source: Directive 2000/84/EC.
enum EuropeanClock {
    private static let years = 2000...2099

    /// - Parameter hours: east of UTC in winter.
    static func zone(_ name: String, hours: Int) -> ZoneRules {
        var changes: [Int64] = []
        var offsets = [hours * 3600]
        for year in years {
            for (month, summer) in [(3, 1), (10, 0)] {
                changes.append(lastSunday(of: month, year) * 86_400 + 3600)
                offsets.append((hours + summer) * 3600)
            }
        }
        guard let zone = ZoneRules(name: name, changes: changes, offsets: offsets) else {
            preconditionFailure("the changes of a century ascend")
        }
        return zone
    }

    /// Days since 1970 of a month of 31 days.
    private static func lastSunday(of month: Int, _ year: Int) -> Int64 {
        guard let last = CivilDate(year: year, month: month, day: 31) else {
            preconditionFailure("months with changes have 31 days")
        }
        return last.daysSince1970 - Int64(last.weekday % 7)
    }
}
