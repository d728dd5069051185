extension JSONWriter {
    /// Quotes, backslashes and controls are escaped (RFC 8259 §7); everything else is written as UTF-8.
    mutating func quote(_ text: String) {
        var text = text
        text.withUTF8 { source in
            let end = endOfPlainText(source, from: 0, beyondASCII: true)
            if end == source.count { appendQuoted(source) } else { appendEscaped(source, plainTo: end) }
        }
    }

    /// One growth and one copy: nearly every string of a document comes here.
    @inline(__always)
    private mutating func appendQuoted(_ source: UnsafeBufferPointer<UInt8>) {
        bytes.append(addingCapacity: source.count + 2) { output in
            output.append(0x22)
            output.withUnsafeMutableBufferPointer { buffer, count in
                if let from = source.baseAddress, let to = buffer.baseAddress {
                    (to + count).initialize(from: from, count: source.count)
                    count += source.count
                }
            }
            output.append(0x22)
        }
    }

    private mutating func appendEscaped(_ source: UnsafeBufferPointer<UInt8>, plainTo firstEscape: Int) {
        var (start, end) = (0, firstEscape)
        bytes.append(0x22)
        while true {
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[start..<end]))
            guard end < source.count else { break }
            appendEscape(source[end])
            start = end + 1
            end = endOfPlainText(source, from: start, beyondASCII: true)
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
