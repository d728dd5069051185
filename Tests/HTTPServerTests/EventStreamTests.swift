import EventLoop
import HTTPMessage
import Synchronization
import Testing

@testable import HTTPServer

private let subscribe = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"

private func streaming(_ configuration: HTTPServerConfiguration = .init()) -> MemoryConnection {
    let connection = MemoryConnection(configuration)
    connection.handler = { _ in nil }
    connection.receive(subscribe)
    #expect(connection.startStream(["Content-Type": "x/y"]))
    connection.settle()
    return connection
}

@Suite struct `An event stream` {
    @Test func `is chunked, typed, uncached, and each event is one chunk`() {
        let connection = streaming()
        #expect(connection.text.contains("Content-Type: text/event-stream\r\n"))
        #expect(connection.text.contains("Cache-Control: no-store\r\n"))
        #expect(connection.text.contains("Transfer-Encoding: chunked\r\n"))
        connection.written = []
        connection.machine.sendEvent(EventFrame.event("head", id: "7", data: "a\nb"), now: connection.now)
        connection.settle()
        #expect(connection.text == "23\r\nid: 7\nevent: head\ndata: a\ndata: b\n\n\r\n")
    }

    @Test(arguments: [
        ("a", "data: a\n\n"), ("", "data: \n\n"), ("a\r\nb", "data: a\ndata: b\n\n"), ("a\rb", "data: a\ndata: b\n\n"),
        ("a\n\nb", "data: a\ndata: \ndata: b\n\n"), ("a\n\rb", "data: a\ndata: \ndata: b\n\n"),
    ])
    func `data cannot end its event early`(data: String, frame: String) {
        #expect(String(decoding: EventFrame.event(nil, id: nil, data: data), as: UTF8.self) == frame)
    }

    @Test func `a name or id cannot begin another field`() {
        let frame = EventFrame.event("a\ndata: x", id: "1\r\n\r\n2", data: "y")
        #expect(String(decoding: frame, as: UTF8.self) == "id: 12\nevent: adata: x\ndata: y\n\n")
    }

    @Test func `gets a comment when it has been silent, and none when it has not`() {
        let connection = streaming()
        connection.written = []
        connection.pass(.seconds(14))
        connection.machine.sendEvent(EventFrame.comment("x"), now: connection.now)
        connection.settle()
        connection.written = []
        connection.pass(.milliseconds(14_999))
        #expect(connection.written.isEmpty)
        connection.pass(.milliseconds(1))
        #expect(connection.text == "4\r\n: \n\n\r\n")
    }

    @Test func `outlives the handler's deadline`() {
        let connection = streaming()
        for _ in 0..<100 { connection.pass(.seconds(15)) }
        #expect(connection.phase == .streaming)
    }

    @Test func `that is too far behind is closed, never waited for`() {
        var configuration = HTTPServerConfiguration()
        configuration.eventBacklog = 1000
        let connection = streaming(configuration)
        for _ in 0..<9 { connection.machine.sendEvent([UInt8](repeating: 1, count: 100), now: connection.now) }
        #expect(connection.phase == .streaming)
        connection.machine.sendEvent([UInt8](repeating: 1, count: 100), now: connection.now)
        #expect(connection.phase == .closed)
        #expect(connection.takeCancellation())
    }

    @Test func `ends in good order when the server drains`() {
        let connection = streaming()
        connection.written = []
        connection.machine.drain(now: connection.now)
        connection.settle()
        #expect(connection.text == "0\r\n\r\n")
        #expect(connection.phase == .lingering)
        #expect(connection.takeCancellation())
    }

    @Test func `ends when its reader leaves`() {
        let connection = streaming()
        connection.finish()
        #expect(connection.phase == .closed)
        #expect(connection.takeCancellation())
    }

    @Test(arguments: [
        ("HEAD /healthz HTTP/1.1\r\nHost: x\r\n\r\n", HTTPMethod.HEAD), ("GET /healthz HTTP/1.0\r\n\r\n", .GET),
    ])
    func `is not opened for HEAD and 1.0, which get the head`(request: String, method: HTTPMethod) {
        let connection = MemoryConnection()
        connection.handler = { _ in nil }
        connection.receive(request)
        #expect(!connection.startStream([:]))
        connection.settle()
        #expect(statuses(connection.written, methods: [method]) == [200])
        #expect(connection.text.contains("text/event-stream"))
    }

    @Test(.ownThread) func `reaches its reader in order, and a reader that does not read is cut off alone`()
        async throws
    {
        let streams = Streams()
        let closed = Gathering<Int>()
        var router = Router()
        router.add(.GET, "/events") { _, responder in
            let stream = responder.startEventStream(retry: .seconds(2))
            let number = streams.add(stream)
            stream.onClose { closed.add(number) }
            stream.send(event: "ready", data: "\(number)")
        }
        let live = try LiveServer(router: router)
        let reader = live.connect()
        reader.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(reader.read(until: "data: 0").contains("retry: 2000"))
        let sleeper = live.connect()
        sleeper.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(sleeper.read(until: "data: 1").contains("event: ready"))

        let filler = String(repeating: "f", count: 60_000)
        var sent = 0
        while !streams.all[1].isClosed, sent < 2000 {
            sent += 1
            let number = sent
            live.loop.execute { streams.all[1].send(id: "\(number)", data: filler) }
            streams.all[0].send(id: "\(number)", data: "event \(number)")
            if sent % 50 == 0 { _ = reader.read(until: "event \(number)\n") }
        }
        #expect(streams.all[1].isClosed)
        #expect(await closed.first(1) == [1])
        streams.all[0].send(data: "the last")
        #expect(reader.read(until: "the last").contains("the last"))
        streams.all[0].close()
        #expect(reader.readToEnd().last == .end)
        #expect(await closed.first(2) == [1, 0])
        #expect(streams.all[0].isClosed)
        await live.stop()
    }
}

private final class Streams: Sendable {
    private let streams = Mutex<[EventStream]>([])

    var all: [EventStream] { streams.withLock { $0 } }

    func add(_ stream: EventStream) -> Int {
        streams.withLock { streams in
            streams.append(stream)
            return streams.count - 1
        }
    }
}
