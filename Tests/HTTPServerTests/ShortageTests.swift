import EventLoop
import Glibc
import HTTPMessage
import Testing

@testable import HTTPServer

private let get = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"

@Suite(.ownThread) struct `A server short of room` {
    @Test func `answers 503 above its number of connections, and serves again below it`() async throws {
        var configuration = HTTPServerConfiguration()
        configuration.maxConnections = 2
        let live = try LiveServer(configuration)
        let first = live.connect()
        let second = live.connect()
        for client in [first, second] {
            client.send(get)
            #expect(client.answer()?.status == 200)
        }
        let third = live.connect()
        third.send(get)
        let refusal = third.answer()
        #expect(refusal?.status == 503)
        #expect(refusal?.headers.first("Retry-After") == "1")
        #expect(third.read() == .end)
        first.send("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        #expect(first.answer()?.status == 200)
        #expect(first.read() == .end)
        shutdown(first.fd, Int32(SHUT_RDWR))
        // The server may not have seen the first one's end yet; then it says 503 once more.
        var status: Int?
        for _ in 0..<100 where status != 200 {
            let fourth = live.connect()
            fourth.send(get)
            status = fourth.answer()?.status
        }
        #expect(status == 200)
        #expect(live.server.metrics.connectionsRefused >= 1)
        await live.stop()
    }

    @Test func `survives having no descriptor left, and serves those who waited`() async {
        // A process of its own: the limit holds for all of it.
        await #expect(processExitsWith: .success) {
            var configuration = HTTPServerConfiguration()
            configuration.acceptPause = .milliseconds(10)
            let live = try LiveServer(configuration)
            let early = live.connect()
            early.send(get)
            #expect(early.answer()?.status == 200)

            let waiting = (0..<5).map { _ in UnconnectedClient() }
            var limit = rlimit(rlim_cur: 64, rlim_max: 64)
            #expect(setrlimit(__rlimit_resource_t(7), &limit) == 0)
            var fillers: [Int32] = []
            while true {
                let filler = dup(early.fd)
                if filler < 0 { break }
                fillers.append(filler)
            }
            for client in waiting {
                client.connect(to: live.port)
                client.send(get)
            }
            #expect(waiting[0].firstLine() == "HTTP/1.1 503 Service Unavailable")
            early.send(get)
            #expect(early.answer()?.status == 200, "whoever has a connection is served meanwhile")
            for filler in fillers { close(filler) }
            let lines = waiting.dropFirst().map { $0.firstLine() }
            #expect(lines.last == "HTTP/1.1 200 OK")
            #expect(lines.allSatisfy { $0 == "HTTP/1.1 200 OK" || $0 == "HTTP/1.1 503 Service Unavailable" })
            #expect(live.server.metrics.acceptPauses > 0)
            await live.stop()
        }
    }
}

/// A client whose descriptor exists before there are none left.
private final class UnconnectedClient {
    private let fd = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)

    deinit { close(fd) }

    func connect(to port: UInt16) {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        _ = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(fd, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    func send(_ text: String) {
        _ = Array(text.utf8).withUnsafeBytes { Glibc.send(fd, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    }

    func firstLine() -> String {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = recv(fd, &buffer, buffer.count, 0)
        return String(decoding: buffer.prefix(max(count, 0)).prefix { $0 != 13 }, as: UTF8.self)
    }
}
