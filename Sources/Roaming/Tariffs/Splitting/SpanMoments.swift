/// The situations that a period can have gone through: every time, energy, power and current that its tariff tells apart.
struct SpanMoments {
    let start: Timestamp
    let end: Timestamp
    /// From when durations count.
    var base: Timestamp
    /// Ten-thousandths of a kWh before the period.
    let energy: Int64
    let volumes: PeriodVolumes
    let split: SplitTariff
    let zone: ZoneRules?
    let policy: RatingPolicy

    /// Any time with any energy: how the energy came in over time is not known. Nil where looking all of them up would
    /// take more than 20 million comparisons with an element.
    var all: [PriceMoment]? {
        let (times, energies, powers, currents) = (self.times, self.energies, self.powers, self.currents)
        var work = max(1, split.tariff.elements.count)
        for count in [times.count, energies.count, powers.count, currents.count] {
            work = work.multipliedReportingOverflow(by: count).partialValue
            guard work <= 20_000_000 else { return nil }
        }
        var moments: [PriceMoment] = []
        for time in times {
            for energy in energies {
                for power in powers {
                    for current in currents {
                        moments.append(
                            PriceMoment(
                                instant: time, energy: energy, duration: max(.zero, time - base),
                                power: power.map { $0...$0 }, current: current.map { $0...$0 }))
                    }
                }
            }
        }
        return moments
    }

    private var times: [Timestamp] {
        let last = min(end, start + .seconds(400 * 86_400))
        let durations = split.durations.map { base + $0 }.filter { start < $0 && $0 < last }
        return [start] + split.clockBoundaries(from: start, to: last, zone: zone) + durations
    }

    private var energies: [Decimal4] {
        let after = Int64(clamping: Int128(energy) + Int128(volumes.energy))
        let passed =
            after >= energy
            ? split.energies.filter { energy < $0 && $0 < after }
            : split.energies.filter { after < $0 && $0 <= energy }.map { $0 - 1 }
        return ([energy] + passed).map(Decimal4.init(tenThousandths:))
    }

    private var bands: PlanState {
        var state = PlanState()
        volumes.setBands(&state, length: end.milliseconds - start.milliseconds, policy.missingPower)
        return state
    }

    private var powers: [Decimal4?] {
        let bands = self.bands
        guard bands.hasPower else { return [nil] }
        return SpanMoments.range(bands.lowPower, bands.highPower, split.powers)
    }

    private var currents: [Decimal4?] {
        let bands = self.bands
        guard bands.hasCurrent else { return [nil] }
        return SpanMoments.range(bands.lowCurrent, bands.highCurrent, split.currents)
    }

    private static func range(_ low: Int64, _ high: Int64, _ thresholds: [Int64]) -> [Decimal4?] {
        ([low] + thresholds.filter { low < $0 && $0 <= high }).map(Decimal4.init(tenThousandths:))
    }
}
