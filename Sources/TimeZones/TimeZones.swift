import Foundation
import Roaming
import Synchronization

/// The rules of IANA's time zones, from 1970 to the end of 2099, as Foundation knows them.
///
/// Foundation brings its own copy of the data and needs none of the machine's.
public enum TimeZones {
    /// Found zones, by name; there are some 600, and unknown names are not kept.
    private static let known = Mutex<[String: ZoneRules]>([:])

    /// Nil for a name that is not IANA's; case counts, as it does there. The first time a zone is asked for costs up to
    /// a millisecond, later ones a look-up.
    public static func rules(_ name: String) -> ZoneRules? {
        if let rules = known.withLock({ $0[name] }) { return rules }
        guard isPlausible(name), let zone = TimeZone(identifier: name), let rules = rules(of: zone, name) else {
            return nil
        }
        known.withLock { $0[name] = rules }
        return rules
    }

    /// Foundation also takes `GMT+0530` and the like for names, which IANA does not.
    private static func isPlausible(_ name: String) -> Bool {
        guard (2...64).contains(name.utf8.count) else { return false }
        return !name.hasPrefix("GMT") || ["GMT", "GMT0", "GMT+0", "GMT-0"].contains(name)
    }

    private static func rules(of zone: TimeZone, _ name: String) -> ZoneRules? {
        var moment = Date(timeIntervalSince1970: 0)
        let end = Date(timeIntervalSince1970: 4_102_444_800)
        var changes: [Int64] = []
        var offsets = [zone.secondsFromGMT(for: moment)]
        // Every change of the offset counts as a transition here, those of standard time too.
        while let next = zone.nextDaylightSavingTimeTransition(after: moment), moment < next, next < end {
            let offset = zone.secondsFromGMT(for: next)
            if offset != offsets.last {
                changes.append(Int64(next.timeIntervalSince1970))
                offsets.append(offset)
            }
            moment = next
        }
        return ZoneRules(name: name, changes: changes, offsets: offsets)
    }
}
