import OCPI
import Roaming

/// Charging periods for a session that comes without any, from what its updates said about the meter.
enum MeterPeriods {
    /// Nil before there is any time to price. A stretch in which the meter stood still counts as parking, which the CPO
    /// may see otherwise: what is made from these is an estimate.
    static func make(
        _ session: V221.Session, _ samples: [SessionSample], _ tariffs: [Roaming.Tariff], _ zone: ZoneRules?,
        _ policy: RatingPolicy
    ) -> [ChargePeriod]? {
        let end = session.end ?? session.lastUpdated
        var readings = [SessionSample(at: session.start, energy: .zero)]
        readings += samples.filter { session.start < $0.at && $0.at < end }
        readings.append(SessionSample(at: end, energy: session.kwh.decimal))
        let metered = readings.indices.map { index in
            let (this, next) = (readings[index], readings[min(index + 1, readings.count - 1)])
            return MeterSample(this.at, energy: this.energy, state: this.energy < next.energy ? .charging : .parking)
        }
        return MeteredSession(samples: metered).map {
            SessionSplitter(tariffs: tariffs, zone: zone, policy: policy).periods(of: $0)
        }
    }
}
