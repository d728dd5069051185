/// Base64 (RFC 4648 §4), with padding, without line breaks.
public enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding = UInt8(ascii: "=")

    public static func encode(_ bytes: [UInt8]) -> String {
        var out: [UInt8] = []
        out.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var word: UInt32 = 0
            for byte in group { word = word << 8 | UInt32(byte) }
            word <<= UInt32((3 - group.count) * 8)
            for place in 0..<4 {
                let digit = alphabet[Int(word >> UInt32(18 - place * 6) & 63)]
                out.append(place <= group.count ? digit : padding)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Nil unless the text is canonical: alphabet, length, padding, and zero bits behind the last byte.
    public static func decode(_ text: String) -> [UInt8]? {
        let bytes = Array(text.utf8)
        guard bytes.count.isMultiple(of: 4) else { return nil }
        let digits = bytes.drop(whileFromEnd: padding)
        guard bytes.count - digits.count <= 2 else { return nil }
        var out: [UInt8] = []
        var word: UInt32 = 0
        var bits: UInt32 = 0
        for digit in digits {
            guard let value = value(of: digit) else { return nil }
            word = word << 6 | value
            bits += 6
            if bits >= 8 {
                bits -= 8
                out.append(UInt8(truncatingIfNeeded: word >> bits))
                word &= (1 << bits) - 1
            }
        }
        return word == 0 ? out : nil
    }

    private static func value(of digit: UInt8) -> UInt32? {
        switch digit {
        case 0x41...0x5A: UInt32(digit - 0x41)
        case 0x61...0x7A: UInt32(digit - 0x61 + 26)
        case 0x30...0x39: UInt32(digit - 0x30 + 52)
        case 0x2B: 62
        case 0x2F: 63
        default: nil
        }
    }
}

extension [UInt8] {
    fileprivate func drop(whileFromEnd byte: UInt8) -> ArraySlice<UInt8> {
        self[..<((lastIndex { $0 != byte } ?? -1) + 1)]
    }
}
