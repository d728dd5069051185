import Roaming

/// Tariffs and sessions drawn at random, repeatable by their seed: plausible ones, and hostile ones with any number.
struct RandomPricing {
    private var generator: SeededGenerator
    let isHostile: Bool

    init(seed: UInt64, hostile: Bool) {
        generator = SeededGenerator(seed: seed)
        isHostile = hostile
    }

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }

    mutating func tariff(id: String = "T1") -> Tariff {
        var tariff = t(id, [])
        tariff.elements = (0..<number(0...6)).map { _ in element() }
        tariff.tax = [.excluded, .excluded, .included, .notApplicable].randomElement(using: &generator)!
        tariff.missingVAT = chance(50) ? .none : .unknown
        if chance(20) { tariff.minimumPrice = limit() }
        if chance(20) { tariff.maximumPrice = limit() }
        if chance(10) { tariff.validTo = Timestamp(milliseconds: Int64(number(0...4_000_000)) * 1_000_000) }
        return tariff
    }

    mutating func detail(_ tariffs: [Tariff]) -> ChargeDetail {
        var start = Timestamp(milliseconds: 1_700_000_000_000 + Int64(number(0...40_000_000)) * 1000)
        var periods: [ChargePeriod] = []
        for _ in 0..<number(0...8) {
            var period = ChargePeriod(start: start, volumes: (0..<number(0...5)).map { _ in volume() })
            if chance(15) { period.tariffID = ["T1", "t2", "T9"].randomElement(using: &generator)! }
            periods.append(period)
            start = start + .seconds(isHostile ? number(-90_000...90_000) : number(1...20_000))
        }
        var detail = ChargeDetail.sample(lasting: .zero, tariffs: tariffs, periods: periods)
        detail.start = periods.first?.start ?? start
        detail.end = start
        detail.claim.total = Price(excludingVAT: amount(), includingVAT: chance(50) ? amount() : nil)
        if chance(30) { detail.claim.energyCost = Price(excludingVAT: amount()) }
        if chance(5) { detail.credits = "C0" }
        return detail
    }

    mutating func zone() -> ZoneRules? {
        if isHostile, chance(5) { return nil }
        // Clocks change every 200 days, by an hour.
        let changes = (0..<20).map { 1_600_000_000 + Int64($0) * 17_280_000 }
        return ZoneRules(name: "Test/Zone", changes: changes, offsets: (0...20).map { 3600 + $0 % 2 * 3600 })
    }

    private mutating func element() -> TariffElement {
        TariffElement(
            components: (0..<number(0...4)).map { _ in component() }, restrictions: chance(60) ? restrictions() : .none)
    }

    private mutating func component() -> PriceComponent {
        PriceComponent(
            dimension: TariffDimension.allCases.randomElement(using: &generator)!, price: amount(),
            vat: chance(70)
                ? Decimal4(tenThousandths: Int64(number(isHostile ? -2_000_000...2_000_000 : 0...270_000))) : nil,
            stepSize: isHostile && chance(10) ? Int.random(in: .min ... .max, using: &generator) : number(0...900))
    }

    private mutating func restrictions() -> TariffRestrictions {
        var result = TariffRestrictions()
        if chance(30) { result.startMinute = number(0...1439) }
        if chance(30) { result.endMinute = chance(20) ? 0 : number(0...1439) }
        if chance(10) { result.startDate = CivilDate(daysSince1970: Int64(number(19_600...20_200))) }
        if chance(10) { result.endDate = CivilDate(daysSince1970: Int64(number(19_600...20_200))) }
        if chance(20) { result.minimumEnergy = volume().amount }
        if chance(20) { result.maximumEnergy = volume().amount }
        if chance(15) { result.minimumPower = volume().amount }
        if chance(15) { result.maximumPower = volume().amount }
        if chance(5) { result.minimumCurrent = volume().amount }
        if chance(15) { result.minimumDuration = isHostile && chance(10) ? .max : number(0...90_000) }
        if chance(15) { result.maximumDuration = isHostile && chance(10) ? .min : number(0...90_000) }
        if chance(20) { result.weekdays = Set((0..<number(0...4)).map { _ in number(1...7) }) }
        if chance(10) { result.reservation = chance(50) ? .reservation : .expired }
        if isHostile, chance(3) { result.unknown = ["weather"] }
        return result
    }

    private mutating func volume() -> Volume {
        let dimension = VolumeDimension.allCases.randomElement(using: &generator)!
        if isHostile, chance(5) {
            return Volume(dimension, Decimal4(tenThousandths: Int64.random(in: .min ... .max, using: &generator)))
        }
        return Volume(dimension, Decimal4(tenThousandths: Int64(number(isHostile ? -50_000...900_000 : 0...900_000))))
    }

    private mutating func amount() -> Decimal4 {
        if isHostile, chance(5) {
            return Decimal4(tenThousandths: Int64.random(in: .min ... .max, using: &generator))
        }
        return Decimal4(tenThousandths: Int64(number(isHostile && chance(10) ? -30_000...30_000 : 0...30_000)))
    }

    private mutating func limit() -> Price {
        Price(excludingVAT: amount(), includingVAT: chance(50) ? amount() : nil)
    }

    private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
}
