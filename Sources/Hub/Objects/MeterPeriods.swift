import OCPI
import Roaming

/// Charging periods for a session that comes without any, from what its updates said about the meter.
enum MeterPeriods {
    /// Nil before there is any time to price. All time counts as charging: the updates do not say when the car only stood.
    static func make(
        _ session: V221.Session, _ samples: [SessionSample], _ tariffs: [Roaming.Tariff], _ zone: ZoneRules?,
        _ policy: RatingPolicy
    ) -> [ChargePeriod]? {
        let end = session.end ?? session.lastUpdated
        guard session.start < end else { return nil }
        return [ChargePeriod(start: session.start, volumes: [Volume(.energy, session.kwh.decimal)])]
    }
}
