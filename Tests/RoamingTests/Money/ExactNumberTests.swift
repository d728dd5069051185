import Roaming
import Testing

@Suite struct ExactNumberTests {
    @Test(
        arguments: [
            (1, 2, 1), (3, 2, 2), (5, 2, 3), (-1, 2, -1), (-5, 2, -3), (249, 100, 2), (251, 100, 3), (0, 1, 0),
            (-249, 100, -2), (1, 3, 0), (2, 3, 1),
        ] as [(Int64, Int64, Int64)])
    func `a half is rounded away from zero`(_ numerator: Int64, _ denominator: Int64, _ whole: Int64) {
        #expect(ExactNumber(numerator, over: denominator).rounded(decimals: 0) == whole)
    }

    @Test func `sums and products of fractions are exact and comparison agrees with them`() throws {
        let seed: UInt64 = 99
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<3000 {
            let a = ExactNumber(
                .random(in: -9999...9999, using: &generator), over: .random(in: 1...9999, using: &generator))
            let b = ExactNumber(
                .random(in: -9999...9999, using: &generator), over: .random(in: 1...9999, using: &generator))
            #expect(try a.adding(b).subtracting(b) == a, "seed \(seed)")
            if b != .zero { #expect(try a.multiplied(by: b).divided(by: b) == a, "seed \(seed)") }
            let difference = try a.subtracting(b)
            #expect((a < b) == (difference.numerator < 0), "\(a) \(b), seed \(seed)")
            #expect((a > b) == (difference.numerator > 0), "\(a) \(b), seed \(seed)")
        }
    }

    @Test func `a number that leaves the range is refused, not wrapped`() throws {
        var number = ExactNumber(.max)
        #expect(throws: ExactOverflow.self) {
            for _ in 0..<3 { number = try number.multiplied(by: ExactNumber(.max)) }
        }
        #expect(ExactNumber(.max).rounded(decimals: 1) == nil)
    }

    @Test(
        arguments: [(1, 3, "0.3333"), (-1, 3, "-0.3333"), (2, 1, "2"), (1, 100_000, "0"), (123, 10, "12.3")]
            as [(Int64, Int64, String)])
    func `a fraction is written with four places at most`(_ numerator: Int64, _ denominator: Int64, _ text: String) {
        #expect(ExactNumber(numerator, over: denominator).text() == text)
    }
}
