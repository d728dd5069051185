import CSystem
import Glibc

/// Non-blocking stream sockets, as descriptors; whoever gets one closes it.
///
/// All are close-on-exec and have TCP_NODELAY. Interrupted calls are repeated inside.
public enum Socket {
    /// What a read or a write came to.
    public enum Outcome: Hashable, Sendable {
        /// More than zero bytes were moved.
        case bytes(Int)
        /// The peer has closed its sending half (reads only).
        case end
        case wouldBlock
        case failed(errno: Int32)
    }

    /// Binds and listens; port 0 takes a free one.
    public static func listen(
        host: String, port: UInt16, backlog: Int32 = 1024
    ) throws(EventLoopError) -> (fd: Int32, port: UInt16) {
        var bound: UInt16 = 0
        let fd = try EventLoopError.check(csystem_listen(host, port, backlog, &bound), "listen")
        return (fd, bound)
    }

    /// The next waiting connection, with the peer's numeric address. EAGAIN is thrown like any other.
    public static func accept(_ listener: Int32) throws(EventLoopError) -> (fd: Int32, address: String) {
        var fd: Int32 = -1
        let address = withUnsafeTemporaryAllocation(of: CChar.self, capacity: CSYSTEM_ADDRESS_TEXT) {
            text in
            text[0] = 0
            fd = csystem_accept(listener, text.baseAddress)
            return fd < 0 ? "" : String(cString: text.baseAddress!)
        }
        return (try EventLoopError.check(fd, "accept4"), address)
    }

    /// Starts a connection to a numeric address. It is decided when the descriptor is writable: ask `pendingError`.
    public static func connect(address: String, port: UInt16) throws(EventLoopError) -> Int32 {
        try EventLoopError.check(csystem_connect(address, port), "connect")
    }

    /// The descriptor's pending `errno`, which this clears; 0 when there is none.
    public static func pendingError(_ fd: Int32) -> Int32 {
        csystem_socket_error(fd)
    }

    /// The numeric addresses of a name, at most eight, none when it does not resolve. Blocks: not on a loop.
    public static func resolve(_ host: String) -> [String] {
        let size = CSYSTEM_ADDRESS_TEXT
        return withUnsafeTemporaryAllocation(byteCount: 8 * size, alignment: 1) { raw in
            let rows = raw.baseAddress!
            let count = csystem_resolve(host, rows.assumingMemoryBound(to: CChar.self), 8)
            return (0..<Int(count)).map { row in
                String(cString: (rows + row * size).assumingMemoryBound(to: CChar.self))
            }
        }
    }

    public static func receive(_ fd: Int32, into buffer: UnsafeMutableRawBufferPointer) -> Outcome {
        let count = csystem_receive(fd, buffer.baseAddress, buffer.count)
        if count > 0 { return .bytes(count) }
        if count == 0 { return .end }
        return failure(-count)
    }

    /// Writes two pieces with one system call; never raises SIGPIPE.
    public static func send(
        _ fd: Int32, _ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer = .init(start: nil, count: 0)
    ) -> Outcome {
        let count = csystem_send(fd, first.baseAddress, first.count, second.baseAddress, second.count)
        return count >= 0 ? .bytes(count) : failure(-count)
    }

    public static func shutdownWrite(_ fd: Int32) { _ = csystem_shutdown_write(fd) }

    /// Makes the next `close` a reset (RST), so that nothing of this connection stays behind.
    public static func resetOnClose(_ fd: Int32) { _ = csystem_reset_on_close(fd) }

    /// Kernel buffer sizes in bytes; 0 leaves one alone.
    public static func setBuffers(_ fd: Int32, send: Int32 = 0, receive: Int32 = 0) {
        _ = csystem_set_buffers(fd, send, receive)
    }

    public static func close(_ fd: Int32) { _ = csystem_close(fd) }

    /// A descriptor to hold back, so that one can be freed when the process has none left; -1 when it has none.
    public static func openSpare() -> Int32 { csystem_open_spare() }

    private static func failure(_ errno: Int) -> Outcome {
        let errno = Int32(errno)
        return errno == EAGAIN || errno == EWOULDBLOCK ? .wouldBlock : .failed(errno: errno)
    }
}
