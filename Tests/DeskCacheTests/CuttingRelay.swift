import EventLoop
import Glibc
import Synchronization

/// A wire between desk and hub that can be cut, anywhere in an answer, and mended.
final class CuttingRelay: Sendable {
    private struct State {
        /// Bytes towards the desk until the next cut; nil for ever.
        var budget: Int?
        var isDown = false
        /// Bytes are swallowed, connections stay.
        var isFrozen = false
        var sockets: Set<Int32> = []
        var cuts = 0
    }

    let port: UInt16
    private let listener: Int32
    private let target: UInt16
    private let state = Mutex(State())

    init(to target: UInt16) throws {
        let (fd, port) = try Socket.listen(host: "127.0.0.1", port: 0)
        self.target = target
        self.port = port
        listener = fd
        // Blocking: each direction has a thread of its own.
        _ = fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) & ~O_NONBLOCK)
        OwnThread.run { [self] in acceptAll() }
    }

    var url: String { "http://127.0.0.1:\(port)" }

    /// How often a wire was cut so far.
    var cuts: Int { state.withLock { $0.cuts } }

    /// Cuts every wire after so many more bytes to the desk; the next connection works again.
    func cut(after bytes: Int) { state.withLock { $0.budget = bytes } }

    /// Cuts every wire now; nothing connects until `mend`.
    func goDown() {
        state.withLock { state in
            state.isDown = true
            Self.cutAll(&state)
        }
    }

    /// Lets nothing through any more, without a word to either side.
    func freeze() { state.withLock { $0.isFrozen = true } }

    func mend() { state.withLock { $0.isDown = false } }

    func close() {
        goDown()
        shutdown(listener, Int32(SHUT_RDWR))
    }

    private static func cutAll(_ state: inout State) {
        state.budget = nil
        state.cuts += 1
        for socket in state.sockets { shutdown(socket, Int32(SHUT_RDWR)) }
    }

    private func acceptAll() {
        while true {
            let desk = accept(listener, nil, nil)
            guard desk >= 0 else { break }
            guard !state.withLock({ $0.isDown }), let hub = connectToHub() else {
                Glibc.close(desk)
                continue
            }
            state.withLock { $0.sockets.formUnion([desk, hub]) }
            OwnThread.run { [self] in
                OwnThread.run { [self] in copy(from: desk, to: hub, isAnswer: false) }
                copy(from: hub, to: desk, isAnswer: true)
            }
        }
        Glibc.close(listener)
    }

    private func connectToHub() -> Int32? {
        let fd = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = target.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(fd, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else {
            Glibc.close(fd)
            return nil
        }
        return fd
    }

    /// Until either end is gone. Sockets are shut, never closed, while the other direction may use them; a test's
    /// handful of them ends with the process.
    private func copy(from: Int32, to: Int32, isAnswer: Bool) {
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = recv(from, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            if state.withLock({ $0.isFrozen }) { continue }
            var allowed = count
            if isAnswer {
                allowed = state.withLock { state in
                    guard let budget = state.budget else { return count }
                    state.budget = max(0, budget - count)
                    return min(budget, count)
                }
            }
            guard send(to, buffer, allowed, Int32(MSG_NOSIGNAL)) == allowed else { break }
            if allowed < count { state.withLock { Self.cutAll(&$0) } }
        }
        shutdown(from, Int32(SHUT_RDWR))
        shutdown(to, Int32(SHUT_RDWR))
        _ = state.withLock { $0.sockets.remove(from) }
    }
}

/// A thread for code that blocks, which the cooperative pool must not run.
enum OwnThread {
    static func run(_ body: @escaping @Sendable () -> Void) {
        final class Box {
            let body: @Sendable () -> Void
            init(_ body: @escaping @Sendable () -> Void) { self.body = body }
        }
        var thread = pthread_t()
        let context = Unmanaged.passRetained(Box(body)).toOpaque()
        let result = pthread_create(
            &thread, nil,
            { context in
                if let context { Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body() }
                return nil
            }, context)
        precondition(result == 0, "no thread: \(result)")
        pthread_detach(thread)
    }
}
