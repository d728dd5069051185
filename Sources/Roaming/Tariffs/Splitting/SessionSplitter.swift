/// Cuts a session into charging periods, with a new one at every moment at which its price can change.
///
/// A cut falls on a restriction's local time, energy or duration, where the meter shows a power or current of another
/// band, where reserving, charging and parking change over, and where another tariff begins. Neighbours that the same
/// components price are one period.
///
/// Energy sums to the meter's difference exactly. Times are the steps of each state's running total rounded to 0.0001 h,
/// so every sum of neighbours is within half of that of the real time.
/// Source: OCPI 2.2.1, cdrs, ChargingPeriod.
public struct SessionSplitter: Sendable {
    private let tariffs: [SplitTariff]
    private let zone: ZoneRules?
    private let policy: RatingPolicy

    /// - Parameter zone: of the location; without it nothing is cut at local times.
    public init(tariffs: [Tariff], zone: ZoneRules?, policy: RatingPolicy = .hub1) {
        self.tariffs = tariffs.map { SplitTariff($0, policy: policy) }
        self.zone = zone
        self.policy = policy
    }

    public func periods(of session: MeteredSession) -> [ChargePeriod] {
        let standard = tariffs.first { $0.tariff.isValid(at: session.start) } ?? tariffs.first
        let chargingBase = session.durationBase(policy)
        let parksWithEnergy = zip(session.samples, session.samples.dropFirst()).contains {
            $0.state == .parking && $0.energy != $1.energy
        }
        let isExpired = session.samples.dropLast().allSatisfy { $0.state == .reserved }
        var pieces: [SplitPiece] = []
        for (sample, next) in zip(session.samples, session.samples.dropFirst()) {
            let stretch = MeterStretch(sample, until: next)
            let tariff = sample.tariffID.map { id in tariffs.first { $0.tariff.isNamed(id) } } ?? standard
            // A reservation has a time of its own, from its start.
            let base = stretch.state == .reserved ? session.start : chargingBase
            for (cut, end) in cuts(of: stretch, tariff, base) {
                let components = tariff?.components(
                    stretch.state, withEnergy: stretch.state == .charging || parksWithEnergy, isExpired: isExpired,
                    at: stretch.moment(cut, duration: cut.instant - base), zone: zone)
                let piece = SplitPiece(
                    stretch, from: cut, to: end, components: components ?? [],
                    bands: tariff?.bands(power: stretch.power, current: stretch.current) ?? [])
                if pieces.last?.continues(with: piece) == true {
                    pieces[pieces.count - 1].extend(by: piece)
                } else {
                    pieces.append(piece)
                }
            }
        }
        return SplitPiece.periods(pieces, showsIdlePower: tariffs.contains { $0.restrictsPower })
    }

    /// The parts of a stretch, in order of time.
    private func cuts(
        of stretch: MeterStretch, _ tariff: SplitTariff?, _ base: Timestamp
    ) -> [(MeterStretch.Point, MeterStretch.Point)] {
        guard let tariff else { return [(stretch.start, stretch.end)] }
        // At one instant the energy threshold is the more exact.
        var points: [Timestamp: MeterStretch.Point] = [:]
        for instant in tariff.clockBoundaries(from: stretch.start.instant, to: stretch.end.instant, zone: zone) {
            points[instant] = stretch.point(at: instant)
        }
        for duration in tariff.durations {
            let instant = base + duration
            if stretch.contains(instant) { points[instant] = stretch.point(at: instant) }
        }
        for energy in tariff.energies {
            if let point = stretch.crossing(of: energy) { points[point.instant] = point }
        }
        let inner = points.values.sorted { $0.instant < $1.instant }
        return Array(zip([stretch.start] + inner, inner + [stretch.end]))
    }
}

extension Tariff {
    /// OCPI compares ids without regard to case.
    func isNamed(_ other: String) -> Bool { id == other || id.lowercased() == other.lowercased() }
}
