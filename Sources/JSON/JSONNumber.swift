/// A JSON number as it was written: no digit is lost and nothing is rounded.
///
/// Two numbers are equal when their literals are, so `1` and `1.0` differ; compare `int64` for values.
public struct JSONNumber: Hashable, Sendable, CustomStringConvertible, ExpressibleByIntegerLiteral {
    /// The digits, in the grammar of RFC 8259 §6.
    public let literal: String

    public init(_ value: Int64) { literal = String(value) }
    public init(_ value: Int) { literal = String(value) }
    public init(integerLiteral value: Int64) { self.init(value) }

    /// Nil when the text is not exactly one JSON number.
    public init?(literal: String) {
        var text = literal
        let isNumber = text.withUTF8 { bytes in
            var scanner = JSONScanner(bytes, limits: .standard)
            guard let range = try? scanner.scanNumber() else { return false }
            return range.upperBound == bytes.count
        }
        guard isNumber else { return nil }
        self.literal = literal
    }

    /// For the parser, which has checked the grammar.
    init(checked literal: String) { self.literal = literal }

    public var description: String { literal }

    /// The value when it is a whole number that 64 bits hold; `1.0` and `1e2` are whole.
    public var int64: Int64? {
        var magnitude: UInt64 = 0
        var pendingZeros = 0
        var scale = 0
        var exponent = 0
        var isNegative = false
        var inFraction = false
        var inExponent = false
        var exponentIsNegative = false
        // Zeros wait until a digit follows them, so that 1.000 and 100e-2 need no division.
        for byte in literal.utf8 {
            switch byte {
            case UInt8(ascii: "-"):
                if inExponent { exponentIsNegative = true } else { isNegative = true }
            case UInt8(ascii: "."): inFraction = true
            case UInt8(ascii: "e"), UInt8(ascii: "E"): inExponent = true
            case UInt8(ascii: "+"): break
            case _ where inExponent:
                if exponent < 100_000 { exponent = exponent * 10 + Int(byte & 15) }
            default:
                if inFraction { scale += 1 }
                guard byte != UInt8(ascii: "0") else {
                    if magnitude != 0 { pendingZeros += 1 }
                    continue
                }
                guard let shifted = Self.shift(magnitude, by: pendingZeros + 1) else { return nil }
                let (sum, overflow) = shifted.addingReportingOverflow(UInt64(byte & 15))
                guard !overflow else { return nil }
                magnitude = sum
                pendingZeros = 0
            }
        }
        guard magnitude != 0 else { return 0 }
        let power = pendingZeros - scale + (exponentIsNegative ? -exponent : exponent)
        guard power >= 0, let whole = Self.shift(magnitude, by: power) else { return nil }
        if isNegative { return whole <= 1 << 63 ? Int64(truncatingIfNeeded: 0 &- whole) : nil }
        return Int64(exactly: whole)
    }

    private static func shift(_ value: UInt64, by zeros: Int) -> UInt64? {
        guard value != 0, zeros > 0 else { return value }
        guard zeros < 20 else { return nil }
        var result = value
        for _ in 0..<zeros {
            let (product, overflow) = result.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            result = product
        }
        return result
    }
}
