import HTTPMessage

/// One answer while it comes in, pure, however its bytes are cut.
struct AnswerReader {
    private var parser: ResponseParser
    /// What the parser has not taken: part of a head or of a chunk's size line.
    private var pending: [UInt8] = []
    private var body: [UInt8] = []
    private(set) var isComplete = false
    /// Bytes came after the answer's end: whoever sends them is out of step, and the connection is not used again.
    private(set) var hasSurplus = false
    /// Whether any byte has come, 1xx answers included.
    private(set) var hasBegun = false

    init(method: HTTPMethod, limits: HTTPLimits) {
        parser = ResponseParser(method: method, limits: limits)
    }

    /// The final head, when it is complete.
    var head: HTTPResponseHead? { parser.head }

    /// Whether the connection can carry another request, as far as the answer says.
    var allowsReuse: Bool { isComplete && parser.keepsAlive && !hasSurplus }

    mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) throws(MessageFault) {
        if bytes.isEmpty { return }
        hasBegun = true
        if isComplete {
            hasSurplus = true
        } else if pending.isEmpty {
            let taken = try parse(bytes.span)
            if !isComplete { pending.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[taken...])) }
        } else {
            pending.append(contentsOf: bytes)
            let input = pending
            let taken = try parse(input.span)
            pending.removeFirst(taken)
        }
    }

    /// The sender has closed. A fault when the answer needed more.
    mutating func end() throws(MessageFault) {
        try parser.end()
        isComplete = true
    }

    /// What has come of the body since the last call.
    mutating func takeBody() -> [UInt8] {
        defer { body = [] }
        return body
    }

    /// How many bytes were taken.
    private mutating func parse(_ input: borrowing Span<UInt8>) throws(MessageFault) -> Int {
        var position = 0
        while true {
            switch try parser.parse(input, at: &position, body: &body) {
            case .needsMore:
                return position
            case .head:
                if case .length(let length) = parser.framing {
                    body.reserveCapacity(min(length, Self.largestReservation))
                }
            case .complete:
                isComplete = true
                hasSurplus = position < input.count
                return position
            }
        }
    }

    /// An announced length is only a promise; memory beyond this is taken as the bytes come.
    private static let largestReservation = 1 << 20
}
