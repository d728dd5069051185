import Roaming
import Testing

@Suite struct AllocationTests {
    @Test(
        arguments: [
            (1487, [8800, 400, 800], [1309, 59, 119]),
            (1, [8800, 400, 800], [1, 0, 0]),
            (2, [8800, 400, 800], [2, 0, 0]),
            (3, [8800, 400, 800], [3, 0, 0]),
            (0, [8800, 400, 800], [0, 0, 0]),
            (100, [1, 1, 1], [34, 33, 33]),
            (-100, [1, 1, 1], [-34, -33, -33]),
            (-1487, [8800, 400, 800], [-1309, -59, -119]),
            (25000, [8800, 400, 800], [22000, 1000, 2000]),
            (999_999_999_999, [8800, 400, 800], [879_999_999_999, 40_000_000_000, 80_000_000_000]),
            (1003, [9000, 500, 500], [903, 50, 50]),
            (10, [9500, 250, 250], [10, 0, 0]),
            (12345, [9666, 334, 0], [11933, 412, 0]),
        ] as [(Int64, [Int], [Int64])])
    func `an amount is split by largest remainder`(_ amount: Int64, _ weights: [Int], _ parts: [Int64]) {
        #expect(Allocation.split(amount, weights: weights) == parts)
    }

    @Test func `parts sum to the whole and are within a unit of their exact share, whatever the sign`() {
        let seed: UInt64 = 4711
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<5000 {
            let bound = Int64(1) << Int64.random(in: 1...62, using: &generator)
            let amount = Int64.random(in: -bound...bound, using: &generator)
            var weights = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
                Int.random(in: 0...10_000, using: &generator)
            }
            weights[0] += 1
            let parts = Allocation.split(amount, weights: weights)
            #expect(parts.reduce(0, +) == amount, "\(amount) by \(weights), seed \(seed)")
            #expect(Allocation.split(-amount, weights: weights) == parts.map { -$0 }, "\(amount), seed \(seed)")
            let whole = Int128(weights.reduce(0, +))
            for (part, weight) in zip(parts, weights) {
                let distance = Int128(part) * whole - Int128(amount) * Int128(weight)
                #expect(distance.magnitude < UInt128(whole), "\(amount) by \(weights), seed \(seed)")
            }
        }
    }

    @Test func `the smallest integer can be split`() {
        #expect(Allocation.split(.min, weights: [1]) == [.min])
        #expect(Allocation.split(.min, weights: [1, 1]) == [.min / 2, .min / 2])
    }
}
