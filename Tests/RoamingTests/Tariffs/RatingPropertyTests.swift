import Roaming
import Testing

/// Laws that hold for every tariff and session; each failure prints the seed that made it.
@Suite struct RatingPropertyTests {
    private static let seeds: Range<UInt64> = 1..<2_000

    private func each(_ body: (UInt64, ChargeDetail, [Tariff], ZoneRules?, RatedCharge) throws -> Void) rethrows {
        var rated = 0
        for seed in Self.seeds {
            var random = RandomPricing(seed: seed, hostile: false)
            let tariffs = [random.tariff(), random.tariff(id: "T2")]
            let detail = random.detail(tariffs)
            let zone = random.zone()
            guard let charge = Rating.rate(detail, tariffs: tariffs, zone: zone).charge else { continue }
            rated += 1
            try body(seed, detail, tariffs, zone, charge)
        }
        #expect(rated > Self.seeds.count / 2, "too few of the sessions drawn can be rated")
    }

    @Test func `the price does not depend on the order in which periods come`() {
        each { seed, detail, tariffs, zone, charge in
            var shuffled = detail
            var generator = SeededGenerator(seed: seed)
            shuffled.periods.shuffle(using: &generator)
            let again = Rating.rate(shuffled, tariffs: tariffs, zone: zone).charge
            #expect(again?.total == charge.total, "seed \(seed)")
            #expect(again?.lines == charge.lines, "seed \(seed)")
        }
    }

    @Test func `the lines sum to the total before limits, and the parts do too`() throws {
        try each { seed, _, _, _, charge in
            if let total = charge.totalBeforeLimit.net {
                let lines = try charge.lines.reduce(ExactNumber.zero) { try $0.adding($1.cost.net ?? .zero) }
                #expect(lines == total, "seed \(seed)")
                let parts = [charge.energy, charge.time, charge.parking, charge.fixed, charge.reservation]
                let sum = try parts.reduce(ExactNumber.zero) { try $0.adding($1?.net ?? .zero) }
                #expect(sum == total, "seed \(seed)")
            }
        }
    }

    @Test func `splitting a period without restrictions changes nothing`() {
        for seed in Self.seeds {
            var random = RandomPricing(seed: seed, hostile: false)
            var tariff = random.tariff()
            for index in tariff.elements.indices {
                let reservation = tariff.elements[index].restrictions.reservation
                tariff.elements[index].restrictions = TariffRestrictions(reservation: reservation)
            }
            let detail = random.detail([tariff])
            guard let whole = Rating.rate(detail, tariffs: [tariff], zone: nil).charge else { continue }
            var split = detail
            split.periods = detail.periods.flatMap { period in
                let halves = period.volumes.map { volume in
                    // On a whole second: nine of them are 0.0025 h.
                    let half = Decimal4(tenThousandths: volume.amount.tenThousandths / 50 * 25)
                    let rest = Decimal4(tenThousandths: volume.amount.tenThousandths - half.tenThousandths)
                    return (Volume(volume.dimension, half), Volume(volume.dimension, rest))
                }
                var first = period
                first.volumes = halves.map(\.0)
                var second = period
                second.volumes = halves.map(\.1)
                return [first, second]
            }
            let parts = Rating.rate(split, tariffs: [tariff], zone: nil).charge
            #expect(parts?.total == whole.total, "seed \(seed)")
            #expect(parts?.billed == whole.billed, "seed \(seed)")
        }
    }

    @Test func `more energy never costs less where prices are at least zero and none depends on energy`() {
        each { seed, detail, tariffs, zone, charge in
            let depends = tariffs.contains { tariff in
                tariff.elements.contains {
                    let bounds = $0.restrictions
                    return bounds.minimumEnergy != nil || bounds.maximumEnergy != nil || bounds.minimumPower != nil
                        || bounds.maximumPower != nil
                }
            }
            guard !depends, let before = charge.total.net ?? charge.total.gross else { return }
            var more = detail
            for index in more.periods.indices {
                for place in more.periods[index].volumes.indices
                where more.periods[index].volumes[place].dimension == .energy {
                    let amount = more.periods[index].volumes[place].amount.tenThousandths
                    more.periods[index].volumes[place].amount = Decimal4(tenThousandths: amount + 10_000)
                }
            }
            guard let after = Rating.rate(more, tariffs: tariffs, zone: zone).charge else { return }
            let total = charge.total.net != nil ? after.total.net : after.total.gross
            if let total { #expect(total >= before, "seed \(seed)") }
        }
    }

    @Test func `a credit mirrors its original: same computed price, negated claim`() {
        each { seed, detail, tariffs, zone, charge in
            func negated(_ value: Decimal4) -> Decimal4 { Decimal4(tenThousandths: -value.tenThousandths) }
            guard let net = charge.total.net?.rounded(decimals: 4) else { return }
            var original = detail
            original.claim = Claim(
                total: Price(excludingVAT: Decimal4(tenThousandths: net)), energy: detail.claim.energy,
                time: detail.claim.time)
            original.credits = nil
            var credit = original
            credit.credits = "C1"
            credit.claim.total = Price(excludingVAT: negated(original.claim.total.excludingVAT))
            let mirrored = Rating.rate(credit, tariffs: tariffs, zone: zone).charge
            #expect(mirrored?.total == charge.total, "seed \(seed)")
            let costs = { (detail: ChargeDetail, charge: RatedCharge?) in
                charge.map { Comparison(of: detail, with: $0).divergences.filter { $0.figure == .totalCost } }
            }
            #expect(costs(original, charge) == [], "seed \(seed)")
            #expect(costs(credit, mirrored) == [], "seed \(seed)")
        }
    }

    @Test func `net and tax make gross in what is settled, under every rounding`() {
        each { seed, _, tariffs, _, charge in
            for mode in PriceRounding.Mode.allCases {
                for scope in PriceRounding.Scope.allCases {
                    let settled = charge.settled(
                        in: tariffs[0].currency, PriceRounding(mode: mode, decimals: nil, scope: scope))
                    guard let net = settled.net, let gross = settled.gross else { continue }
                    #expect(net.tenThousandths % 100 == 0 && gross.tenThousandths % 100 == 0, "seed \(seed)")
                    guard scope == .total, let exact = charge.total.net else { continue }
                    let distance = try? ExactNumber(net).subtracting(exact).magnitude
                    let most = mode == .towardZero ? ExactNumber(1, over: 100) : ExactNumber(1, over: 200)
                    #expect(distance.map { $0 <= most } == true, "seed \(seed), \(mode)")
                }
            }
        }
    }
}
