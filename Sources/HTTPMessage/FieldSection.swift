/// The header fields of one message while they come in, with what framing needs to know picked out.
struct FieldSection: Sendable {
    private(set) var fields = HTTPFields()
    private(set) var contentLength: Int?
    /// Lower-case codings, in order; nil without the field.
    private(set) var transferCodings: [String]?
    private(set) var hostCount = 0
    private(set) var host = ""
    private(set) var asksClose = false
    private(set) var asksKeepAlive = false
    private(set) var expectation: String?
    private(set) var isEncoded = false

    mutating func add(
        _ input: borrowing Span<UInt8>, _ line: Range<Int>, limits: borrowing HTTPLimits
    ) throws(MessageFault) {
        if fields.count >= limits.fieldCount { throw .tooManyFields }
        let cut = try FieldLine(input, line, isFirst: fields.isEmpty)
        guard let name = input.text(cut.name), let value = input.text(cut.value) else { throw .fieldText }
        if fields.contains(name), limits.singleFields.contains(name.lowercased()) { throw .repeatedField }
        try note(input, cut, value)
        fields.append(name, value)
    }

    private mutating func note(
        _ input: borrowing Span<UInt8>, _ cut: FieldLine, _ value: String
    ) throws(MessageFault) {
        switch cut.name.count {
        case 4 where input.matches(cut.name, "host"):
            hostCount += 1
            host = value
        case 6 where input.matches(cut.name, "expect"):
            if expectation != nil { throw .expectation }
            expectation = value.lowercased()
        case 10 where input.matches(cut.name, "connection"):
            for option in Self.list(value) {
                if option == "close" { asksClose = true }
                if option == "keep-alive" { asksKeepAlive = true }
            }
        case 14 where input.matches(cut.name, "content-length"):
            if contentLength != nil { throw .contentLength }
            contentLength = try Self.length(input, cut.value)
        case 16 where input.matches(cut.name, "content-encoding"):
            if !input.matches(cut.value, "identity") { isEncoded = true }
        case 17 where input.matches(cut.name, "transfer-encoding"):
            if transferCodings != nil { throw .chunkedNotFinal }
            transferCodings = Self.list(value)
        default:
            break
        }
    }

    /// How long the body is, by its fields alone; nil when they say nothing (RFC 9112 §6.3).
    func framing(_ version: HTTPVersion) throws(MessageFault) -> BodyFraming? {
        guard let transferCodings else { return contentLength.map { .length($0) } }
        if contentLength != nil { throw .lengthAndCoding }
        if version < .http11 { throw .codingOnOldVersion }
        if transferCodings == ["chunked"] { return .chunked }
        let earlier = transferCodings.dropLast()
        guard transferCodings.last == "chunked", !earlier.contains("chunked"), !earlier.contains("") else {
            throw .chunkedNotFinal
        }
        throw .unknownCoding
    }

    /// Whether the sender keeps the connection after this message (RFC 9112 §9.3).
    func keepsAlive(_ version: HTTPVersion) -> Bool {
        !asksClose && (version == .http11 || asksKeepAlive)
    }

    /// 1*DIGIT and nothing else: `Int(String)` would take "+5" and "-0".
    private static func length(_ input: borrowing Span<UInt8>, _ range: Range<Int>) throws(MessageFault) -> Int {
        var value = 0
        for index in range {
            let byte = input[index]
            let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, more) = tens.addingReportingOverflow(Int(byte & 15))
            guard byte.isDigit, !overflow, !more else { throw .contentLength }
            value = sum
        }
        if range.isEmpty { throw .contentLength }
        return value
    }

    private static func list(_ value: String) -> [String] {
        value.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map { item in
            let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
            let kept = item.drop(while: isSpace).reversed().drop(while: isSpace).reversed()
            return String(decoding: kept.map(\.asciiLowercased), as: UTF8.self)
        }
    }
}
