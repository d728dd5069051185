import Roaming
import Testing

@Suite struct SessionSplitterTests {
    /// A period in short: clock in UTC, then its volumes.
    private func short(_ periods: [ChargePeriod]) -> [String] {
        periods.map { period in
            let clock = String(period.start.rfc3339.dropFirst(11).dropLast())
            let volumes = period.volumes.filter {
                [.energy, .time, .parkingTime, .reservationTime].contains($0.dimension)
            }
            return ([clock] + volumes.map { "\($0.dimension.rawValue) \($0.amount)" }).joined(separator: " ")
        }
    }

    private func split(
        _ elements: [(TariffRestrictions, [PriceComponent])], _ samples: [MeterSample],
        zone: ZoneRules = Samples.amsterdam, policy: RatingPolicy = .hub1
    ) throws -> [ChargePeriod] {
        let session = try #require(MeteredSession(samples: samples))
        return SessionSplitter(tariffs: [Samples.tariff(elements)], zone: zone, policy: policy).periods(of: session)
    }

    private func sample(
        _ clock: String, _ energy: String, _ state: MeterState, power: String? = nil, current: String? = nil,
        tariff: String? = nil
    ) -> MeterSample {
        MeterSample(
            Samples.at("2026-11-20T\(clock)Z"), energy: d(energy), state: state, power: power.map(d),
            current: current.map(d), tariffID: tariff)
    }

    private let always: (TariffRestrictions, [PriceComponent]) = (
        .none, [c(.energy, "0.3", nil, 1), c(.time, "1", nil, 1), c(.parkingTime, "2", nil, 1)]
    )

    @Test func `a session at one price is one period for each state`() throws {
        let periods = try split(
            [always],
            [
                sample("08:00:00", "0", .charging), sample("08:15:00", "2.75", .charging),
                sample("08:30:00", "5.5", .charging), sample("09:00:00", "11", .parking),
                sample("10:00:00", "11", .parking),
            ])
        #expect(short(periods) == ["08:00:00 ENERGY 11 TIME 1", "09:00:00 PARKING_TIME 1"])
    }

    @Test func `a window that begins in between is a boundary with the energy of that moment`() throws {
        let periods = try split(
            [(Samples.window("09:20", "20:00"), [c(.energy, "0.5", nil, 1)]), always],
            [sample("08:00:00", "0", .charging), sample("09:00:00", "10", .parking)])
        #expect(short(periods) == ["08:00:00 ENERGY 3.3333 TIME 0.3333", "08:20:00 ENERGY 6.6667 TIME 0.6667"])
    }

    @Test func `energy thresholds are cut with exactly that energy`() throws {
        let periods = try split(
            [(TariffRestrictions(maximumEnergy: d("7")), [c(.energy, "0.2", nil, 1)]), always],
            [sample("08:00:00", "0", .charging), sample("09:00:00", "9", .parking)])
        #expect(short(periods) == ["08:00:00 ENERGY 7 TIME 0.7778", "08:46:40 ENERGY 2 TIME 0.2222"])
    }

    @Test func `energy that flows back is cut just below the threshold`() throws {
        let periods = try split(
            [(TariffRestrictions(minimumEnergy: d("5")), [c(.energy, "0.2", nil, 1)]), always],
            [
                sample("07:00:00", "100", .charging), sample("08:00:00", "106", .charging),
                sample("09:00:00", "104", .parking),
            ])
        #expect(
            short(periods) == [
                "07:00:00 ENERGY 5 TIME 0.8333", "07:50:00 ENERGY -0.0001 TIME 0.6668",
                "08:30:00.180 ENERGY -0.9999 TIME 0.4999",
            ])
    }

    @Test func `durations count from the start of charging, or of the session where a policy says so`() throws {
        let samples = [
            sample("08:00:00", "0", .reserved), sample("08:10:00", "0", .charging), sample("09:10:00", "10", .parking),
        ]
        let elements: [(TariffRestrictions, [PriceComponent])] = [
            (TariffRestrictions(maximumDuration: 1800), [c(.time, "5", nil, 1)]), always,
        ]
        #expect(try split(elements, samples).map(\.start.rfc3339).last == "2026-11-20T08:40:00Z")
        var policy = RatingPolicy.hub1
        policy.durationBase = .sessionStart
        #expect(try split(elements, samples, policy: policy).map(\.start.rfc3339).last == "2026-11-20T08:30:00Z")
    }

    @Test func `power of another band begins a period, power of the same does not`() throws {
        let elements: [(TariffRestrictions, [PriceComponent])] = [
            (TariffRestrictions(minimumPower: d("32")), [c(.energy, "0.6", nil, 1)]), always,
        ]
        let periods = try split(
            elements,
            [
                sample("08:00:00", "0", .charging, power: "60"), sample("08:06:00", "6", .charging, power: "32"),
                sample("08:12:00", "9.2", .charging, power: "31.9999"), sample("08:18:00", "12", .parking),
            ])
        #expect(short(periods) == ["08:00:00 ENERGY 9.2 TIME 0.2", "08:12:00 ENERGY 2.8 TIME 0.1"])
        #expect(periods[0].volumes.contains(v(.minimumPower, "32")))
        #expect(periods[0].volumes.contains(v(.maximumPower, "60")))
        #expect(periods[1].volumes.contains(v(.maximumPower, "31.9999")))
    }

    @Test func `without a measured power it is the average between samples`() throws {
        let periods = try split([always], [sample("08:00:00", "0", .charging), sample("08:20:00", "16.67", .parking)])
        #expect(periods[0].volumes.contains(v(.minimumPower, "50.01")))
    }

    @Test func `another tariff begins a period that names it`() throws {
        let session = try #require(
            MeteredSession(samples: [
                sample("08:00:00", "0", .charging, tariff: "A"), sample("08:30:00", "5", .charging, tariff: "b"),
                sample("09:30:00", "10", .parking),
            ]))
        let first = Samples.tariff([always], id: "A")
        let second = Samples.tariff(
            [(Samples.window("10:00", nil), [c(.energy, "0.6", nil, 1)]), always], id: "B")
        let splitter = SessionSplitter(tariffs: [first, second], zone: Samples.amsterdam)
        #expect(splitter.periods(of: session).map(\.tariffID) == ["A", "b", "b"])
    }

    @Test func `a reservation is a period of its own, cut by the elements about reservations`() throws {
        let reserved = TariffRestrictions(startMinute: 0, endMinute: Samples.minute("09:05"), reservation: .reservation)
        let later = TariffRestrictions(reservation: .reservation)
        let periods = try split(
            [(reserved, [c(.time, "5", nil, 60)]), (later, [c(.time, "6", nil, 60)]), always],
            [
                sample("08:00:00", "0", .reserved), sample("08:15:00", "0", .charging),
                sample("09:15:00", "11", .parking),
            ])
        #expect(
            short(periods) == [
                "08:00:00 RESERVATION_TIME 0.0833", "08:05:00 RESERVATION_TIME 0.1667", "08:15:00 ENERGY 11 TIME 1",
            ])
    }

    @Test func `a price that no part of the session asks for is no boundary`() throws {
        let periods = try split(
            [(Samples.window("09:20", "20:00"), [c(.parkingTime, "5", nil, 1)]), always],
            [sample("08:00:00", "0", .charging), sample("09:00:00", "10", .parking)])
        #expect(periods.count == 1)
    }

    @Test func `samples in disorder are no session`() {
        #expect(MeteredSession(samples: [sample("08:00:00", "0", .charging)]) == nil)
        #expect(
            MeteredSession(samples: [sample("08:00:00", "0", .charging), sample("08:00:00", "1", .parking)]) == nil)
    }
}
