extension JSONWriter {
    /// Quotes, backslashes and controls are escaped (RFC 8259 §7); everything else is written as UTF-8.
    mutating func quote(_ text: String) {
        var text = text
        bytes.append(0x22)
        text.withUTF8 { source in
            var start = 0
            while true {
                let end = endOfPlainText(source, from: start, beyondASCII: true)
                if end > start { bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[start..<end])) }
                guard end < source.count else { return }
                appendEscape(source[end])
                start = end + 1
            }
        }
        bytes.append(0x22)
    }

    private mutating func appendEscape(_ byte: UInt8) {
        bytes.append(0x5C)
        switch byte {
        case 0x22, 0x5C: bytes.append(byte)
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        default:
            let digits: StaticString = "0123456789abcdef"
            bytes.append(contentsOf: "u00".utf8)
            bytes.append(digits.utf8Start[Int(byte >> 4)])
            bytes.append(digits.utf8Start[Int(byte & 15)])
        }
    }
}
