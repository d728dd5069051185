/// A decimal number with four places, as every OCPI `number` has, in ten-thousandths.
///
/// Source: OCPI 2.2.1, types, number.
public struct Decimal4: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let tenThousandths: Int64

    public init(tenThousandths: Int64) {
        self.tenThousandths = tenThousandths
    }

    public static let zero = Decimal4(tenThousandths: 0)

    /// Reads a JSON number literal, exponent included; digits beyond the fourth are rounded half away from zero.
    /// Nil when it is not a JSON number or leaves the range of about ±9.2 × 10^14.
    public init?(_ jsonNumberLiteral: String) {
        var rounded = false
        self.init(jsonNumberLiteral, wasRounded: &rounded)
    }

    /// As `init(_:)`; `wasRounded` becomes true when digits beyond the fourth were not all zero.
    public init?(_ jsonNumberLiteral: String, wasRounded: inout Bool) {
        var literal = jsonNumberLiteral
        let value = literal.withUTF8 { Decimal4.read($0) }
        guard let value else { return nil }
        wasRounded = value.rounded
        tenThousandths = value.number
    }

    /// As `init(_:wasRounded:)`, from the literal's bytes.
    public init?(_ jsonNumberLiteral: UnsafeBufferPointer<UInt8>, wasRounded: inout Bool) {
        guard let value = Decimal4.read(jsonNumberLiteral) else { return nil }
        wasRounded = value.rounded
        tenThousandths = value.number
    }

    private static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> (number: Int64, rounded: Bool)? {
        if let number = short(bytes) { return (number, false) }
        return DecimalLiteral(bytes)?.scaled(by: 4)
    }

    /// Nearly every number of a CDR: at most 17 characters, at most four places, no exponent. Nil for all others.
    private static func short(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
        var index = 0
        let negative = bytes.first == UInt8(ascii: "-")
        if negative { index = 1 }
        let start = index
        guard bytes.count <= 17, start < bytes.count,
            bytes[start] != UInt8(ascii: "0") || start + 1 == bytes.count || bytes[start + 1] == UInt8(ascii: ".")
        else { return nil }
        var value: Int64 = 0
        var point = -1
        while index < bytes.count {
            let digit = bytes[index] &- UInt8(ascii: "0")
            if digit < 10 {
                value = value &* 10 &+ Int64(digit)
            } else if bytes[index] == UInt8(ascii: "."), point < 0, index > start {
                point = index
            } else {
                return nil
            }
            index &+= 1
        }
        var places = 0
        if point >= 0 {
            places = bytes.count - point - 1
            guard (1...4).contains(places) else { return nil }
        }
        for _ in places..<4 {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            if overflow { return nil }
            value = product
        }
        return negative ? -value : value
    }

    /// The shortest way to write the number: `12.5`, `-0.0001`, `3`.
    public var text: String {
        let whole = tenThousandths.magnitude / 10_000
        var fraction = tenThousandths.magnitude % 10_000
        let sign = tenThousandths < 0 ? "-" : ""
        guard fraction != 0 else { return "\(sign)\(whole)" }
        var width = 4
        while fraction % 10 == 0 {
            fraction /= 10
            width -= 1
        }
        return "\(sign)\(whole).\(Digits.padded(fraction, width))"
    }

    public var description: String { text }

    public static func < (left: Decimal4, right: Decimal4) -> Bool { left.tenThousandths < right.tenThousandths }
}

/// The digits of a JSON number (RFC 8259 §6), before a scale is chosen.
struct DecimalLiteral {
    private let negative: Bool
    /// Significant digits, leading zeros removed, as values 0 to 9.
    private let digits: [UInt8]
    /// The power of ten of the last digit.
    private let exponent: Int

    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count <= 400 else { return nil }
        var index = 0
        func digit() -> UInt8? {
            guard index < bytes.count, bytes[index] >= UInt8(ascii: "0"), bytes[index] <= UInt8(ascii: "9") else {
                return nil
            }
            return bytes[index] - UInt8(ascii: "0")
        }
        negative = bytes.first == UInt8(ascii: "-")
        if negative { index = 1 }
        var digits: [UInt8] = []
        var places = 0
        let wholeStart = index
        while let value = digit() {
            if !digits.isEmpty || value != 0 { digits.append(value) }
            index += 1
        }
        let wholeLength = index - wholeStart
        guard wholeLength > 0, wholeLength == 1 || bytes[wholeStart] != UInt8(ascii: "0") else { return nil }
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            index += 1
            while let value = digit() {
                if !digits.isEmpty || value != 0 { digits.append(value) }
                places += 1
                index += 1
            }
            guard places > 0 else { return nil }
        }
        var power = 0
        if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            var negativePower = false
            if index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") {
                negativePower = bytes[index] == UInt8(ascii: "-")
                index += 1
            }
            let start = index
            while let value = digit() {
                power = min(power * 10 + Int(value), 100_000)
                index += 1
            }
            guard index > start else { return nil }
            if negativePower { power = -power }
        }
        guard index == bytes.count else { return nil }
        self.digits = digits
        exponent = power - places
    }

    /// The number times ten to `scale`, rounded half away from zero; nil outside `Int64`.
    func scaled(by scale: Int) -> (number: Int64, rounded: Bool)? {
        guard !digits.isEmpty else { return (0, false) }
        let shift = exponent + scale
        let kept = shift >= 0 ? digits.count : max(0, digits.count + shift)
        guard kept + max(0, shift) <= 19 else { return nil }
        var magnitude: UInt64 = 0
        for digit in digits.prefix(kept) {
            magnitude = magnitude * 10 + UInt64(digit)
        }
        for _ in 0..<max(0, shift) { magnitude *= 10 }
        let dropped = digits.dropFirst(kept)
        // With the whole number below the first dropped place, that place is a zero and rounds down.
        if shift < 0, digits.count + shift >= 0, let first = dropped.first, first >= 5 { magnitude += 1 }
        let rounded = dropped.contains { $0 != 0 }
        if negative {
            guard magnitude <= UInt64(Int64.max) + 1 else { return nil }
            return (magnitude == UInt64(Int64.max) + 1 ? Int64.min : -Int64(magnitude), rounded)
        }
        guard magnitude <= UInt64(Int64.max) else { return nil }
        return (Int64(magnitude), rounded)
    }
}
