import EventLoop
import HTTPClient
import HTTPMessage
import HTTPServer
import Synchronization
import Testing

/// The client against the server of this package, on two loops.
struct ServerTogetherTests {
    @Test func `no request is lost where the server limits requests on a connection`() async throws {
        var router = Router()
        router.add(.POST, "/echo") { request, responder in
            responder.respond(HTTPResponse(status: 200, headers: [:], body: request.body))
        }
        try await withServer(router) {
            $0.requestsPerConnection = 7
        } _: { url, client in
            // POST is never sent twice, so a request on a connection that was about to close would fail.
            try await withThrowingTaskGroup(of: Void.self) { group in
                for worker in 0..<8 {
                    group.addTask {
                        for number in 0..<60 {
                            let body = Array("\(worker) \(number)".utf8)
                            let request = HTTPClientRequest(method: .POST, url: url + "/echo", body: body)
                            let answer = try await client.send(request)
                            #expect(answer.body == body)
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func `statuses, heads without bodies and large bodies come through`() async throws {
        let large = [UInt8](repeating: 0x61, count: 5_000_000)
        var router = Router()
        router.add(.GET, "/large") { _, responder in
            responder.respond(HTTPResponse(status: 200, headers: ["X-Kind": "large"], body: large))
        }
        try await withServer(router) { _ in
        } _: { url, client in
            let whole = try await client.send(HTTPClientRequest(url: url + "/large"))
            #expect(whole.body == large)
            let head = try await client.send(HTTPClientRequest(method: .HEAD, url: url + "/large"))
            #expect(head.headers.first("content-length") == "5000000")
            #expect(head.body.isEmpty)
            #expect(try await client.send(HTTPClientRequest(url: url + "/none")).status == 404)
            #expect(try await client.send(HTTPClientRequest(method: .DELETE, url: url + "/large")).status == 405)
        }
    }

    @Test func `an event stream of the server is heard to its end`() async throws {
        let (stream, out) = AsyncStream<ServerSentEvent>.makeStream()
        var router = Router()
        router.add(.GET, "/events") { _, responder in
            let events = responder.startEventStream(retry: .seconds(2))
            events.send(event: "head", id: "1", data: "a\nb")
            events.comment("beat")
            events.send(data: "é")
            events.close()
        }
        try await withServer(router) { _ in
        } _: { url, client in
            let ended = Mutex<HTTPClientError??>(nil)
            _ = client.events(HTTPClientRequest(url: url + "/events")) { event in
                out.yield(event)
            } onEnd: { error in
                ended.withLock { $0 = .some(error) }
                out.finish()
            }
            let heard = await stream.reduce(into: []) { $0.append($1) }
            #expect(heard == [.init(event: "head", data: "a\nb", id: "1"), .init(data: "é", id: "1")])
            #expect(ended.withLock { $0 } == .some(.none))
        }
    }

    @Test func `a completion is told once and a call can be cancelled`() async throws {
        let (stream, out) = AsyncStream<Int>.makeStream()
        var router = Router()
        router.add(.GET, "/never") { _, responder in responder.onCancel { out.yield(-3) } }
        router.add(.GET, "/ok") { _, responder in responder.respond(HTTPResponse(status: 200, headers: [:], body: [])) }
        try await withServer(router) { _ in
        } _: { url, client in
            client.send(HTTPClientRequest(url: url + "/ok")) { out.yield((try? $0.get().status) ?? 0) }
            client.send(HTTPClientRequest(url: "nowhere")) { _ in out.yield(-1) }
            let cancel = client.send(HTTPClientRequest(url: url + "/never")) { _ in out.yield(-2) }
            var told: Set<Int> = []
            for await number in stream {
                told.insert(number)
                // The others have been told: now the last one is called off, which the server notices.
                if told.count == 2 { cancel() }
                if told.count == 4 { break }
            }
            #expect(told == [200, -1, -2, -3])
        }
    }

    private func withServer(
        _ router: Router, _ configure: (inout HTTPServerConfiguration) -> Void,
        _ body: (String, HTTPClient) async throws -> Void
    ) async throws {
        var configuration = HTTPServerConfiguration()
        configure(&configuration)
        let loop = try EventLoop(name: "server-test")
        let server = HTTPServer(loop: loop, configuration: configuration, router: router)
        let port = try server.listen()
        loop.start()
        try await withClient { client in try await body("http://127.0.0.1:\(port)", client) }
        await server.drain(deadline: .seconds(1))
        loop.stop()
        loop.join()
    }
}
