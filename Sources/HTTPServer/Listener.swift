import EventLoop
import Glibc

/// The listening socket: accepts in batches, and survives running out of descriptors.
///
/// - Note: `@unchecked Sendable` because it is touched on the loop's thread only, after it was handed there.
final class Listener: @unchecked Sendable {
    private let fd: Int32
    private let server: HTTPServer
    private var registration: Registration?
    private var pause: EventLoopTimer?
    /// Given up when no descriptor is left, so that one waiting client can be told so.
    private var spare: Int32 = -1
    private var isClosed = false

    init(fd: Int32, server: HTTPServer) {
        self.fd = fd
        self.server = server
        spare = Socket.openSpare()
    }

    func start() {
        if server.isDraining {
            close()
        } else {
            server.listeners.append(self)
            watch()
        }
    }

    func close() {
        if isClosed { return }
        isClosed = true
        pause?.cancel()
        if let registration { server.loop.deregister(registration) }
        registration = nil
        Socket.close(fd)
        if spare >= 0 { Socket.close(spare) }
    }

    private func watch() {
        guard registration == nil, !isClosed else { return }
        registration = try? server.loop.register(fd: fd, interest: .read) { [self] _ in acceptWaiting() }
        if registration == nil { stopForAWhile() }
    }

    /// Level-triggered: what is left after a batch is reported again.
    private func acceptWaiting() {
        for _ in 0..<Self.batch {
            let room = server.room
            if case .none = room { return stopForAWhile() }
            do throws(EventLoopError) {
                let (fd, address) = try Socket.accept(fd)
                server.add(fd, address: address, room: room)
            } catch {
                switch error.errno {
                case EAGAIN, EWOULDBLOCK: return
                case EMFILE, ENFILE, ENOBUFS, ENOMEM:
                    refuseWithSpare()
                    return stopForAWhile()
                case EINTR, ECONNABORTED, EPROTO, ENETDOWN, ENOPROTOOPT, EHOSTDOWN, ENONET, EHOSTUNREACH, EOPNOTSUPP,
                    ENETUNREACH, EPERM:
                    continue
                default: return stopForAWhile()
                }
            }
        }
    }

    private func stopForAWhile() {
        if let registration { server.loop.deregister(registration) }
        registration = nil
        server.counters.pauses.add(1)
        pause = server.loop.schedule(after: server.configuration.acceptPause) { [self] in watch() }
    }

    /// Takes one client out of the backlog with the spare descriptor and tells it to come back.
    private func refuseWithSpare() {
        guard spare >= 0 else { return }
        Socket.close(spare)
        if let (client, _) = try? Socket.accept(fd) {
            server.counters.refused.add(1)
            // Unread bytes would turn the close into a reset that overtakes the answer.
            withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { _ = Socket.receive(client, into: $0) }
            let answer =
                "HTTP/1.1 503 Service Unavailable\r\nRetry-After: \(server.configuration.retryAfter)\r\n"
                + "Content-Length: 0\r\nConnection: close\r\n\r\n"
            _ = Array(answer.utf8).withUnsafeBytes { Socket.send(client, $0) }
            Socket.shutdownWrite(client)
            Socket.close(client)
        }
        spare = Socket.openSpare()
    }

    private static let batch = 64
}
