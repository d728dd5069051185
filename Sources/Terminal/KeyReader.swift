import Glibc

/// Reads a terminal's bytes into a parser, and knows until when what has begun may still be completed.
struct KeyReader {
    private let descriptor: Int32
    private let escapeDelay: Duration
    private var parser = InputParser()
    private var lastByte = ContinuousClock.now

    init(descriptor: Int32, escapeDelay: Duration) {
        self.descriptor = descriptor
        self.escapeDelay = escapeDelay
    }

    /// When to call `timeOut` if nothing comes before; nil when nothing has begun.
    var patienceEnd: ContinuousClock.Instant? {
        switch parser.patience {
        case .none: nil
        case .escape: lastByte + escapeDelay
        case .sequence: lastByte + max(.milliseconds(500), escapeDelay)
        }
    }

    /// What is there to read, which must be something; nil when the terminal is gone.
    mutating func read() -> [InputParser.Input]? {
        var bytes = [UInt8](repeating: 0, count: 16384)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        if count == 0 || count < 0 && errno == EIO { return nil }
        guard count > 0 else { return [] }
        lastByte = .now
        return parser.take(bytes[..<count], now: lastByte)
    }

    mutating func timeOut() -> [InputParser.Input] { parser.timeOut() }
}
