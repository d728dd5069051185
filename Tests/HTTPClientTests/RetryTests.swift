import HTTPClient
import HTTPMessage
import Synchronization
import Testing

struct RetryTests {
    /// Answers once; closes without a byte when the same connection asks again.
    private func forgetfulServer(reset: Bool = false, partial: String = "") throws -> ScriptedServer {
        try ScriptedServer { connection, number in
            guard connection.request() != nil else { return }
            connection.write(ok)
            guard connection.request() != nil else { return }
            if number > 0 { return connection.write(ok) }
            connection.write(partial)
            if reset { connection.resetOnClose() }
        }
    }

    @Test(arguments: [HTTPMethod.GET, .HEAD, .PUT, .DELETE], [false, true])
    func `an idempotent request is sent again when its old connection dies`(_ method: HTTPMethod, _ reset: Bool)
        async throws
    {
        let server = try forgetfulServer(reset: reset)
        defer { server.stop() }
        try await withClient { client in
            _ = try await client.send(HTTPClientRequest(url: server.url))
            let answer = try await client.send(HTTPClientRequest(method: method, url: server.url, body: nil))
            #expect(answer.status == 200)
        }
        #expect(server.connectionCount == 2)
    }

    @Test(arguments: [HTTPMethod.POST, .PATCH])
    func `a request that is not idempotent is never sent again`(_ method: HTTPMethod) async throws {
        let server = try forgetfulServer()
        defer { server.stop() }
        try await withClient { client in
            _ = try await client.send(HTTPClientRequest(url: server.url))
            let result = await outcome(of: client, HTTPClientRequest(method: method, url: server.url))
            #expect(result == .failure(.closed(requestMayHaveBeenSent: true)))
        }
        #expect(server.connectionCount == 1)
    }

    @Test func `nothing is sent again once a byte of an answer has come`() async throws {
        let server = try forgetfulServer(partial: "H")
        defer { server.stop() }
        try await withClient { client in
            _ = try await client.send(HTTPClientRequest(url: server.url))
            let result = await outcome(of: client, HTTPClientRequest(url: server.url))
            #expect(result == .failure(.closed(requestMayHaveBeenSent: true)))
        }
        #expect(server.connectionCount == 1)
    }

    @Test func `a second attempt that finds nobody leaves the first one in doubt`() async throws {
        let listening = Mutex<ScriptedServer?>(nil)
        let server = try ScriptedServer { connection, _ in
            _ = connection.request()
            connection.write(ok)
            _ = connection.request()
            listening.withLock { $0 }?.stop()
        }
        listening.withLock { $0 = server }
        try await withClient { client in
            _ = try await client.send(HTTPClientRequest(url: server.url))
            let result = await outcome(of: client, HTTPClientRequest(method: .PUT, url: server.url))
            #expect(result == .failure(.closed(requestMayHaveBeenSent: true)))
        }
    }

    @Test func `a request is sent again only once`() async throws {
        let server = try ScriptedServer { connection, number in
            guard connection.request() != nil else { return }
            if number == 0 {
                connection.write(ok)
                _ = connection.request()
            }
        }
        defer { server.stop() }
        try await withClient { client in
            _ = try await client.send(HTTPClientRequest(url: server.url))
            let result = await outcome(of: client, HTTPClientRequest(url: server.url))
            #expect(result == .failure(.closed(requestMayHaveBeenSent: true)))
        }
        #expect(server.connectionCount == 2)
    }
}
