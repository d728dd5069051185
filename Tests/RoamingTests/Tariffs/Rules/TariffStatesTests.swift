import Testing

@testable import Roaming

@Suite struct TariffStatesTests {
    /// Saturday.
    private static let today = CivilDate("2026-11-28")!.daysSince1970

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `random sessions find no price that the search missed, and the search none that sessions lack`(_ seed: UInt64)
    {
        var random = SeededGenerator(seed: seed)
        let tariff = Tariff.random(&random)
        let states = TariffStates(tariff, from: Self.today, to: nil, policy: .hub1, work: 2_000_000)
        #expect(states.isDecided)
        let lookup = TariffLookup(tariff)
        var used: Set<ComponentPlace> = []
        var free: Set<TariffDimension> = []
        for _ in 0..<3000 {
            let moment = PriceMoment.random(&random, from: Self.today)
            for dimension in TariffDimension.allCases {
                for reservation in [nil, ReservationPhase.reservation, .expired] {
                    let place = lookup.place(of: dimension, at: moment, zone: .utc, reservation: reservation)
                    if let place {
                        used.insert(place)
                    } else if reservation == nil {
                        free.insert(dimension)
                    }
                }
            }
        }
        for place in used { #expect(states.isUsed[place.element][place.component], "\(place), seed \(seed)") }
        #expect(free.isSubset(of: Set(states.unpriced.keys)), "seed \(seed)")
        for (dimension, state) in states.unpriced {
            #expect(lookup.place(of: dimension, at: state.asMoment, zone: .utc) == nil, "seed \(seed)")
        }
        if let state = states.leastPowerWithoutEnergy {
            #expect(lookup.place(of: .energy, at: state.asMoment, zone: .utc) == nil, "seed \(seed)")
        }
        // Bounds of the random tariffs are coarse, so that thousands of moments meet nearly every state.
        let said = states.isUsed.enumerated().reduce(0) { $0 + $1.element.count(where: { $0 }) }
        #expect(used.count * 10 >= said * 7, "\(used.count) of \(said), seed \(seed)")
    }

    @Test func `weekdays that no restriction tells apart are one state`() {
        let axes = StateAxes([.init(weekdays: [1, 2, 3, 4, 5])], from: Self.today, to: nil)
        #expect(axes.days == [Self.today, Self.today + 2])
        #expect(axes.count == 2)
    }

    @Test func `a month of hourly prices is decided`() {
        let states = TariffStates(.hourly(days: 31), from: Self.today, to: nil, policy: .hub1, work: 2_000_000)
        #expect(states.isDecided)
        #expect(states.isUsed.allSatisfy { $0 == [true] })
    }

    @Test func `axes whose product leaves the range are not gone through`() {
        let states = TariffStates(.hostile(elements: 10_000), from: Self.today, to: nil, policy: .hub1, work: 1000)
        #expect(!states.isDecided)
    }

    @Test func `days are counted in the zone from now, or the tariff's start, to its end`() {
        func days(_ from: String?, _ to: String?, _ zone: ZoneRules?) -> [CivilDate] {
            let states = TariffStates(
                tariff(
                    [e([kWh()], .init(weekdays: [1, 2, 3])), e([kWh()], .init(weekdays: [4]))], from: from, to: to),
                now: RuleContext.noon, zone: zone, policy: .hub1, work: 1000)
            return states.axes.days.map { CivilDate(daysSince1970: $0) }
        }
        let east = ZoneRules.fixed(13 * 3600, name: "east")
        #expect(days(nil, nil, .utc).first == CivilDate("2026-11-28"))
        #expect(days(nil, nil, nil).first == CivilDate("2026-11-28"))
        #expect(days(nil, nil, east).first == CivilDate("2026-11-29"))
        #expect(days("2027-01-01T00:00:00Z", nil, .utc).first == CivilDate("2027-01-01"))
        #expect(days(nil, "2026-11-30T00:00:00Z", .utc) == [CivilDate("2026-11-28")])
        #expect(days(nil, "2026-11-30T00:00:01Z", .utc) == [CivilDate("2026-11-28"), CivilDate("2026-11-30")])
        #expect(days(nil, "2026-11-28T00:00:00Z", .utc) == [])
    }
}

extension TariffState {
    fileprivate var asMoment: PriceMoment {
        PriceMoment(
            instant: Timestamp(milliseconds: day * 86_400_000 + Int64(minute) * 60_000), energy: energy,
            duration: .seconds(duration), power: power...power, current: current...current)
    }
}

extension PriceMoment {
    fileprivate static func random(_ random: inout SeededGenerator, from day: Int64) -> PriceMoment {
        let power = Decimal4(tenThousandths: .random(in: 0..<60_0000, using: &random))
        let current = Decimal4(tenThousandths: .random(in: 0..<60_0000, using: &random))
        return PriceMoment(
            instant: Timestamp(
                milliseconds: (day + .random(in: 0..<21, using: &random)) * 86_400_000
                    + .random(in: 0..<86_400_000, using: &random)),
            energy: Decimal4(tenThousandths: .random(in: 0..<60_0000, using: &random)),
            duration: .seconds(Int.random(in: 0..<6000, using: &random)), power: power...power,
            current: current...current)
    }
}

extension Tariff {
    /// Up to five elements with up to three restrictions each, on coarse bounds.
    static func random(_ random: inout SeededGenerator) -> Tariff {
        let dimensions: [TariffDimension] = [.energy, .time, .parkingTime, .flat]
        return tariff(
            (0..<Int.random(in: 1...5, using: &random)).map { _ in
                var components: [PriceComponent] = []
                for _ in 0..<Int.random(in: 1...3, using: &random) {
                    components.append(
                        PriceComponent(
                            dimension: dimensions.randomElement(using: &random)!,
                            price: Decimal4(tenThousandths: .random(in: 0...9999, using: &random)), vat: d("19"),
                            stepSize: Int.random(in: 0...2, using: &random)))
                }
                return e(components, .random(&random))
            })
    }
}

extension TariffRestrictions {
    fileprivate static func random(_ random: inout SeededGenerator) -> TariffRestrictions {
        var result = TariffRestrictions()
        let first = CivilDate("2026-11-28")!.daysSince1970
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            let low = Int.random(in: 0...2, using: &random) * 10
            let high = Int.random(in: 3...5, using: &random) * 10
            let (least, end) = (Decimal4("\(low)")!, Decimal4("\(high)")!)
            switch Int.random(in: 0..<9, using: &random) {
            case 0: (result.minimumEnergy, result.maximumEnergy) = (least, end)
            case 1: (result.minimumPower, result.maximumPower) = (nil, end)
            case 2: (result.minimumCurrent, result.maximumCurrent) = (least, nil)
            case 3: (result.minimumDuration, result.maximumDuration) = (low * 100, nil)
            case 4: (result.startMinute, result.endMinute) = (low * 40, high * 20)
            case 5: (result.startMinute, result.endMinute) = (high * 20, low * 10)
            case 6:
                result.weekdays = [[1, 2, 3, 4, 5], [6, 7], [3], [1, 2, 3, 4, 5, 6, 7]].randomElement(using: &random)!
            case 7:
                result.startDate = CivilDate(daysSince1970: first + Int64(low / 2))
                result.endDate = CivilDate(daysSince1970: first + Int64(high / 2))
            default: result.reservation = [.reservation, .expired].randomElement(using: &random)
            }
        }
        return result
    }
}
