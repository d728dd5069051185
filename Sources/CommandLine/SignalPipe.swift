import CSystem
import Glibc

/// Signals as bytes in a pipe, so that a loop meets them between two of its turns and never inside one.
///
/// A process has one: signals belong to the process. Signals that come while one is unread are kept in order.
public final class SignalPipe {
    /// Readable while a signal waits.
    public let descriptor: Int32
    private let writeEnd: Int32
    private let signals: [Int32]

    /// Catches `signals` from now on.
    public init(_ signals: [Int32]) throws(FileError) {
        var ends: [Int32] = [-1, -1]
        let code = csystem_pipe(&ends)
        guard code == 0 else { throw FileError("make", "a pipe for signals", code: -code) }
        descriptor = ends[0]
        writeEnd = ends[1]
        self.signals = signals
        for signal in signals {
            let code = csystem_forward_signal(signal, writeEnd)
            guard code == 0 else { throw FileError("catch", "signal \(signal)", code: -code) }
        }
    }

    deinit {
        for signal in signals { csystem_signal_default(signal) }
        close(writeEnd)
        close(descriptor)
    }

    /// The signals that came since the last call, without waiting.
    public func take() -> [Int32] {
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = read(descriptor, &bytes, bytes.count)
        return count > 0 ? bytes[..<count].map(Int32.init) : []
    }

    /// Catches `signal` as before, after it had been given another action.
    public func catchAgain(_ signal: Int32) { csystem_forward_signal(signal, writeEnd) }

    /// Waits at most `limit` for the next signals.
    public func wait(within limit: Duration) -> [Int32] {
        Readable.wait(for: descriptor, until: .now + limit) ? take() : []
    }
}
