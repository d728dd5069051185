import Roaming

/// Tariffs and sessions of every kind, from a seed.
struct RandomTariffs {
    var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    mutating func number(_ range: ClosedRange<Int64>) -> Int64 { Int64.random(in: range, using: &generator) }

    mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &generator) == 0 }

    /// Elements under restrictions, the last one under none.
    mutating func tariff(stepsOfOne: Bool) -> Tariff {
        var elements: [(TariffRestrictions, [PriceComponent])] = []
        for _ in 0..<number(1...4) { elements.append((restrictions(), components(stepsOfOne))) }
        elements.append((.none, components(stepsOfOne)))
        return Samples.tariff(elements)
    }

    private mutating func restrictions() -> TariffRestrictions {
        var own = TariffRestrictions()
        if chance(2) {
            if !chance(4) { own.startMinute = Int(number(0...1439)) }
            if own.startMinute == nil || !chance(4) { own.endMinute = Int(number(0...95)) * 15 }
        }
        if chance(3) { own.weekdays = Set((1...7).filter { _ in chance(2) }) }
        if chance(3) {
            own.minimumEnergy = Decimal4(tenThousandths: number(0...20) * 5000)
            if chance(2) { own.maximumEnergy = Decimal4(tenThousandths: number(10...60) * 7777) }
        }
        if chance(3) { own.maximumDuration = Int(number(1...200)) * 60 }
        if chance(4) { own.minimumDuration = Int(number(0...100)) * 61 }
        if chance(3) { own.minimumPower = Decimal4(tenThousandths: number(0...60) * 10_000) }
        if chance(4) { own.maximumPower = Decimal4(tenThousandths: number(10...90) * 10_000) }
        if chance(6) { own.startDate = CivilDate(year: 2026, month: 10, day: Int(number(20...28))) }
        if chance(4) { own.minimumCurrent = Decimal4(tenThousandths: number(6...32) * 10_000) }
        if chance(5) { own.reservation = .reservation }
        return own
    }

    private mutating func components(_ stepsOfOne: Bool) -> [PriceComponent] {
        var components: [PriceComponent] = []
        for dimension in [TariffDimension.energy, .time, .parkingTime] where !chance(3) {
            components.append(
                PriceComponent(
                    dimension: dimension, price: Decimal4(tenThousandths: number(0...9000)),
                    stepSize: stepsOfOne ? 0 : Int(number(1...900))))
        }
        return components
    }

    /// Through the night in which clocks go back, or near it, with a varying power; a plain one without reservation or current.
    mutating func session(isPlain: Bool = false) -> MeteredSession {
        var instant = Samples.at("2026-10-24T12:00:00Z") + .milliseconds(number(0...90_000_000))
        var energy: Int64 = number(0...1_000_000)
        var samples: [MeterSample] = []
        let stretches = number(1...6)
        for index in 0..<stretches {
            let reserves = !isPlain && index == 0 && stretches > 1 && chance(3)
            let state: MeterState = reserves ? .reserved : index > 0 && chance(4) ? .parking : .charging
            var sample = MeterSample(instant, energy: Decimal4(tenThousandths: energy), state: state)
            if !isPlain, state == .charging, chance(2) {
                sample.current = Decimal4(tenThousandths: number(6...32) * 10_000)
            }
            samples.append(sample)
            let length = number(5...9000)
            instant = instant + .milliseconds(length * 1000 + number(0...999))
            if state == .charging, !chance(8) { energy += length * number(1...250) }
        }
        samples.append(MeterSample(instant, energy: Decimal4(tenThousandths: energy), state: .parking))
        return MeteredSession(samples: samples)!
    }
}
