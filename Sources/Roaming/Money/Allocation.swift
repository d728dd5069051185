/// Dividing an amount so that the parts sum to the whole.
public enum Allocation {
    /// Splits `n` in proportion to `weights` by largest remainder: each part is rounded down, then the units left over
    /// go one each to the largest remainders, the earlier part first when two are equal.
    ///
    /// Sign-symmetric: the split of `-n` is the negated split of `n`.
    /// - Precondition: no weight is negative and at least one is positive.
    public static func split(_ n: Int64, weights: [Int]) -> [Int64] {
        let whole = weights.reduce(Int128(0)) { $0 + Int128($1) }
        precondition(
            weights.allSatisfy { $0 >= 0 } && whole > 0, "an amount is split by weights of at least 0, not all 0")
        let magnitude = Int128(n.magnitude)
        var parts: [Int128] = []
        var remainders: [(index: Int, rest: Int128)] = []
        for (index, weight) in weights.enumerated() {
            let (part, rest) = (magnitude * Int128(weight)).quotientAndRemainder(dividingBy: whole)
            parts.append(part)
            remainders.append((index, rest))
        }
        let left = Int(magnitude - parts.reduce(0, +))
        remainders.sort { $0.rest != $1.rest ? $0.rest > $1.rest : $0.index < $1.index }
        for remainder in remainders.prefix(left) { parts[remainder.index] += 1 }
        // A part never exceeds the whole, so it fits; Int64.min itself is only reached by the whole.
        return parts.map { n < 0 ? Int64(-$0) : Int64($0) }
    }
}
