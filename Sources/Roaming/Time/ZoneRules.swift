/// What clocks show in one time zone: its offsets from UTC and the moments they change.
///
/// The rules are a value that is passed in, because this room knows no time-zone data. From an instant to local time the
/// answer is always one; the other way round a local time may be missing (clocks forward) or occur twice (back).
public struct ZoneRules: Sendable {
    /// Shared by all copies, since one zone goes with many sessions.
    private let table: Table

    private final class Table: Sendable {
        let name: String
        let changes: [Int64]
        let offsets: [Int]

        init(name: String, changes: [Int64], offsets: [Int]) {
            self.name = name
            self.changes = changes
            self.offsets = offsets
        }
    }

    /// IANA name, such as `Europe/Amsterdam`.
    public var name: String { table.name }
    /// Seconds since 1970-01-01T00:00:00Z at which the offset changes, ascending.
    public var changes: [Int64] { table.changes }
    /// Seconds east of UTC: the first before `changes[0]`, then one from each change on.
    public var offsets: [Int] { table.offsets }

    /// Nil unless there is one more offset than changes, changes ascend, and every offset is below a day.
    public init?(name: String, changes: [Int64], offsets: [Int]) {
        guard offsets.count == changes.count + 1, zip(changes, changes.dropFirst()).allSatisfy({ $0 < $1 }),
            offsets.allSatisfy({ abs($0) < 86_400 })
        else { return nil }
        table = Table(name: name, changes: changes, offsets: offsets)
    }

    private init(name: String, fixed offset: Int) {
        table = Table(name: name, changes: [], offsets: [offset])
    }

    public static let utc = ZoneRules(name: "UTC", fixed: 0)

    /// A zone that is always `seconds` east of UTC.
    /// - Precondition: less than a day.
    public static func fixed(_ seconds: Int, name: String) -> ZoneRules {
        precondition(abs(seconds) < 86_400, "an offset is less than a day")
        return ZoneRules(name: name, fixed: seconds)
    }

    /// Seconds east of UTC at a moment.
    public func offset(at moment: Timestamp) -> Int { offsets[segment(atMilliseconds: moment.milliseconds)] }

    /// Index into `offsets` for a moment.
    func segment(atMilliseconds moment: Int64) -> Int {
        var (low, high) = (0, changes.count)
        while low < high {
            let middle = (low + high) / 2
            if changes[middle] * 1000 <= moment { low = middle + 1 } else { high = middle }
        }
        return low
    }

    public func local(_ moment: Timestamp) -> LocalTime {
        LocalTime(milliseconds: moment.milliseconds + Int64(offset(at: moment)) * 1000)
    }

    /// The instants at which clocks show a local time: one, two in the repeated hour (earlier first), none in the gap.
    public func instants(of local: LocalTime) -> [Timestamp] {
        var found: [Timestamp] = []
        for offset in Set(offsets) {
            let moment = Timestamp(milliseconds: local.milliseconds - Int64(offset) * 1000)
            if self.offset(at: moment) == offset { found.append(moment) }
        }
        return found.sorted()
    }

    /// The first instant at which clocks show the local time, or the end of the gap that leaves it out.
    public func firstInstant(of local: LocalTime) -> Timestamp {
        if let found = instants(of: local).first { return found }
        // Inside a gap: the change that skips it is the first whose later local time is past the one asked for.
        for (index, change) in changes.enumerated() {
            let seconds = local.milliseconds / 1000
            if change + Int64(offsets[index]) <= seconds, seconds < change + Int64(offsets[index + 1]) {
                return Timestamp(milliseconds: change * 1000)
            }
        }
        return Timestamp(milliseconds: local.milliseconds - Int64(offsets[offsets.count - 1]) * 1000)
    }

    /// The moments in a range, its end excluded, at which clocks change.
    public func changes(from start: Timestamp, to end: Timestamp) -> [Timestamp] {
        changes.lazy.map { Timestamp(milliseconds: $0 * 1000) }.filter { start <= $0 && $0 < end }
    }

    /// The length of a local day: 23 to 25 hours where clocks change.
    public func length(of date: CivilDate) -> Duration {
        firstInstant(of: LocalTime(CivilDate(daysSince1970: date.daysSince1970 + 1), minute: 0))
            - firstInstant(of: LocalTime(date, minute: 0))
    }
}

extension ZoneRules: Hashable {
    public static func == (left: ZoneRules, right: ZoneRules) -> Bool {
        left.table === right.table
            || (left.name == right.name && left.changes == right.changes && left.offsets == right.offsets)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(changes)
        hasher.combine(offsets)
    }
}

/// What a clock on the wall shows: a calendar day and the time in it, without a zone.
public struct LocalTime: Hashable, Comparable, Sendable {
    /// Since 1970-01-01 00:00 on that clock.
    public let milliseconds: Int64

    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// Midnight of a day plus minutes; 1440 is the next midnight.
    public init(_ date: CivilDate, minute: Int) {
        milliseconds = date.daysSince1970 * 86_400_000 + Int64(minute) * 60_000
    }

    /// Days since 1970-01-01.
    public var day: Int64 { (milliseconds - secondOfDayMilliseconds) / 86_400_000 }
    public var date: CivilDate { CivilDate(daysSince1970: day) }
    /// Minutes since midnight, 0 to 1439.
    public var minute: Int { Int(secondOfDayMilliseconds / 60_000) }
    /// 1 (Monday) to 7 (Sunday).
    public var weekday: Int { LocalTime.weekday(ofDay: day) }

    private var secondOfDayMilliseconds: Int64 {
        let rest = milliseconds % 86_400_000
        return rest < 0 ? rest + 86_400_000 : rest
    }

    /// 1970-01-01 was a Thursday.
    static func weekday(ofDay day: Int64) -> Int {
        let rest = Int((day + 3) % 7)
        return (rest < 0 ? rest + 7 : rest) + 1
    }

    public static func < (left: LocalTime, right: LocalTime) -> Bool { left.milliseconds < right.milliseconds }
}
