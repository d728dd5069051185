import EventLoop
import HTTPMessage
import Synchronization
import Testing

@testable import HTTPServer

private let get = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"

@Suite(.ownThread) struct `A server on a socket` {
    @Test func `answers requests one after the other on one connection`() async throws {
        let live = try LiveServer()
        let client = live.connect()
        for number in 0..<3 {
            client.send("POST /r HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n\(number)")
            let answer = client.answer(to: .POST)
            #expect(answer?.status == 200)
            #expect(answer?.body == "POST [\"r\"] \(number)")
        }
        #expect(live.server.connectionCount == 1)
        await live.stop()
        #expect(live.server.metrics.requests == 3)
        #expect(live.server.metrics.statusClasses[2] == 3)
        #expect(live.server.connectionCount == 0)
    }

    @Test func `takes a large body and gives a large answer`() async throws {
        var router = Router()
        router.add(.POST, "/echo", bodyLimit: 20_000_000) { request, responder in
            responder.respond(HTTPResponse(status: 200, body: request.body))
        }
        let live = try LiveServer(router: router)
        let body = [UInt8](repeating: 7, count: 5_000_000) + [UInt8](repeating: 8, count: 5_000_000)
        let client = live.connect()
        client.send("POST /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: \(body.count)\r\n\r\n")
        client.send(body)
        let (bytes, last) = client.readToEnd()
        #expect(last == .end)
        #expect(bytes.count > body.count && Array(bytes.suffix(body.count)) == body)
        await live.stop()
    }

    @Test func `delivers the refusal to a client that goes on sending`() async throws {
        let live = try LiveServer()
        let client = live.connect()
        client.send("POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n")
        client.send([UInt8](repeating: 1, count: 3_000_000))
        let (bytes, last) = client.readToEnd()
        #expect(statuses(bytes) == [413])
        #expect(last == .end)
        await live.stop()
    }

    @Test func `takes answers from other threads, the first one only`() async throws {
        var router = Router()
        router.add(.GET, "/later") { _, responder in
            Task.detached {
                responder.respond(.text(200, "first"))
                responder.respond(.text(500, "second"))
            }
        }
        let live = try LiveServer(router: router)
        let client = live.connect()
        for _ in 0..<20 {
            client.send("GET /later HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(client.answer()?.body == "first\n")
        }
        await live.stop()
    }

    @Test func `answers in the order of the requests, whatever order the handlers finish in`() async throws {
        var router = Router()
        let held = Gathering<HTTPResponder>()
        router.add(.GET, "/held") { _, responder in held.add(responder) }
        router.add(.GET, "/now") { _, responder in responder.respond(.text(200, "now")) }
        let live = try LiveServer(router: router)
        let client = live.connect()
        client.send("GET /held HTTP/1.1\r\nHost: x\r\n\r\nGET /now HTTP/1.1\r\nHost: x\r\n\r\n")
        await held.first(1)[0].respond(.text(200, "held"))
        #expect(client.answer()?.body == "held\n")
        #expect(client.answer()?.body == "now\n")
        await live.stop()
    }

    @Test func `enters an actor of its loop without await`() async throws {
        let loop = try EventLoop(name: "test")
        let visits = Visits(loop: loop)
        let server = HTTPServer(loop: loop, configuration: .init()) { _, responder in
            let count = visits.assumeIsolated { $0.add() }
            responder.respond(.text(200, "\(count)"))
        }
        let port = try server.listen()
        loop.start()
        let client = RawClient(port: port)
        for number in 1...3 {
            client.send(get)
            #expect(client.answer()?.body == "\(number)\n")
        }
        #expect(await visits.count == 3)
        await server.drain(deadline: .zero)
        loop.stop()
        loop.join()
    }

    @Test func `tells a handler when its client has gone`() async throws {
        var router = Router()
        let gone = Gathering<Bool>()
        let held = Gathering<HTTPResponder>()
        router.add(.GET, "/held") { _, responder in
            responder.onCancel { gone.add(responder.isCancelled) }
            held.add(responder)
        }
        let live = try LiveServer(router: router)
        var client: RawClient? = live.connect()
        client?.send("GET /held HTTP/1.1\r\nHost: x\r\n\r\n")
        let responder = await held.first(1)[0]
        #expect(!responder.isCancelled)
        client = nil
        #expect(await gone.first(1) == [true])
        responder.respond(.text(200, "to nobody"))
        await live.stop()
    }

    @Test func `still answers a client that closed only its sending half`() async throws {
        var router = Router()
        let gone = Gathering<Bool>()
        router.add(.GET, "/held") { _, responder in
            responder.onCancel {
                gone.add(true)
                responder.respond(.text(200, "still here"))
            }
        }
        let live = try LiveServer(router: router)
        let client = live.connect()
        client.send("GET /held HTTP/1.1\r\nHost: x\r\n\r\n")
        client.finishSending()
        #expect(client.answer()?.body == "still here\n")
        #expect(client.read() == .end)
        await live.stop()
    }

    @Test func `keeps its deadlines with a real clock`() async throws {
        var configuration = HTTPServerConfiguration()
        configuration.headTimeout = .milliseconds(30)
        configuration.idleTimeout = .milliseconds(30)
        configuration.lingerTimeout = .milliseconds(30)
        let live = try LiveServer(configuration)
        let slow = live.connect()
        slow.send("GET / HT")
        #expect(slow.answer()?.status == 408)
        #expect(slow.read() == .end)
        let idle = live.connect()
        idle.send(get)
        #expect(idle.answer()?.status == 200)
        #expect(idle.read() == .end)
        let silent = live.connect()
        #expect(silent.read() == .end)
        await live.stop()
    }
}

private actor Visits {
    nonisolated let loop: EventLoop
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }
    var count = 0

    init(loop: EventLoop) { self.loop = loop }

    func add() -> Int {
        count += 1
        return count
    }
}
