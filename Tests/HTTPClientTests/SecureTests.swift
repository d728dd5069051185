import EventLoop
import Foundation
import HTTPClient
import HTTPSTransport
import Testing

/// What can be shown of https without a certificate that this machine trusts.
struct SecureTests {
    @Test func `a server without TLS gets nothing of the request`() async throws {
        let server = try ScriptedServer { connection, _ in
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            connection.waitForClose()
        }
        defer { server.stop() }
        try await withSecureClient { client in
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
        try await withSecureClient { client in
            let result = await outcome(of: client, HTTPClientRequest(url: "https://127.0.0.1:\(port)/"))
            #expect(result == .failure(.connect(errno: 111)))
        }
    }

    @Test func `the deadline holds where the library has none`() async throws {
        let server = try ScriptedServer { connection, _ in connection.waitForClose() }
        defer { server.stop() }
        try await withSecureClient { client in
            let request = HTTPClientRequest(url: "https://127.0.0.1:\(server.port)/", deadline: .milliseconds(100))
            #expect(await outcome(of: client, request) == .failure(.timeout(.answer, requestMayHaveBeenSent: true)))
        }
    }

    @Test func `a client without a transport refuses before anything is sent`() async throws {
        try await withClient { client in
            let result = await outcome(of: client, HTTPClientRequest(url: "https://127.0.0.1:1/"))
            #expect(result == .failure(.invalidRequest("this program does not speak https")))
        }
    }

    /// For a machine that has a server with a certificate it trusts: /ok answers "ok", /redirect redirects to /ok.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["HTTPS_TEST_URL"] != nil))
    func `a trusted server answers, redirects are not followed, and bodies are counted`() async throws {
        let url = try #require(ProcessInfo.processInfo.environment["HTTPS_TEST_URL"])
        try await withSecureClient { client in
            let answer = try await client.send(HTTPClientRequest(url: url + "/ok"))
            #expect(answer.status == 200)
            #expect(answer.text == "ok")
            #expect(try await client.send(HTTPClientRequest(url: url + "/redirect")).status == 302)
            #expect(
                await outcome(of: client, HTTPClientRequest(url: url + "/ok", maxBody: 1))
                    == .failure(.tooLarge(limit: 1)))
        }
    }

    private func withSecureClient(_ body: (HTTPClient) async throws -> Void) async throws {
        try await withClient({ $0.secureTransport = URLSessionTransport.maker }, body)
    }

    @Test func `cancelling ends it`() async throws {
        let server = try ScriptedServer { connection, _ in connection.waitForClose() }
        defer { server.stop() }
        try await withSecureClient { client in
            let request = HTTPClientRequest(url: "https://127.0.0.1:\(server.port)/")
            let task = Task { await outcome(of: client, request) }
            while server.connectionCount == 0 { await Task.yield() }
            task.cancel()
            #expect(await task.value == .failure(.cancelled(requestMayHaveBeenSent: true)))
        }
    }
}
