/// A cursor over a document that checks the grammar of RFC 8259 token by token and builds nothing.
///
/// It is valid only while the buffer it was given is.
struct JSONScanner {
    let bytes: UnsafeBufferPointer<UInt8>
    let limits: JSONLimits
    var position = 0
    private var values = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    /// The next byte, or nil at the end.
    @inline(__always)
    var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    func fault(_ reason: JSONError.Reason) -> JSONFault { JSONFault(reason, at: position) }

    func unexpected(_ wanted: String) -> JSONFault {
        fault(next.map { .unexpectedByte($0, expected: wanted) } ?? .unexpectedEnd)
    }

    @inline(__always)
    mutating func skipWhitespace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    /// Every value of the document is announced here before it is read.
    @inline(__always)
    mutating func countValue() throws(JSONFault) {
        values += 1
        if values > limits.maxValues { throw fault(.tooManyValues(limit: limits.maxValues)) }
    }

    /// The depth inside a container that starts here.
    @inline(__always)
    func deeper(_ depth: Int) throws(JSONFault) -> Int {
        guard depth < limits.maxDepth else { throw fault(.tooDeep(limit: limits.maxDepth)) }
        return depth + 1
    }

    /// Steps over a document's start: size, byte order mark, white space.
    mutating func begin() throws(JSONFault) {
        if bytes.count > limits.maxBytes { throw JSONFault(.tooLarge(limit: limits.maxBytes), at: limits.maxBytes) }
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { throw fault(.byteOrderMark) }
        skipWhitespace()
    }

    /// Refuses anything but white space after the value.
    mutating func end() throws(JSONFault) {
        skipWhitespace()
        if position < bytes.count { throw fault(.trailingBytes) }
    }

    mutating func scanWord(_ word: StaticString) throws(JSONFault) {
        for offset in 0..<word.utf8CodeUnitCount {
            guard next == word.utf8Start[offset] else { throw unexpected("\(word)") }
            position += 1
        }
    }

    @inline(__always)
    static func startsNumber(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte) }

    /// The range of the number's literal (§6).
    mutating func scanNumber() throws(JSONFault) -> Range<Int> {
        let start = position
        if next == UInt8(ascii: "-") { position += 1 }
        if next == UInt8(ascii: "0") {
            position += 1
            if isDigit(next) { throw fault(.badNumber) }
        } else {
            try scanDigits()
        }
        if next == UInt8(ascii: ".") {
            position += 1
            try scanDigits()
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            position += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { position += 1 }
            try scanDigits()
        }
        if position - start > limits.maxNumberBytes {
            throw JSONFault(.numberTooLong(limit: limits.maxNumberBytes), at: start)
        }
        return start..<position
    }

    @inline(__always)
    private mutating func scanDigits() throws(JSONFault) {
        guard isDigit(next) else { throw fault(next == nil ? .unexpectedEnd : .badNumber) }
        while isDigit(next) { position += 1 }
    }

    @inline(__always)
    private func isDigit(_ byte: UInt8?) -> Bool {
        guard let byte else { return false }
        return byte &- UInt8(ascii: "0") < 10
    }

    /// The text of a range that was checked before.
    @inline(__always)
    func text(_ range: Range<Int>) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    }
}
