/// A number with its literal, so that no digit is lost on the way; equality is that of the literals.
public struct JSONNumber: Hashable, Sendable {
    public let literal: String

    public init(_ value: Int64) { literal = String(value) }

    /// Nil unless the text is a number by RFC 8259 §6.
    public init?(literal: String) {
        let bytes = Array(literal.utf8)
        let end = bytes.withUnsafeBufferPointer { JSONNumber.end(of: $0, from: 0) }
        guard end == bytes.count, !bytes.isEmpty else { return nil }
        self.literal = literal
    }

    /// For the parser, which has checked the text.
    init(checked literal: String) { self.literal = literal }

    /// The value when it is whole and fits, however it is written: 1, 1.0 and 1e2 are whole.
    public var int64: Int64? {
        if let value = Int64(literal) { return value }
        var digits: [UInt8] = []
        var exponent = 0
        var isNegative = false
        var iterator = literal.utf8.makeIterator()
        var seenPoint = false
        scan: while let byte = iterator.next() {
            switch byte {
            case UInt8(ascii: "-"): isNegative = true
            case UInt8(ascii: "."): seenPoint = true
            case UInt8(ascii: "e"), UInt8(ascii: "E"):
                var text = ""
                while let rest = iterator.next() { text.unicodeScalars.append(Unicode.Scalar(rest)) }
                guard let written = Int(text.hasPrefix("+") ? String(text.dropFirst()) : text), abs(written) < 1000
                else { return digits.allSatisfy { $0 == 0x30 } ? 0 : nil }
                exponent += written
                break scan
            default:
                digits.append(byte)
                if seenPoint { exponent -= 1 }
            }
        }
        while exponent < 0, digits.last == 0x30 {
            digits.removeLast()
            exponent += 1
        }
        if digits.allSatisfy({ $0 == 0x30 }) { return 0 }
        guard exponent >= 0, digits.count + exponent <= 40 else { return nil }
        var value: Int64 = 0
        for digit in digits + Array(repeating: 0x30, count: exponent) {
            let step = Int64(digit - 0x30)
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) =
                isNegative
                ? product.subtractingReportingOverflow(step) : product.addingReportingOverflow(step)
            if overflow || carry { return nil }
            value = sum
        }
        return value
    }

    /// The index behind the number that starts at `start`; `start` itself when none does (RFC 8259 §6).
    static func end(of bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        func digit() -> Bool { index < bytes.count && bytes[index] >= 0x30 && bytes[index] <= 0x39 }
        if index < bytes.count, bytes[index] == UInt8(ascii: "-") { index += 1 }
        guard digit() else { return start }
        if bytes[index] == 0x30 { index += 1 } else { while digit() { index += 1 } }
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            index += 1
            guard digit() else { return start }
            while digit() { index += 1 }
        }
        if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            if index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") {
                index += 1
            }
            guard digit() else { return start }
            while digit() { index += 1 }
        }
        return index
    }
}
