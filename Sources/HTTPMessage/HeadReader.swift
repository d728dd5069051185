/// A start line and the fields after it, up to the empty line; shared by requests and responses.
struct HeadReader: Sendable {
    enum Step {
        case needsMore
        /// The start line, without its CRLF; the position is behind it.
        case startLine(Range<Int>)
        case end
    }

    private(set) var section = FieldSection()
    private var lines = LineReader()
    private var hasStarted = false
    private var used = 0

    /// Whether the start line has been read.
    var isPastStartLine: Bool { hasStarted }

    mutating func next(
        _ input: borrowing Span<UInt8>, at position: inout Int, limits: borrowing HTTPLimits, startLineLimit: Int,
        startLineText: LineReader.Text, startLineOver: @autoclosure () -> MessageFault
    ) throws(MessageFault) -> Step {
        if !hasStarted {
            let limit = startLineLimit
            guard
                let end = try lines.end(
                    input, from: position, as: startLineText, limit: limit, over: startLineOver())
            else { return .needsMore }
            let line = position..<end
            hasStarted = true
            advance(to: end, &position)
            return .startLine(line)
        }
        while true {
            let limit = min(limits.fieldLine, limits.head - used - 2)
            guard let end = try lines.end(input, from: position, as: .field, limit: limit, over: .headTooLarge)
            else { return .needsMore }
            let line = position..<end
            advance(to: end, &position)
            if line.isEmpty { return .end }
            try section.add(input, line, limits: limits)
        }
    }

    private mutating func advance(to end: Int, _ position: inout Int) {
        used += end + 2 - position
        position = end + 2
    }
}
