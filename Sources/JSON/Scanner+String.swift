extension Scanner {
    /// Reads a string; the index is at its opening quote.
    mutating func string() throws(JSONError) -> String {
        let open = index
        index += 1
        let start = index
        var isPlain = true
        var isASCII = true
        scan: while true {
            guard index < bytes.count else { throw error(.unexpectedEnd) }
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "\""): break scan
            case UInt8(ascii: "\\"):
                isPlain = false
                index += 2
            case 0..<0x20: throw error(.controlCharacter)
            default:
                if byte >= 0x80 { isASCII = false }
                index += 1
            }
        }
        let content = UnsafeBufferPointer(rebasing: bytes[start..<index])
        if content.count > limits.maxStringBytes { throw error(.stringTooLong(limit: limits.maxStringBytes), at: open) }
        index += 1
        if isPlain {
            if isASCII { return String(decoding: content, as: UTF8.self) }
            guard let text = String(validating: content, as: UTF8.self) else { throw error(.notUTF8, at: start) }
            return text
        }
        return try unescaped(content, from: start)
    }

    private func unescaped(_ content: UnsafeBufferPointer<UInt8>, from start: Int) throws(JSONError) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(content.count)
        var at = 0
        while at < content.count {
            guard content[at] == UInt8(ascii: "\\") else {
                out.append(content[at])
                at += 1
                continue
            }
            let escape = at
            guard at + 1 < content.count else { throw error(.badEscape, at: start + escape) }
            switch content[at + 1] {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(content[at + 1])
            case UInt8(ascii: "b"): out.append(0x08)
            case UInt8(ascii: "f"): out.append(0x0C)
            case UInt8(ascii: "n"): out.append(0x0A)
            case UInt8(ascii: "r"): out.append(0x0D)
            case UInt8(ascii: "t"): out.append(0x09)
            case UInt8(ascii: "u"):
                guard let unit = hex4(content, at + 2) else { throw error(.badEscape, at: start + escape) }
                var scalar = UInt32(unit)
                at += 4
                if unit >= 0xD800, unit < 0xDC00 {
                    guard at + 3 < content.count, content[at + 2] == UInt8(ascii: "\\"),
                        content[at + 3] == UInt8(ascii: "u"), let low = hex4(content, at + 4), low >= 0xDC00,
                        low < 0xE000
                    else { throw error(.loneSurrogate, at: start + escape) }
                    scalar = 0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00)
                    at += 6
                }
                guard let scalar = Unicode.Scalar(scalar) else { throw error(.loneSurrogate, at: start + escape) }
                out.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
            default: throw error(.badEscape, at: start + escape)
            }
            at += 2
        }
        guard let text = String(validating: out, as: UTF8.self) else { throw error(.notUTF8, at: start) }
        return text
    }

    private func hex4(_ content: UnsafeBufferPointer<UInt8>, _ from: Int) -> UInt16? {
        guard from + 4 <= content.count else { return nil }
        var unit: UInt16 = 0
        for byte in content[from..<(from + 4)] {
            let digit: UInt8
            switch byte {
            case 0x30...0x39: digit = byte - 0x30
            case 0x41...0x46: digit = byte - 0x41 + 10
            case 0x61...0x66: digit = byte - 0x61 + 10
            default: return nil
            }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }
}
