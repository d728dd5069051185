/// A string's place in the document, without its quotes.
struct ScannedString {
    let range: Range<Int>
    let hasEscapes: Bool
    /// ASCII without escapes.
    let isPlain: Bool
}

extension JSONScanner {
    /// Checks a string (§7) from its opening quote to past its closing one: escapes, surrogates, controls, UTF-8.
    mutating func scanString() throws(JSONFault) -> ScannedString {
        guard next == UInt8(ascii: "\"") else { throw unexpected("a string") }
        position += 1
        let start = position
        var hasEscapes = false
        var isASCII = true
        while true {
            position = endOfPlainText(bytes, from: position, beyondASCII: false)
            guard let byte = next else { throw fault(.unexpectedEnd) }
            switch byte {
            case UInt8(ascii: "\""):
                let range = start..<position
                if range.count > limits.maxStringBytes {
                    throw JSONFault(.stringTooLong(limit: limits.maxStringBytes), at: start)
                }
                position += 1
                return ScannedString(range: range, hasEscapes: hasEscapes, isPlain: isASCII && !hasEscapes)
            case UInt8(ascii: "\\"):
                hasEscapes = true
                try scanEscape()
            case 0..<0x20:
                throw fault(.controlCharacter(byte))
            default:
                isASCII = false
                let length = utf8Length(first: byte)
                guard length > 0 else { throw fault(.notUTF8) }
                position += length
            }
        }
    }

    private mutating func scanEscape() throws(JSONFault) {
        let start = position
        position += 1
        guard let byte = next else { throw fault(.unexpectedEnd) }
        switch byte {
        case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74:
            position += 1
        case UInt8(ascii: "u"):
            position += 1
            let unit = try scanHexUnit()
            if unit & 0xFC00 == 0xDC00 { throw JSONFault(.loneSurrogate, at: start) }
            guard unit & 0xFC00 == 0xD800 else { return }
            guard next == UInt8(ascii: "\\"), position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "u")
            else { throw JSONFault(.loneSurrogate, at: start) }
            position += 2
            if try scanHexUnit() & 0xFC00 != 0xDC00 { throw JSONFault(.loneSurrogate, at: start) }
        default:
            throw fault(.badEscape)
        }
    }

    private mutating func scanHexUnit() throws(JSONFault) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = next else { throw fault(.unexpectedEnd) }
            guard let digit = hexDigit(byte) else { throw fault(.badEscape) }
            unit = unit << 4 | UInt16(digit)
            position += 1
        }
        return unit
    }

    /// Bytes of the well-formed sequence at the cursor (Unicode 16, table 3-7), or 0.
    private func utf8Length(first: UInt8) -> Int {
        func trail(_ distance: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
            position + distance < bytes.count && range.contains(bytes[position + distance])
        }
        switch first {
        case 0xC2...0xDF: return trail(1) ? 2 : 0
        case 0xE0: return trail(1, 0xA0...0xBF) && trail(2) ? 3 : 0
        case 0xED: return trail(1, 0x80...0x9F) && trail(2) ? 3 : 0
        case 0xE1...0xEF: return trail(1) && trail(2) ? 3 : 0
        case 0xF0: return trail(1, 0x90...0xBF) && trail(2) && trail(3) ? 4 : 0
        case 0xF1...0xF3: return trail(1) && trail(2) && trail(3) ? 4 : 0
        case 0xF4: return trail(1, 0x80...0x8F) && trail(2) && trail(3) ? 4 : 0
        default: return 0
        }
    }

    /// The string's text with its escapes resolved.
    @inline(__always)
    func text(_ string: ScannedString) -> String {
        string.hasEscapes ? unescaped(string.range) : text(string.range)
    }

    private func unescaped(_ range: Range<Int>) -> String {
        // No escape is shorter than what it stands for, so the range's length is room enough.
        String(unsafeUninitializedCapacity: range.count) { output in
            var count = 0
            func put(_ byte: UInt8) {
                output[count] = byte
                count += 1
            }
            var index = range.lowerBound
            while index < range.upperBound {
                let byte = bytes[index]
                index += 1
                guard byte == UInt8(ascii: "\\") else {
                    put(byte)
                    continue
                }
                let escape = bytes[index]
                index += 1
                switch escape {
                case UInt8(ascii: "b"): put(0x08)
                case UInt8(ascii: "f"): put(0x0C)
                case UInt8(ascii: "n"): put(0x0A)
                case UInt8(ascii: "r"): put(0x0D)
                case UInt8(ascii: "t"): put(0x09)
                case UInt8(ascii: "u"):
                    var scalar = unit(at: index)
                    index += 4
                    if scalar & 0xFC00 == 0xD800 {
                        scalar = 0x1_0000 + (scalar & 0x3FF) << 10 + (unit(at: index + 2) & 0x3FF)
                        index += 6
                    }
                    for byte in String(Character(Unicode.Scalar(scalar) ?? "\u{FFFD}")).utf8 { put(byte) }
                default: put(escape)
                }
            }
            return count
        }
    }

    private func unit(at index: Int) -> UInt32 {
        bytes[index..<index + 4].reduce(0) { $0 << 4 | UInt32(hexDigit($1) ?? 0) }
    }

    @inline(__always)
    private func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
