/// An exact fraction. Prices are computed in these and rounded once.
///
/// Equal numbers are equal however they are written: 2/4 is 1/2.
public struct ExactNumber: Hashable, Comparable, Sendable {
    /// Not always in lowest terms: reducing costs more than most sums.
    public let numerator: Int128
    /// Above zero.
    public let denominator: Int128

    public static let zero = ExactNumber(0)

    public init(_ whole: Int64) {
        numerator = Int128(whole)
        denominator = 1
    }

    public init(_ decimal: Decimal4) {
        self.init(lowest: Int128(decimal.tenThousandths), over: 10_000)
    }

    /// - Precondition: the denominator is above zero.
    public init(_ numerator: Int64, over denominator: Int64) {
        precondition(denominator > 0, "a fraction's denominator is above zero")
        self.init(lowest: Int128(numerator), over: Int128(denominator))
    }

    /// As given, not reduced.
    @inline(__always)
    init(scaled numerator: Int128, over denominator: Int128) {
        self.numerator = numerator
        self.denominator = denominator
    }

    private init(lowest numerator: Int128, over denominator: Int128) {
        let divisor = ExactNumber.commonDivisor(numerator.magnitude, denominator.magnitude)
        self.numerator = numerator / Int128(divisor)
        self.denominator = denominator / Int128(divisor)
    }

    /// - Throws: `ExactOverflow` when the result needs more than 127 bits above or below the line.
    public func adding(_ other: ExactNumber) throws(ExactOverflow) -> ExactNumber {
        if denominator == other.denominator {
            let (sum, overflow) = numerator.addingReportingOverflow(other.numerator)
            if !overflow, sum != .min { return ExactNumber(scaled: sum, over: denominator) }
        }
        let divisor = Int128(ExactNumber.commonDivisor(denominator.magnitude, other.denominator.magnitude))
        let scale = other.denominator / divisor
        let left = numerator.multipliedReportingOverflow(by: scale)
        let right = other.numerator.multipliedReportingOverflow(by: denominator / divisor)
        let below = denominator.multipliedReportingOverflow(by: scale)
        let sum = left.partialValue.addingReportingOverflow(right.partialValue)
        guard !left.overflow, !right.overflow, !below.overflow, !sum.overflow, sum.partialValue != .min else {
            throw ExactOverflow()
        }
        return ExactNumber(lowest: sum.partialValue, over: below.partialValue)
    }

    public func subtracting(_ other: ExactNumber) throws(ExactOverflow) -> ExactNumber {
        try adding(other.negated)
    }

    public func multiplied(by other: ExactNumber) throws(ExactOverflow) -> ExactNumber {
        let first = Int128(ExactNumber.commonDivisor(numerator.magnitude, other.denominator.magnitude))
        let second = Int128(ExactNumber.commonDivisor(other.numerator.magnitude, denominator.magnitude))
        let above = (numerator / first).multipliedReportingOverflow(by: other.numerator / second)
        let below = (denominator / second).multipliedReportingOverflow(by: other.denominator / first)
        guard !above.overflow, !below.overflow, above.partialValue != .min else { throw ExactOverflow() }
        return ExactNumber(lowest: above.partialValue, over: below.partialValue)
    }

    /// - Precondition: `other` is not zero.
    public func divided(by other: ExactNumber) throws(ExactOverflow) -> ExactNumber {
        precondition(other.numerator != 0, "nothing is divided by zero")
        let sign: Int128 = other.numerator < 0 ? -1 : 1
        return try multiplied(
            by: ExactNumber(lowest: other.denominator * sign, over: Int128(other.numerator.magnitude)))
    }

    public var negated: ExactNumber { ExactNumber(scaled: -numerator, over: denominator) }

    /// In lowest terms.
    public var reduced: ExactNumber { ExactNumber(lowest: numerator, over: denominator) }

    public var isZero: Bool { numerator == 0 }

    public var magnitude: ExactNumber { numerator < 0 ? negated : self }

    /// The number times ten to `decimals`, half away from zero unless told otherwise; nil outside `Int64`.
    public func rounded(decimals: Int, mode: PriceRounding.Mode = .halfAwayFromZero) -> Int64? {
        var scale: UInt64 = 1
        for _ in 0..<decimals { scale *= 10 }
        guard let magnitude = ExactNumber.scaled(numerator.magnitude, scale, denominator.magnitude, mode),
            let value = Int128(exactly: magnitude)
        else { return nil }
        return Int64(exactly: numerator < 0 ? -value : value)
    }

    private static func scaled(
        _ numerator: UInt128, _ scale: UInt64, _ denominator: UInt128, _ mode: PriceRounding.Mode
    ) -> UInt128? {
        // Nearly every price fits 64 bits once the scale is taken out of the denominator.
        if let above = UInt64(exactly: numerator), let below = UInt64(exactly: denominator), below % scale == 0 {
            let (quotient, rest) = above.quotientAndRemainder(dividingBy: below / scale)
            return UInt128(quotient) + (roundsUp(rest, of: below / scale, quotient & 1 == 1, mode) ? 1 : 0)
        }
        let scaled = numerator.multipliedReportingOverflow(by: UInt128(scale))
        guard !scaled.overflow else { return nil }
        let (quotient, rest) = scaled.partialValue.quotientAndRemainder(dividingBy: denominator)
        return quotient + (roundsUp(rest, of: denominator, quotient & 1 == 1, mode) ? 1 : 0)
    }

    @inline(__always)
    private static func roundsUp<Number: UnsignedInteger>(
        _ rest: Number, of whole: Number, _ isOdd: Bool, _ mode: PriceRounding.Mode
    ) -> Bool {
        switch mode {
        case .halfAwayFromZero: rest >= whole - rest && rest != 0
        case .halfEven: rest > whole - rest || (rest == whole - rest && isOdd)
        case .towardZero: false
        }
    }

    /// In minor units of a currency, half away from zero; nil outside `Int64`.
    public func money(in currency: Currency) -> Money? {
        rounded(decimals: currency.exponent).map { Money(minorUnits: $0, currency: currency) }
    }

    /// With at most `decimals` places, half away from zero, without trailing zeros; `too large` outside 64 bits.
    public func text(decimals: Int = 4) -> String {
        guard let value = rounded(decimals: decimals) else { return "too large" }
        var digits = Digits.padded(value.magnitude, decimals + 1)
        if decimals > 0 {
            digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -decimals))
            while digits.last == "0" { digits.removeLast() }
            if digits.last == "." { digits.removeLast() }
        }
        return (value < 0 ? "-" : "") + digits
    }

    public static func == (left: ExactNumber, right: ExactNumber) -> Bool {
        if left.denominator == right.denominator { return left.numerator == right.numerator }
        let (first, second) = (left.reduced, right.reduced)
        return first.numerator == second.numerator && first.denominator == second.denominator
    }

    public func hash(into hasher: inout Hasher) {
        let lowest = reduced
        hasher.combine(lowest.numerator)
        hasher.combine(lowest.denominator)
    }

    public static func < (left: ExactNumber, right: ExactNumber) -> Bool {
        if left.denominator == right.denominator { return left.numerator < right.numerator }
        // Compared by whole part and remainder, so that no product can overflow.
        var (a, b, c, d) = (left.numerator, left.denominator, right.numerator, right.denominator)
        var flipped = false
        while true {
            let (first, second) = (floorQuotient(a, b), floorQuotient(c, d))
            if first != second { return flipped ? first > second : first < second }
            (a, c) = (a - first * b, c - second * d)
            if a == 0 || c == 0 {
                if a == 0 && c == 0 { return false }
                return flipped ? c == 0 : a == 0
            }
            (a, b, c, d) = (b, a, d, c)
            flipped.toggle()
        }
    }

    private static func floorQuotient(_ value: Int128, _ divisor: Int128) -> Int128 {
        let (quotient, rest) = value.quotientAndRemainder(dividingBy: divisor)
        return rest < 0 ? quotient - 1 : quotient
    }

    private static func commonDivisor(_ left: UInt128, _ right: UInt128) -> UInt128 {
        var (left, right) = (left, right)
        while right != 0 { (left, right) = (right, left % right) }
        return max(left, 1)
    }
}

/// A computation left the range of exact numbers; the figures of the input are absurd.
public struct ExactOverflow: Error, Hashable, Sendable {
    public init() {}
}
