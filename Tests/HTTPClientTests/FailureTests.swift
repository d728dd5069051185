import EventLoop
import Glibc
import HTTPClient
import HTTPMessage
import Testing

struct FailureTests {
    /// A port of this machine that nobody listens on.
    private func closedPort() throws -> UInt16 {
        let (fd, port) = try Socket.listen(host: "127.0.0.1", port: 0)
        Socket.close(fd)
        return port
    }

    @Test func `a refused connection was certainly not delivered`() async throws {
        let port = try closedPort()
        try await withClient { client in
            let result = await outcome(of: client, HTTPClientRequest(method: .POST, url: "http://127.0.0.1:\(port)/"))
            #expect(result == .failure(.connect(errno: ECONNREFUSED)))
            #expect(!HTTPClientError.connect(errno: ECONNREFUSED).requestMayHaveBeenSent)
        }
    }

    @Test func `a name without an address was certainly not delivered`() async throws {
        try await withClient {
            $0.resolve = { _ in [] }
        } _: { client in
            let result = await outcome(of: client, HTTPClientRequest(url: "http://partner.example/"))
            #expect(result == .failure(.resolve(host: "partner.example")))
        }
    }

    @Test func `a name that takes too long does not hold up others`() async throws {
        let server = try ScriptedServer { connection, _ in
            while connection.request() != nil { connection.write(ok) }
        }
        defer { server.stop() }
        try await withClient {
            $0.connectDeadline = .milliseconds(600)
            $0.resolve = { host in
                // Blocks as getaddrinfo does, longer than the deadline.
                if host == "slow.example" { _ = poll(nil, 0, 1200) }
                return ["127.0.0.1"]
            }
        } _: { client in
            async let slow = outcome(of: client, HTTPClientRequest(url: "http://slow.example:\(server.port)/"))
            let quick = try await client.send(HTTPClientRequest(url: "http://quick.example:\(server.port)/"))
            #expect(quick.status == 200)
            #expect(await slow == .failure(.timeout(.resolving, requestMayHaveBeenSent: false)))
        }
    }

    @Test func `the next address is tried when one refuses`() async throws {
        let server = try ScriptedServer { connection, _ in
            while connection.request() != nil { connection.write(ok) }
        }
        defer { server.stop() }
        try await withClient {
            $0.resolve = { _ in ["::1", "127.0.0.2", "127.0.0.1"] }
        } _: { client in
            let answer = try await client.send(HTTPClientRequest(url: "http://partner.example:\(server.port)/"))
            #expect(answer.text == "ok")
        }
    }

    @Test(arguments: ["127.0.0.1", "localhost"])
    func `this machine is found by number and by name`(_ host: String) async throws {
        let server = try ScriptedServer { connection, _ in
            while connection.request() != nil { connection.write(ok) }
        }
        defer { server.stop() }
        try await withClient { client in
            let answer = try await client.send(HTTPClientRequest(url: "http://\(host):\(server.port)/"))
            #expect(answer.text == "ok")
        }
    }

    @Test(.enabled(if: (try? Socket.listen(host: "::1", port: 0)).map { Socket.close($0.fd) } != nil))
    func `this machine is found by its IPv6 number`() async throws {
        let server = try ScriptedServer(host: "::1") { connection, _ in
            while let request = connection.request() {
                connection.write(request.head.contains("Host: [::1]:") ? ok : "HTTP/1.1 400 No\r\n\r\n")
            }
        }
        defer { server.stop() }
        try await withClient { client in
            let answer = try await client.send(HTTPClientRequest(url: "http://[::1]:\(server.port)/"))
            #expect(answer.text == "ok")
        }
    }

    @Test func `a connection that is never accepted ends in time`() async throws {
        // A listener with a full queue ignores whoever knocks.
        let (listener, port) = try Socket.listen(host: "127.0.0.1", port: 0, backlog: 0)
        defer { Socket.close(listener) }
        var fillers: [Int32] = []
        for _ in 0..<4 { fillers.append(try Socket.connect(address: "127.0.0.1", port: port)) }
        defer { for filler in fillers { Socket.close(filler) } }
        try await withClient {
            $0.connectDeadline = .milliseconds(60)
        } _: { client in
            let result = await outcome(of: client, HTTPClientRequest(url: "http://127.0.0.1:\(port)/"))
            #expect(result == .failure(.connectTimeout))
        }
    }

    @Test func `a server that says nothing may have been reached`() async throws {
        try await failure(.timeout(.answer, requestMayHaveBeenSent: true)) {
            $0.firstByteDeadline = .milliseconds(50)
        } serve: { connection in
            connection.waitForClose()
        }
    }

    @Test func `a head that drips does not outlive its deadline`() async throws {
        try await failure(.timeout(.answer, requestMayHaveBeenSent: true)) {
            $0.firstByteDeadline = .milliseconds(50)
        } serve: { connection in
            _ = connection.request()
            connection.write("HTTP/1.1 200 OK\r\nContent-")
            connection.waitForClose()
        }
    }

    @Test func `a body that stops ends with the request's deadline`() async throws {
        try await failure(.timeout(.body, requestMayHaveBeenSent: true), deadline: .milliseconds(600)) { _ in
        } serve: { connection in
            _ = connection.request()
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort")
            connection.waitForClose()
        }
    }

    @Test func `a server that does not read may have got something`() async throws {
        let body = [UInt8](repeating: 0, count: 32 << 20)
        try await failure(.timeout(.sending, requestMayHaveBeenSent: true), deadline: .milliseconds(600), body: body) {
            _ in
        } serve: { connection in
            connection.waitForReset()
        }
    }

    @Test func `a connection that closes without a byte may have delivered`() async throws {
        try await failure(.closed(requestMayHaveBeenSent: true)) { _ in
        } serve: { connection in
            _ = connection.request()
        }
    }

    @Test func `a reset in the middle of an answer is not its end`() async throws {
        try await failure(.closed(requestMayHaveBeenSent: true)) { _ in
        } serve: { connection in
            _ = connection.request()
            connection.write("HTTP/1.1 200 OK\r\n\r\nhalf")
            connection.resetOnClose()
        }
    }

    @Test func `an early refusal is heard while the body is still being sent`() async throws {
        let server = try ScriptedServer { connection, _ in
            guard connection.head() != nil else { return }
            connection.write("HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 3\r\n\r\nbig")
            connection.finishWriting()
            connection.waitForClose()
        }
        defer { server.stop() }
        try await withClient { client in
            let body = [UInt8](repeating: 0, count: 16 << 20)
            let answer = try await client.send(HTTPClientRequest(method: .POST, url: server.url, body: body))
            #expect(answer.status == 413)
            #expect(answer.text == "big")
        }
    }

    private func failure(
        _ expected: HTTPClientError, deadline: Duration = .seconds(10), body: [UInt8]? = nil,
        _ configure: (inout HTTPClientConfiguration) -> Void,
        serve: @escaping @Sendable (ScriptedConnection) -> Void
    ) async throws {
        let server = try ScriptedServer { connection, _ in serve(connection) }
        defer { server.stop() }
        try await withClient(configure) { client in
            let request = HTTPClientRequest(
                method: .PUT, url: server.url, body: body, deadline: deadline)
            #expect(await outcome(of: client, request) == .failure(expected))
        }
        #expect(server.connectionCount <= 1, "it was not sent again")
    }
}
