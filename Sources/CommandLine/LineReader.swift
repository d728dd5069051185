import Glibc

/// Reads lines from a pipe, each with a deadline; owns the descriptor.
public final class LineReader {
    /// For a `poll` beside other descriptors.
    public let descriptor: Int32
    /// The longest line kept, in bytes; what is longer is cut.
    public static let longestLine = 1 << 20
    private var buffer: [UInt8] = []
    private var ended = false

    public init(descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// The next line without its newline; nil at the end of the stream or when `limit` has passed.
    public func next(within limit: Duration) -> String? {
        let deadline = ContinuousClock.now + limit
        while true {
            if let line = takeLine() { return line }
            guard !ended, Readable.wait(for: descriptor, until: deadline) else { return nil }
            fill()
        }
    }

    /// The lines that are there now, without waiting; call it when the descriptor is readable.
    public func available() -> [String] {
        if !ended, Readable.wait(for: descriptor, until: .now) { fill() }
        var lines: [String] = []
        while let line = takeLine() { lines.append(line) }
        return lines
    }

    /// Whether the other side has closed and every line was taken.
    public var isAtEnd: Bool { ended && buffer.isEmpty }

    private func fill() {
        var chunk = [UInt8](repeating: 0, count: 16384)
        let count = read(descriptor, &chunk, chunk.count)
        if count > 0 {
            buffer += chunk[..<count]
        } else if count == 0 || errno != EINTR && errno != EAGAIN {
            ended = true
        }
    }

    private func takeLine() -> String? {
        if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
            defer { buffer.removeFirst(end + 1) }
            return String(decoding: buffer[..<end], as: UTF8.self)
        }
        guard !buffer.isEmpty, ended || buffer.count > LineReader.longestLine else { return nil }
        defer { buffer = [] }
        return String(decoding: buffer, as: UTF8.self)
    }
}

/// Waiting for one descriptor.
enum Readable {
    /// Whether `descriptor` becomes readable (or closes) before `deadline`.
    static func wait(for descriptor: Int32, until deadline: ContinuousClock.Instant) -> Bool {
        while true {
            let left = (deadline - .now).components
            let milliseconds = max(0, left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000)
            var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let count = poll(&entry, 1, Int32(min(milliseconds, 3_600_000)))
            if count > 0 { return true }
            if count < 0, errno != EINTR { return false }
            if ContinuousClock.now >= deadline { return false }
        }
    }
}
