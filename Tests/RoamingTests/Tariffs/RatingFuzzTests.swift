import Roaming
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Hostile tariffs and CDRs in numbers. `FUZZ_CASES=1000000 swift test -c release --filter RatingFuzzTests` runs a million.
@Suite struct RatingFuzzTests {
    static let cases = getenv("FUZZ_CASES").flatMap { Int(String(cString: $0)) } ?? 5_000
    static let firstSeed = getenv("FUZZ_SEED").flatMap { UInt64(String(cString: $0)) } ?? 1

    @Test func `no tariff and no CDR makes the engine crash, or cost less than nothing in silence`() {
        for seed in Self.firstSeed..<(Self.firstSeed + UInt64(Self.cases)) {
            var random = RandomPricing(seed: seed, hostile: true)
            let tariffs = random.chance(30) ? [random.tariff(), random.tariff(id: "T2")] : [random.tariff()]
            let detail = random.detail(tariffs)
            let zone = random.zone()
            guard let charge = Rating.rate(detail, tariffs: tariffs, zone: zone).charge else { continue }
            let isNegative = [charge.total.net, charge.total.gross].contains { ($0 ?? .zero) < .zero }
            if isNegative != charge.notes.contains(.negativeTotal) {
                Issue.record("seed \(seed): total \(charge.total), notes \(charge.notes)")
            }
            if charge.lines.contains(where: { $0.cost.net == nil && $0.cost.gross == nil }) {
                Issue.record("seed \(seed): a line lost its cost")
            }
            let comparison = Comparison(of: detail, with: charge)
            if seed % 50 == 0, !comparison.agrees {
                _ = ExplanationSearch.find(detail, tariffs: tariffs, zone: zone, otherVersions: [[random.tariff()]])
            }
        }
    }
}
