/// The chunked transfer coding (RFC 9112 §7.1): says how much of the input is data, and drops the rest.
struct ChunkedDecoder: Sendable {
    enum Step {
        case needsMore
        /// So many bytes at the position are data; report them with `took`.
        case data(Int)
        /// The chunk that begins here does not fit in the room left.
        case tooLarge
        case end
    }

    private enum State {
        case size
        case data(remaining: Int)
        case dataEnd
        case trailers
        case end
    }

    private let limits: HTTPLimits
    private var state = State.size
    private var lines = LineReader()
    private var extensionBytes = 0
    private var trailerBytes = 0
    private var trailerCount = 0

    init(limits: HTTPLimits) { self.limits = limits }

    mutating func next(
        _ input: borrowing Span<UInt8>, at position: inout Int, room: Int
    ) throws(MessageFault) -> Step {
        while true {
            switch state {
            case .size:
                let limit = limits.chunkLine
                guard let end = try lines.end(input, from: position, as: .field, limit: limit, over: .chunkLineTooLong)
                else { return .needsMore }
                let size = try size(input, position..<end)
                position = end + 2
                state = size == 0 ? .trailers : .data(remaining: size)
                if size > room { return .tooLarge }
            case .data(let remaining):
                let count = min(remaining, input.count - position)
                return count == 0 ? .needsMore : .data(count)
            case .dataEnd:
                if position < input.count, input[position] != 0x0d { throw .chunkEnd }
                guard position + 1 < input.count else { return .needsMore }
                guard input[position + 1] == 0x0a else { throw .chunkEnd }
                position += 2
                state = .size
            case .trailers:
                guard try skipTrailer(input, at: &position) else { return .needsMore }
            case .end:
                return .end
            }
        }
    }

    mutating func took(_ count: Int) {
        guard case .data(let remaining) = state else { return }
        state = remaining == count ? .dataEnd : .data(remaining: remaining - count)
    }

    /// 1*16HEXDIG, then nothing or an extension, which is ignored; extensions are limited in all.
    private mutating func size(
        _ input: borrowing Span<UInt8>, _ line: Range<Int>
    ) throws(MessageFault) -> Int {
        var index = line.lowerBound
        var value: UInt64 = 0
        while index < line.upperBound, let digit = input[index].hexDigitValue {
            if index - line.lowerBound == 16 { throw .chunkSize }
            value = value << 4 | UInt64(digit)
            index += 1
        }
        guard index > line.lowerBound, let size = Int(exactly: value) else { throw .chunkSize }
        if index < line.upperBound {
            guard input[index] == UInt8(ascii: ";") else { throw .chunkSize }
            extensionBytes += line.upperBound - index
            if extensionBytes > limits.trailers { throw .chunkLineTooLong }
        }
        return size
    }

    /// Trailers are checked like fields and dropped, never merged into the head (RFC 9110 §6.5.1).
    private mutating func skipTrailer(
        _ input: borrowing Span<UInt8>, at position: inout Int
    ) throws(MessageFault) -> Bool {
        let limit = min(limits.fieldLine, limits.trailers - trailerBytes)
        guard let end = try lines.end(input, from: position, as: .field, limit: limit, over: .trailersTooLarge)
        else { return false }
        if end == position {
            state = .end
        } else {
            if trailerCount >= limits.fieldCount { throw .tooManyFields }
            _ = try FieldLine(input, position..<end, isFirst: trailerCount == 0)
            trailerCount += 1
            trailerBytes += end + 2 - position
        }
        position = end + 2
        return true
    }
}
