import CSystem
import Glibc

/// A bell that other threads ring to end the terminal's wait; rings before the wait looks are one ring.
///
/// `@unchecked Sendable`: the descriptor is set once and closed only when the last reference goes.
public final class Waker: @unchecked Sendable {
    /// Readable when it was rung, for a `poll` beside other descriptors.
    public let descriptor: Int32

    public init() throws(TerminalError) {
        descriptor = csystem_eventfd_create()
        guard descriptor >= 0 else { throw TerminalError.system("make a wake-up descriptor", -descriptor) }
    }

    deinit { close(descriptor) }

    /// Ends a wait, now or the next one. From any thread, never blocks.
    public func ring() {
        csystem_eventfd_signal(descriptor)
    }

    /// Whether it was rung since the last call.
    public func take() -> Bool {
        var count: UInt64 = 0
        return read(descriptor, &count, 8) == 8
    }
}
