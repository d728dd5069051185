/// Finds the CRLF that ends a line, checking each byte once however the input is cut.
struct LineReader: Sendable {
    enum Text {
        /// Visible ASCII and SP.
        case startLine
        /// Also HTAB and bytes above 0x7F (RFC 9110 §5.5).
        case field
    }

    /// How many bytes of the unfinished line are known to be good.
    private var scanned = 0

    /// The end of the line that begins at `start`, without its CRLF; nil when more input is needed.
    ///
    /// A line of more than `limit` bytes fails as `over` as soon as that is known.
    mutating func end(
        _ input: borrowing Span<UInt8>, from start: Int, as text: Text, limit: Int,
        over: @autoclosure () -> MessageFault
    ) throws(MessageFault) -> Int? {
        let stop = limit < input.count - start ? start + max(limit, 0) : input.count
        var index = start + scanned
        while index < stop {
            let byte = input[index]
            if byte >= 0x20 && byte < 0x7f {
                index += 1
            } else if byte == 0x0d {
                break
            } else if text == .field && (byte == 0x09 || byte >= 0x80) {
                index += 1
            } else {
                throw byte == 0x0a ? .bareLineFeed : .controlCharacter
            }
        }
        if index == input.count {
            scanned = index - start
            return nil
        }
        guard input[index] == 0x0d else { throw over() }
        if index + 1 == input.count {
            scanned = index - start
            return nil
        }
        guard input[index + 1] == 0x0a else { throw .bareCarriageReturn }
        scanned = 0
        return index
    }
}

extension Span<UInt8> {
    /// nil when the bytes are not UTF-8.
    func text(_ range: Range<Int>) -> String? {
        extracting(range).withUnsafeBufferPointer { String(validating: $0, as: UTF8.self) }
    }

    /// Compares with a lower-case ASCII literal, ignoring case.
    func matches(_ range: Range<Int>, _ literal: StaticString) -> Bool {
        guard range.count == literal.utf8CodeUnitCount else { return false }
        for offset in 0..<range.count
        where self[range.lowerBound + offset].asciiLowercased != literal.utf8Start[offset] { return false }
        return true
    }
}
