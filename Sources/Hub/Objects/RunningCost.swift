import OCPI
import Roaming
import SQLite

/// What a session costs so far by the hub's own reckoning, where its CPO does not say.
struct RunningCost: Hashable, Sendable {
    var minorUnits: Int64
    /// True when the periods are the hub's own, made from meter values, and not the CPO's.
    var isEstimate: Bool

    /// The session priced with the versions pinned to it; nil when there is none or it cannot be rated, because a guess
    /// is worse than no figure.
    init?(
        _ session: V221.Session, tariffs: [Roaming.Tariff], samples: [SessionSample], zone: ZoneRules?,
        policy: RatingPolicy
    ) {
        guard !tariffs.isEmpty else { return nil }
        var detail = session.chargeDetail
        isEstimate = detail.periods.isEmpty
        if isEstimate {
            guard let periods = MeterPeriods.make(session, samples, tariffs, zone, policy) else { return nil }
            detail.periods = periods
        }
        let outcome = Rating.rate(detail, tariffs: tariffs, zone: zone, policy: policy)
        guard let minor = outcome.charge?.total.net?.money(in: session.currency)?.minorUnits else { return nil }
        minorUnits = minor
    }
}
