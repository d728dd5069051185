import HTTPClient
import HTTPMessage
import Synchronization
import Testing

struct PoolTests {
    @Test func `requests one after another share one connection`() async throws {
        let server = try ScriptedServer { connection, _ in
            while connection.request() != nil { connection.write(ok) }
        }
        defer { server.stop() }
        try await withClient { client in
            for _ in 0..<20 { _ = try await client.send(HTTPClientRequest(url: server.url)) }
        }
        #expect(server.connectionCount == 1)
    }

    @Test func `requests at once open no more connections than allowed, and all are answered`() async throws {
        let server = try ScriptedServer { connection, _ in
            while let request = connection.request() {
                let body = request.line.split(separator: " ")[1]
                connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
            }
        }
        defer { server.stop() }
        try await withClient {
            $0.connectionsPerOrigin = 3
        } _: { client in
            let answers = try await withThrowingTaskGroup(of: (Int, String).self) { group in
                for number in 0..<50 {
                    group.addTask {
                        (number, try await client.send(HTTPClientRequest(url: "\(server.url)/\(number)")).text)
                    }
                }
                return try await group.reduce(into: [Int: String]()) { $0[$1.0] = $1.1 }
            }
            #expect(answers == Dictionary(uniqueKeysWithValues: (0..<50).map { ($0, "/\($0)") }))
        }
        #expect((1...3).contains(server.connectionCount))
    }

    @Test func `a request waits only until its deadline, and was certainly not sent`() async throws {
        let server = try ScriptedServer { connection, _ in connection.waitForClose() }
        defer { server.stop() }
        try await withClient {
            $0.connectionsPerOrigin = 1
            $0.waitingPerOrigin = 1
        } _: { client in
            let first = Task { await outcome(of: client, HTTPClientRequest(url: server.url)) }
            while server.connectionCount == 0 { await Task.yield() }
            let second = HTTPClientRequest(url: server.url, deadline: .milliseconds(60))
            async let waiting = outcome(of: client, second)
            async let other = outcome(of: client, second)
            let results = await [waiting, other]
            #expect(results.contains(.failure(.timeout(.waiting, requestMayHaveBeenSent: false))))
            #expect(results.contains(.failure(.overloaded(limit: 1))))
            first.cancel()
            guard case .failure(.cancelled) = await first.value else {
                Issue.record("it went on")
                return
            }
        }
        #expect(server.connectionCount == 1)
    }

    @Test func `an idle connection is closed after its time`() async throws {
        try await closesWhenIdle {
            $0.idleTimeout = .milliseconds(20)
        } end: { _ in
        }
    }

    @Test func `a shutdown closes idle connections`() async throws {
        try await closesWhenIdle { _ in
        } end: {
            $0.shutdown()
        }
    }

    private func closesWhenIdle(
        _ configure: (inout HTTPClientConfiguration) -> Void, end: @Sendable (HTTPClient) -> Void
    ) async throws {
        let (closed, signal) = AsyncStream<Bool>.makeStream()
        let server = try ScriptedServer { connection, _ in
            guard connection.request() != nil else { return }
            connection.write(ok)
            signal.yield(connection.waitForClose())
        }
        defer { server.stop() }
        try await withClient(configure) { client in
            _ = try await client.send(HTTPClientRequest(url: server.url))
            end(client)
            #expect(await closed.first { _ in true } == true)
        }
    }

    @Test func `a server that closes an idle connection costs no request`() async throws {
        let server = try ScriptedServer { connection, _ in
            guard connection.request() != nil else { return }
            connection.write(ok)
        }
        defer { server.stop() }
        try await withClient { client in
            for _ in 0..<20 {
                let answer = try await client.send(HTTPClientRequest(url: server.url))
                #expect(answer.text == "ok")
            }
        }
        #expect(server.connectionCount == 20)
    }

    @Test func `a shutdown ends what is under way and what comes later`() async throws {
        let server = try ScriptedServer { connection, _ in connection.waitForClose() }
        defer { server.stop() }
        try await withClient { client in
            let busy = Task { await outcome(of: client, HTTPClientRequest(url: server.url)) }
            while server.connectionCount == 0 { await Task.yield() }
            client.shutdown()
            guard case .failure(.cancelled) = await busy.value else {
                Issue.record("it went on")
                return
            }
            let later = await outcome(of: client, HTTPClientRequest(url: server.url))
            #expect(later == .failure(.cancelled(requestMayHaveBeenSent: false)))
        }
    }

    @Test func `cancelling the task closes its connection`() async throws {
        let (closed, signal) = AsyncStream<Bool>.makeStream()
        let server = try ScriptedServer { connection, _ in
            _ = connection.request()
            signal.yield(false)
            signal.yield(connection.waitForClose())
        }
        defer { server.stop() }
        try await withClient { client in
            let task = Task { await outcome(of: client, HTTPClientRequest(url: server.url)) }
            var events = closed.makeAsyncIterator()
            _ = await events.next()
            task.cancel()
            #expect(await task.value == .failure(.cancelled(requestMayHaveBeenSent: true)))
            #expect(await events.next() == true)
        }
    }

    @Test func `a task cancelled beforehand sends nothing`() async throws {
        let server = try ScriptedServer { _, _ in }
        defer { server.stop() }
        try await withClient { client in
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return await outcome(of: client, HTTPClientRequest(url: server.url))
            }
            #expect(await task.value == .failure(.cancelled(requestMayHaveBeenSent: false)))
        }
        #expect(server.connectionCount == 0)
    }
}
