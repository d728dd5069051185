import Roaming
import Testing

@Suite struct SpanIntervalTests {
    private func span(
        _ elements: [(TariffRestrictions, [PriceComponent])], _ volumes: [Volume], from: String, to: String,
        zone: ZoneRules? = Samples.amsterdam
    ) throws -> SpanInterval {
        let tariff = Samples.tariff(elements)
        let (start, end) = (Samples.at("2026-11-20T\(from)Z"), Samples.at("2026-11-20T\(to)Z"))
        let detail = ChargeDetail.sample(
            start: start, lasting: end - start, tariffs: [tariff],
            periods: [ChargePeriod(start: start, volumes: volumes)])
        return try #require(SpanInterval(of: detail, period: 0, tariffs: [tariff], zone: zone))
    }

    private func range(_ span: SpanInterval) -> [String] {
        span.dimensions.map { "\($0.family.name) \($0.low.net?.text() ?? "?") \($0.high.net?.text() ?? "?")" }
    }

    @Test func `a period over a window's end costs between the two prices`() throws {
        let span = try span(
            [
                (Samples.window("08:00", "20:00"), [c(.energy, "0.5", nil, 1)]),
                (.none, [c(.energy, "0.3", nil, 1), c(.time, "2", nil, 1)]),
            ],
            [v(.energy, "20"), v(.time, "2")], from: "18:00:00", to: "20:00:00")
        #expect(range(span) == ["ENERGY 6 10", "TIME 4 4"])
        #expect(!span.isCertain && span.dimensions[1].isCertain)
        #expect(span.dimensions[0].candidates == [.init(element: 0, component: 0), .init(element: 1, component: 0)])
    }

    @Test func `a period that ends where the price changes is certain`() throws {
        let span = try span(
            [(Samples.window("08:00", "20:00"), [c(.energy, "0.5", nil, 1)]), (.none, [c(.energy, "0.3", nil, 1)])],
            [v(.energy, "20")], from: "18:00:00", to: "19:00:00")
        #expect(range(span) == ["ENERGY 10 10"] && span.isCertain)
    }

    @Test func `tiers of energy, duration and power inside the period count`() throws {
        let span = try span(
            [
                (TariffRestrictions(minimumEnergy: d("15")), [c(.energy, "0.2", nil, 1)]),
                (TariffRestrictions(minimumDuration: 3600), [c(.time, "6", nil, 1)]),
                (TariffRestrictions(minimumPower: d("50")), [c(.energy, "0.8", nil, 1)]),
                (.none, [c(.energy, "0.4", nil, 1), c(.time, "1", nil, 1)]),
            ],
            [v(.energy, "20"), v(.time, "1.5"), v(.minimumPower, "11"), v(.maximumPower, "50")], from: "10:00:00",
            to: "11:30:00")
        #expect(range(span) == ["ENERGY 4 16", "TIME 1.5 9"])
    }

    @Test func `free is a price too`() throws {
        let span = try span(
            [(TariffRestrictions(minimumEnergy: d("10")), [c(.energy, "0.5", nil, 1)])], [v(.energy, "20")],
            from: "10:00:00", to: "11:00:00")
        #expect(range(span) == ["ENERGY 0 10"])
        #expect(span.dimensions[0].candidates == [.init(element: 0, component: 0), nil])
    }

    @Test func `the rated cost of a split session lies within the span of the unsplit one`() throws {
        for seed in [3, 4711] as [UInt64] {
            var random = RandomTariffs(seed: seed)
            for round in 0..<200 {
                let (tariff, session) = (random.tariff(stepsOfOne: true), random.session(isPlain: true))
                let periods = SessionSplitter(tariffs: [tariff], zone: Samples.amsterdam).periods(of: session)
                let split = ChargeDetail.sample(
                    start: session.start, lasting: session.end - session.start, tariffs: [tariff], periods: periods)
                guard case .rated(let charge) = Rating.rate(split, tariffs: [tariff], zone: Samples.amsterdam) else {
                    Issue.record("seed \(seed), round \(round)")
                    continue
                }
                var whole = split
                whole.periods = [ChargePeriod(start: session.start, volumes: SpanIntervalTests.joined(periods))]
                let span = try #require(
                    SpanInterval(of: whole, period: 0, tariffs: [tariff], zone: Samples.amsterdam))
                for part in span.dimensions {
                    let cost: ExactPrice? =
                        switch part.family {
                        case .energy: charge.energy
                        case .time: charge.time
                        default: charge.parking
                        }
                    let net = cost?.net ?? .zero
                    let (low, high) = try (#require(part.low.net), #require(part.high.net))
                    #expect(low <= net && net <= high, "seed \(seed), round \(round), \(part.family)")
                }
            }
        }
    }

    private static func joined(_ periods: [ChargePeriod]) -> [Volume] {
        var volumes: [Volume] = []
        for dimension in [VolumeDimension.energy, .time, .parkingTime] {
            let all = periods.flatMap(\.volumes).filter { $0.dimension == dimension }.map(\.amount.tenThousandths)
            if !all.isEmpty { volumes.append(Volume(dimension, Decimal4(tenThousandths: all.reduce(0, +)))) }
        }
        let powers = periods.flatMap(\.volumes).filter {
            $0.dimension == .minimumPower || $0.dimension == .maximumPower
        }
        .map(\.amount)
        // Parked time takes no power.
        if let least = powers.min(), let most = powers.max() {
            let parks = volumes.contains { $0.dimension == .parkingTime }
            volumes += [Volume(.minimumPower, parks ? .zero : least), Volume(.maximumPower, most)]
        }
        return volumes
    }
}
