/// Percent-encoding (RFC 3986 §2.1): decoded once, strictly; encoded so that nothing is ambiguous.
public enum PercentCoding {
    /// Decodes text in one go; nil for an incomplete escape, "%00", or bytes that are not UTF-8.
    public static func decode(_ text: some StringProtocol, plusIsSpace: Bool = false) -> String? {
        decode(text.utf8, plusIsSpace: plusIsSpace)
    }

    static func decode(_ bytes: some Sequence<UInt8>, plusIsSpace: Bool) -> String? {
        var out: [UInt8] = []
        var iterator = bytes.makeIterator()
        while let byte = iterator.next() {
            if byte == UInt8(ascii: "%") {
                guard let high = iterator.next()?.hexDigitValue, let low = iterator.next()?.hexDigitValue,
                    high | low != 0
                else { return nil }
                out.append(high << 4 | low)
            } else {
                out.append(plusIsSpace && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(validating: out, as: UTF8.self)
    }

    /// For one path segment: everything but RFC 3986's unreserved characters is escaped, so "/" becomes "%2F".
    public static func encodeSegment(_ text: String) -> String { encode(text) }

    /// For a query's name or value; a space becomes "%20", which every decoder takes.
    public static func encodeQuery(_ text: String) -> String { encode(text) }

    private static func encode(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var out: [UInt8] = []
        for byte in text.utf8 {
            if byte.isUnreserved {
                out.append(byte)
            } else {
                out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}

extension UInt8 {
    var hexDigitValue: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46: self - 0x41 + 10
        case 0x61...0x66: self - 0x61 + 10
        default: nil
        }
    }

    var isDigit: Bool { self >= 0x30 && self <= 0x39 }

    var isAlphanumeric: Bool { isDigit || (asciiLowercased >= 0x61 && asciiLowercased <= 0x7a) }

    /// RFC 3986 §2.3
    var isUnreserved: Bool {
        isAlphanumeric || self == 0x2d || self == 0x2e || self == 0x5f || self == 0x7e
    }

    /// RFC 9110 §5.6.2: tchar
    var isTokenCharacter: Bool {
        if isAlphanumeric { return true }
        switch self {
        case 0x21, 0x23...0x27, 0x2a, 0x2b, 0x2d, 0x2e, 0x5e...0x60, 0x7c, 0x7e: return true
        default: return false
        }
    }
}
