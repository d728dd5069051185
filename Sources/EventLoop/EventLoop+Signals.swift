import CSystem

extension EventLoop {
    /// Delivers the signals to the loop instead of letting them act; they stay so for the life of the process.
    ///
    /// From any thread. The C handler writes one byte into a pipe; `handler` runs on the loop.
    public func onSignals(
        _ signals: [Int32], _ handler: @escaping @Sendable (Int32) -> Void
    ) throws(EventLoopError) {
        var ends: [Int32] = [0, 0]
        _ = try EventLoopError.check(csystem_pipe(&ends), "pipe2")
        let (reading, writing) = (ends[0], ends[1])
        execute { [self] in
            _ = try? register(fd: reading, interest: .read) { _ in
                var byte: UInt8 = 0
                while csystem_receive_byte(reading, &byte) == 1 { handler(Int32(byte)) }
            }
        }
        for signal in signals {
            _ = try EventLoopError.check(csystem_forward_signal(signal, writing), "sigaction")
        }
    }
}
