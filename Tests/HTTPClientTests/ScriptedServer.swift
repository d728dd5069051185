import EventLoop
import Foundation
import Glibc
import Synchronization

/// A blocking server that says exactly what a test tells it to, one thread a connection.
final class ScriptedServer: Sendable {
    let port: UInt16
    private let listener: Int32
    private let accepted = Atomic<Int>(0)

    /// - Parameter serve: gets each connection with its number, from 0; the connection closes when it returns.
    init(host: String = "127.0.0.1", _ serve: @escaping @Sendable (ScriptedConnection, Int) -> Void) throws {
        (listener, port) = try Socket.listen(host: host, port: 0)
        // The socket comes non-blocking, and these threads want to wait.
        _ = fcntl(listener, F_SETFL, fcntl(listener, F_GETFL) & ~O_NONBLOCK)
        Thread { [self] in
            while true {
                let fd = Glibc.accept(listener, nil, nil)
                if fd < 0 { return }
                let number = accepted.add(1, ordering: .relaxed).oldValue
                Thread { serve(ScriptedConnection(fd), number) }.start()
            }
        }.start()
    }

    var connectionCount: Int { accepted.load(ordering: .relaxed) }

    var url: String { "http://127.0.0.1:\(port)" }

    func stop() {
        Glibc.shutdown(listener, Int32(SHUT_RDWR))
        Glibc.close(listener)
    }
}

final class ScriptedConnection {
    private let fd: Int32
    private var pending: [UInt8] = []

    init(_ fd: Int32) {
        self.fd = fd
        var on: Int32 = 1
        setsockopt(fd, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        // A test that waits for ever would hang the suite; nothing here takes two minutes, even when it waits for its turn.
        var limit = timeval(tv_sec: 120, tv_usec: 0)
        setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { Glibc.close(fd) }

    struct Request {
        var line: String
        /// The whole head.
        var head: String
        var body: String
    }

    /// Nil when the client closes instead.
    func request() -> Request? {
        guard let head = head() else { return nil }
        let length = head.lowercased().split(separator: "\r\n").first { $0.hasPrefix("content-length: ") }
            .flatMap { Int($0.dropFirst(16)) }
        while pending.count < length ?? 0 { if !fill() { return nil } }
        let body = String(decoding: pending.prefix(length ?? 0), as: UTF8.self)
        pending.removeFirst(length ?? 0)
        return Request(line: String(head.prefix { $0 != "\r\n" }), head: head, body: body)
    }

    /// A request's head only; its body stays unread.
    func head() -> String? {
        while true {
            if let end = pending.firstRange(of: Array("\r\n\r\n".utf8)) {
                let head = String(decoding: pending[..<end.upperBound], as: UTF8.self)
                pending.removeFirst(end.upperBound)
                return head
            }
            if !fill() { return nil }
        }
    }

    func write(_ text: String) { write(Array(text.utf8)) }

    func write(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { raw in
                Glibc.send(fd, raw.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            if count <= 0 { return }
            sent += count
        }
    }

    func finishWriting() { Glibc.shutdown(fd, Int32(SHUT_WR)) }

    /// Makes the close that follows a reset.
    func resetOnClose() { Socket.resetOnClose(fd) }

    /// Reads and drops everything until the client closes; false when it has not within ten seconds.
    @discardableResult
    func waitForClose() -> Bool {
        while true {
            pending.removeAll(keepingCapacity: true)
            if !fill() { return errno != EAGAIN }
        }
    }

    /// Waits for the client to give up, without reading anything.
    func waitForReset() {
        // POLLRDHUP, which Glibc's module lacks.
        var watch = pollfd(fd: fd, events: 0x2000, revents: 0)
        poll(&watch, 1, 120_000)
    }

    private func fill() -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        errno = 0
        let count = recv(fd, &buffer, buffer.count, 0)
        if count > 0 { pending += buffer[..<count] }
        return count > 0
    }
}
