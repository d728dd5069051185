import HTTPMessage
import Testing

@testable import HTTPServer

private let get = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"

@Suite(.ownThread) struct `Draining` {
    @Test func `closes an idle connection at once`() {
        let connection = MemoryConnection()
        connection.receive(get)
        connection.machine.drain(now: connection.now)
        #expect(connection.phase == .closed)
    }

    @Test func `lets a request at work finish, and says close`() {
        let connection = MemoryConnection()
        connection.handler = { _ in nil }
        connection.receive(get + get)
        connection.machine.drain(now: connection.now)
        connection.machine.respond(.text(200, "done"), to: 1, now: connection.now)
        connection.settle()
        #expect(connection.text.contains("Connection: close\r\n"))
        #expect(statuses(connection.written) == [200])
        #expect(connection.phase == .lingering)
    }

    @Test func `lets a request finish that is still arriving`() {
        let connection = MemoryConnection()
        connection.receive("POST /r HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nh")
        connection.machine.drain(now: connection.now)
        #expect(connection.isOpen)
        connection.receive("i")
        #expect(statuses(connection.written) == [200])
        #expect(!connection.isOpen)
    }

    @Test func `accepts nobody new, waits for the busy, and returns`() async throws {
        var router = Router()
        let held = Gathering<HTTPResponder>()
        router.add(.GET, "/held") { _, responder in held.add(responder) }
        router.add(.GET, "/healthz") { _, responder in responder.respond(.text(200, "ok")) }
        let live = try LiveServer(router: router)
        let idle = live.connect()
        idle.send(get)
        #expect(idle.answer()?.status == 200)
        let busy = live.connect()
        busy.send("GET /held HTTP/1.1\r\nHost: x\r\n\r\n")
        let responder = await held.first(1)[0]
        // Not a child task: that would wait for this blocked thread.
        let drained = Task { await live.server.drain(deadline: .seconds(60)) }
        #expect(idle.read() == .end)
        responder.respond(.text(200, "done"))
        let answer = busy.answer()
        #expect(answer?.body == "done\n")
        #expect(answer?.headers.first("Connection") == "close")
        #expect(busy.read() == .end)
        busy.finishSending()
        await drained.value
        #expect(live.server.connectionCount == 0)
        live.loop.stop()
        live.loop.join()
    }

    @Test func `cuts off at its deadline what does not finish`() async throws {
        var router = Router()
        let held = Gathering<HTTPResponder>()
        router.add(.GET, "/held") { _, responder in held.add(responder) }
        let live = try LiveServer(router: router)
        let busy = live.connect()
        busy.send("GET /held HTTP/1.1\r\nHost: x\r\n\r\n")
        let responder = await held.first(1)[0]
        await live.server.drain(deadline: .milliseconds(20))
        #expect(busy.read() == .end)
        #expect(responder.isCancelled)
        live.loop.stop()
        live.loop.join()
    }
}
