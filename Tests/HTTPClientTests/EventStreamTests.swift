import HTTPClient
import Synchronization
import Testing

/// What a listener was told.
private enum Heard: Hashable, Sendable {
    case event(ServerSentEvent)
    case end(HTTPClientError?)
}

struct EventStreamTests {
    private let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n\r\n"

    @Test(arguments: [false, true])
    func `events arrive while the stream is open, and its end is told once`(_ chunked: Bool) async throws {
        let text = "data: a\n\nevent: head\ndata: b\n\n"
        let answer =
            chunked
            ? "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "5\r\ndata:\r\n\(String(text.utf8.count - 5, radix: 16))\r\n\(text.dropFirst(5))\r\n" : head + text
        let heard = try await listen { connection in
            let request = connection.request()
            connection.write(answer)
            if request?.head.contains("Accept: text/event-stream\r\n") != true { return }
            if chunked { connection.write("0\r\n\r\n") }
        }
        #expect(heard == [.event(.init(data: "a")), .event(.init(event: "head", data: "b")), .end(nil)])
    }

    @Test func `silence ends a stream and comments do not let it end`() async throws {
        let heard = try await listen(silence: .milliseconds(60)) { connection in
            _ = connection.request()
            connection.write(head + ": beat\n\ndata: a\n\n")
            connection.waitForClose()
        }
        #expect(heard == [.event(.init(data: "a")), .end(.timeout(.silence, requestMayHaveBeenSent: true))])
    }

    @Test func `a stream may last longer than the request's deadline`() async throws {
        let heard = try await listen(deadline: .milliseconds(500), silence: .milliseconds(700)) { connection in
            _ = connection.request()
            connection.write(head)
            // The client's own silence is the clock: it hangs up 700 ms after the head.
            connection.waitForClose()
        }
        #expect(heard == [.end(.timeout(.silence, requestMayHaveBeenSent: true))])
    }

    @Test(arguments: [
        ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}", 200),
        ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", 200),
        ("HTTP/1.1 401 Unauthorized\r\nContent-Type: text/event-stream\r\nContent-Length: 0\r\n\r\n", 401),
        ("HTTP/1.1 204 No Content\r\n\r\n", 204),
    ])
    func `an answer that is no stream is told with its status`(_ answer: String, _ status: Int) async throws {
        let heard = try await listen { connection in
            _ = connection.request()
            connection.write(answer)
            connection.waitForClose()
        }
        #expect(heard == [.end(.notAnEventStream(status: status))])
    }

    @Test func `an event over the limit ends the stream`() async throws {
        let heard = try await listen(maxEventBytes: 100) { connection in
            _ = connection.request()
            connection.write(head + "data: a\n\n" + String(repeating: "x", count: 200))
            connection.waitForClose()
        }
        #expect(heard == [.event(.init(data: "a")), .end(.tooLarge(limit: 100))])
    }

    @Test func `broken chunks end the stream`() async throws {
        let heard = try await listen { connection in
            _ = connection.request()
            connection.write(
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")
            connection.waitForClose()
        }
        #expect(heard.count == 1)
        guard case .end(.malformed)? = heard.first else {
            Issue.record("\(heard)")
            return
        }
    }

    @Test func `a refused connection is told to the listener`() async throws {
        let heard = try await listen(url: "http://127.0.0.1:1/") { _ in }
        #expect(heard == [.end(.connect(errno: 111))])
    }

    @Test(arguments: ["nowhere", "ftp://h/"])
    func `a bad URL is told to the listener`(_ url: String) async throws {
        #expect(try await listen(url: url) { _ in } == [.end(.badURL)])
    }

    @Test func `a listener may cancel from inside an event and hears no other`() async throws {
        let handle = Mutex<EventStreamHandle?>(nil)
        let (stream, out) = AsyncStream<Heard>.makeStream()
        let server = try ScriptedServer { connection, _ in
            _ = connection.request()
            // The first event goes out only when the handle is known.
            while handle.withLock({ $0 == nil }) {}
            connection.write(head + "data: a\n\ndata: b\n\n")
            connection.waitForClose()
        }
        defer { server.stop() }
        let heard = try await withClient { client in
            let events = client.events(HTTPClientRequest(url: server.url)) { event in
                out.yield(.event(event))
                handle.withLock { $0 }?.cancel()
            } onEnd: { error in
                out.yield(.end(error))
                out.finish()
            }
            handle.withLock { $0 = events }
            return await stream.reduce(into: [Heard]()) { $0.append($1) }
        }
        #expect(heard == [.event(.init(data: "a")), .end(.cancelled(requestMayHaveBeenSent: true))])
    }

    @Test func `streams leave the pool's connections free`() async throws {
        let server = try ScriptedServer { connection, _ in
            while let request = connection.request() {
                if request.line.contains("/events") {
                    connection.write(head)
                    connection.waitForClose()
                    return
                }
                connection.write(ok)
            }
        }
        defer { server.stop() }
        try await withClient {
            $0.connectionsPerOrigin = 1
        } _: { client in
            let handles = (0..<3).map { _ in
                client.events(HTTPClientRequest(url: server.url + "/events")) { _ in
                } onEnd: { _ in
                }
            }
            let answer = try await client.send(HTTPClientRequest(url: server.url))
            #expect(answer.text == "ok")
            for handle in handles { handle.cancel() }
        }
    }

    private func listen(
        url: String? = nil, deadline: Duration = .seconds(10), silence: Duration? = nil, maxEventBytes: Int = 1 << 20,
        _ serve: @escaping @Sendable (ScriptedConnection) -> Void
    ) async throws -> [Heard] {
        let server = try ScriptedServer { connection, _ in serve(connection) }
        defer { server.stop() }
        let (stream, out) = AsyncStream<Heard>.makeStream()
        return try await withClient {
            $0.maxEventBytes = maxEventBytes
        } _: { client in
            let request = HTTPClientRequest(url: url ?? server.url, deadline: deadline)
            let handle = client.events(request, silence: silence) { event in
                out.yield(.event(event))
            } onEnd: { error in
                out.yield(.end(error))
                out.finish()
            }
            defer { handle.cancel() }
            return await stream.reduce(into: []) { $0.append($1) }
        }
    }
}
