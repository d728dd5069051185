/// How the end of a body is known (RFC 9112 §6.3).
public enum BodyFraming: Hashable, Sendable {
    case length(Int)
    case chunked
    /// Responses only.
    case untilClose
}

/// Removes the framing of a body and counts what it holds.
struct BodyReader: Sendable {
    private let framing: BodyFraming
    private let limit: Int
    private var received = 0
    private var chunks: ChunkedDecoder

    /// - Throws: 413 when the announced length is over `limit`, before anything is read.
    init(_ framing: BodyFraming, limit: Int, limits: HTTPLimits) throws(MessageFault) {
        self.framing = framing
        self.limit = limit
        chunks = ChunkedDecoder(limits: limits)
        if case .length(let length) = framing, length > limit { throw .bodyTooLarge(limit: limit) }
    }

    var endsWithConnection: Bool { framing == .untilClose }

    /// Appends what the input holds of the body; true when it is complete.
    mutating func read(
        _ input: borrowing Span<UInt8>, at position: inout Int, into body: inout [UInt8]
    ) throws(MessageFault) -> Bool {
        switch framing {
        case .length(let length):
            received += take(input, &position, length - received, into: &body)
            return received == length
        case .untilClose:
            received += take(input, &position, input.count - position, into: &body)
            if received > limit { throw .bodyTooLarge(limit: limit) }
            return false
        case .chunked:
            while true {
                switch try chunks.next(input, at: &position, room: limit - received) {
                case .needsMore: return false
                case .end: return true
                case .tooLarge: throw .bodyTooLarge(limit: limit)
                case .data(let count):
                    received += take(input, &position, count, into: &body)
                    chunks.took(count)
                }
            }
        }
    }

    private func take(
        _ input: borrowing Span<UInt8>, _ position: inout Int, _ wanted: Int, into body: inout [UInt8]
    ) -> Int {
        let count = min(wanted, input.count - position)
        input.extracting(position..<(position + count)).withUnsafeBufferPointer { body.append(contentsOf: $0) }
        position += count
        return count
    }
}
