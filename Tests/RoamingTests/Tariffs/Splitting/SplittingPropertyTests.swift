import Roaming
import Testing

@Suite struct SplittingPropertyTests {
    private static let seeds: [UInt64] = [7, 1701, 20_261_128]

    private func detail(_ session: MeteredSession, _ tariff: Tariff) -> ChargeDetail {
        let periods = SessionSplitter(tariffs: [tariff], zone: Samples.amsterdam).periods(of: session)
        return ChargeDetail.sample(
            start: session.start, lasting: session.end - session.start, tariffs: [tariff], periods: periods)
    }

    @Test(arguments: seeds)
    func `no period of a split session spans a price change`(_ seed: UInt64) throws {
        var random = RandomTariffs(seed: seed)
        for round in 0..<400 {
            let (tariff, session) = (random.tariff(stepsOfOne: false), random.session())
            let outcome = Rating.rate(detail(session, tariff), tariffs: [tariff], zone: Samples.amsterdam)
            let charge = try #require(outcome.charge, "seed \(seed), round \(round): \(outcome)")
            let spans = charge.notes.filter { $0.code.hasPrefix("period_spans_price_change") }
            #expect(spans.isEmpty, "seed \(seed), round \(round)")
        }
    }

    @Test(arguments: seeds)
    func `energy sums to the meter's difference, and times to the real time`(_ seed: UInt64) {
        var random = RandomTariffs(seed: seed)
        for round in 0..<400 {
            let (tariff, session) = (random.tariff(stepsOfOne: false), random.session())
            let detail = detail(session, tariff)
            let last = session.samples[session.samples.count - 1]
            #expect(detail.sum(of: .energy) == ExactNumber(last.energy), "seed \(seed), round \(round)")
            for (state, dimension) in [
                (MeterState.charging, VolumeDimension.time), (.parking, .parkingTime), (.reserved, .reservationTime),
            ] {
                var milliseconds: Int64 = 0
                for (sample, next) in zip(session.samples, session.samples.dropFirst()) where sample.state == state {
                    milliseconds += next.instant.milliseconds - sample.instant.milliseconds
                }
                let hours = Decimal4(tenThousandths: (milliseconds + 180) / 360)
                #expect(detail.sum(of: dimension) == ExactNumber(hours), "seed \(seed), round \(round)")
            }
            let starts = detail.periods.map(\.start)
            #expect(starts.first == session.start && zip(starts, starts.dropFirst()).allSatisfy { $0 < $1 })
        }
    }

    /// Meter values read more often are no other session: only the fourth decimal of hours and kWh can differ, once for
    /// each more reading.
    @Test(arguments: seeds)
    func `splitting finer does not change the price beyond the resolution of volumes`(_ seed: UInt64) throws {
        var random = RandomTariffs(seed: seed)
        for round in 0..<300 {
            let (tariff, session) = (random.tariff(stepsOfOne: true), random.session())
            let finer = detail(session, tariff, cutAt: (0..<8).map { _ in random.number(1...9999) }, of: session)
            let outcomes = [detail(session, tariff), finer].map {
                Rating.rate($0, tariffs: [tariff], zone: Samples.amsterdam)
            }
            let coarse = try #require(outcomes[0].charge?.total.net, "seed \(seed), round \(round)")
            let fine = try #require(outcomes[1].charge?.total.net, "seed \(seed), round \(round)")
            // At most 0.9 per unit, and 0.0001 of each of three units at each cut.
            let allowed = ExactNumber(Int64(finer.periods.count) * 3, over: 10_000)
            #expect(try coarse.subtracting(fine).magnitude <= allowed, "seed \(seed), round \(round)")
        }
    }

    /// The periods cut once more at arbitrary parts of the session, whatever the tariff says.
    private func detail(
        _ session: MeteredSession, _ tariff: Tariff, cutAt parts: [Int64], of whole: MeteredSession
    ) -> ChargeDetail {
        let length = whole.end.milliseconds - whole.start.milliseconds
        var samples = whole.samples
        for part in parts {
            let instant = whole.start + .milliseconds(length * part / 10_000)
            guard let next = samples.firstIndex(where: { instant <= $0.instant }), next > 0,
                samples[next].instant != instant
            else { continue }
            let (before, after) = (samples[next - 1], samples[next])
            let share = Int128(instant.milliseconds - before.instant.milliseconds)
            let span = Int128(after.instant.milliseconds - before.instant.milliseconds)
            let grown = Int128(after.energy.tenThousandths - before.energy.tenThousandths) * share / span
            var cut = before
            cut.instant = instant
            cut.energy = Decimal4(tenThousandths: before.energy.tenThousandths + Int64(grown))
            // The power stays that of the whole stretch; another tariff id of the same tariff keeps the pieces apart.
            let power = Int128(after.energy.tenThousandths - before.energy.tenThousandths) * 3_600_000 / span
            samples[next - 1].power = samples[next - 1].power ?? Decimal4(tenThousandths: Int64(power))
            cut.power = samples[next - 1].power
            cut.tariffID = before.tariffID == nil ? "t1" : nil
            samples.insert(cut, at: next)
        }
        return detail(MeteredSession(samples: samples)!, tariff)
    }
}
