import EventLoop
import HTTPClient
import Testing

/// What can be shown of https without a certificate that this machine trusts.
struct SecureTests {
    @Test func `a server without TLS gets nothing of the request`() async throws {
        let server = try ScriptedServer { connection, _ in
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            connection.waitForClose()
        }
        defer { server.stop() }
        try await withClient { client in
            let request = HTTPClientRequest(method: .POST, url: "https://127.0.0.1:\(server.port)/", body: [1])
            guard case .failure(.tls) = await outcome(of: client, request) else {
                Issue.record("not a TLS error")
                return
            }
        }
    }

    @Test func `a refused connection is told as over http`() async throws {
        let (fd, port) = try Socket.listen(host: "127.0.0.1", port: 0)
        Socket.close(fd)
        try await withClient { client in
            let result = await outcome(of: client, HTTPClientRequest(url: "https://127.0.0.1:\(port)/"))
            #expect(result == .failure(.connect(errno: 111)))
        }
    }

    @Test func `the deadline holds where the library has none`() async throws {
        let server = try ScriptedServer { connection, _ in connection.waitForClose() }
        defer { server.stop() }
        try await withClient { client in
            let request = HTTPClientRequest(url: "https://127.0.0.1:\(server.port)/", deadline: .milliseconds(100))
            #expect(await outcome(of: client, request) == .failure(.timeout(.answer, requestMayHaveBeenSent: true)))
        }
    }

    @Test func `cancelling ends it`() async throws {
        let server = try ScriptedServer { connection, _ in connection.waitForClose() }
        defer { server.stop() }
        try await withClient { client in
            let request = HTTPClientRequest(url: "https://127.0.0.1:\(server.port)/")
            let task = Task { await outcome(of: client, request) }
            while server.connectionCount == 0 { await Task.yield() }
            task.cancel()
            #expect(await task.value == .failure(.cancelled(requestMayHaveBeenSent: true)))
        }
    }
}
