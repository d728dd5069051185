import Roaming
import Testing

@Suite struct SplitTests {
    @Test func `every split sums to its price and its negation is the split of the negation`() throws {
        let seed: UInt64 = 88_0408
        var generator = SeededGenerator(seed: seed)
        let euro = try #require(Currency("EUR"))
        for _ in 0..<3000 {
            let commission = Int.random(in: 0...10_000, using: &generator)
            let share = Int.random(in: 0...(10_000 - commission), using: &generator)
            let terms = try #require(Terms(commissionBasisPoints: commission, dpShareBasisPoints: share))
            let price = Money(minorUnits: .random(in: 0...1_000_000, using: &generator), currency: euro)
            let split = Split(price, under: terms)
            #expect(split.cpo + split.hub + split.dp == price.minorUnits, "seed \(seed)")
            let negated = Split(Money(minorUnits: -price.minorUnits, currency: euro), under: terms)
            #expect([negated.cpo, negated.hub, negated.dp] == [-split.cpo, -split.hub, -split.dp], "seed \(seed)")
        }
    }

    @Test func `parts of more than the whole are no terms`() {
        #expect(Terms(commissionBasisPoints: 9000, dpShareBasisPoints: 1001) == nil)
        #expect(Terms(commissionBasisPoints: -1, dpShareBasisPoints: 0) == nil)
    }
}
