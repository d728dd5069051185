import AdminAPI
import Roaming

/// The state that prices are shown for and the session that is priced: one choice for all tariffs, so that what differs
/// between two of them is the tariffs.
struct TariffChoice: Hashable, Sendable {
    var dimension = TariffDimension.energy
    /// kWh so far.
    var energySoFar = Decimal4.zero
    /// Minutes since charging began.
    var minutesSoFar = 0
    /// kW.
    var power = Decimal4(tenThousandths: 110_000)
    /// A day at the location; nil for today.
    var day: CivilDate?
    /// Counts through the zones of a tariff's locations.
    var zoneIndex = 0
    /// Index into `StandardSession.all`.
    var standardIndex = 0
    /// The session when it is no longer a standard one.
    var ownPlan: SessionPlan?

    /// What `PriceCurve` and `WeekCurve` want.
    var state: PriceState {
        PriceState(energy: energySoFar, duration: .seconds(minutesSoFar * 60), power: power)
    }

    var standard: StandardSession { StandardSession.all[standardIndex] }

    /// The column of lists that has the cost of the chosen standard session: `s1`; nil for one that no list has.
    var costName: String? {
        let name = standard.id.lowercased()
        return SessionCosts.names.contains(name) ? name : nil
    }

    /// The standard session whose cost is in a column.
    static func index(ofCost name: String) -> Int? {
        SessionCosts.names.contains(name) ? StandardSession.all.firstIndex { $0.id.lowercased() == name } : nil
    }

    /// The day chosen, or today as clocks at the location have it.
    func date(_ now: Timestamp, _ zone: ZoneRules?) -> CivilDate {
        day ?? (zone ?? .utc).local(now).date
    }

    /// The Monday of the week that the day is in.
    func monday(_ now: Timestamp, _ zone: ZoneRules?) -> CivilDate {
        let date = date(now, zone)
        return CivilDate(daysSince1970: date.daysSince1970 - Int64(date.weekday - 1))
    }

    /// The session chosen: a standard one in the week chosen, or one's own.
    func plan(_ now: Timestamp, _ zone: ZoneRules?) -> SessionPlan {
        ownPlan ?? standard.plan(monday: monday(now, zone))
    }

    /// `S3`, or `own` once an input was changed.
    var planName: SafeText { ownPlan == nil ? SafeText(untrusted: standard.id) : "own" }
}
