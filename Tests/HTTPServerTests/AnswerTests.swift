import HTTPMessage
import Testing

@testable import HTTPServer

private let get = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"

private func answered(_ response: HTTPResponse, to request: String = get) -> String {
    let connection = MemoryConnection()
    connection.handler = { _ in response }
    connection.receive(request)
    return connection.text
}

@Suite struct `An answer` {
    @Test func `carries the date, its length and its fields, once each`() {
        let headers: HTTPFields = [
            "Content-Type": "a/b", "Content-Length": "99", "Date": "never", "Transfer-Encoding": "chunked", "X": "1",
        ]
        let text = answered(HTTPResponse(status: 201, headers: headers, body: Array("hi".utf8)))
        #expect(
            text
                == "HTTP/1.1 201 Created\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Length: 2\r\n"
                + "Content-Type: a/b\r\nX: 1\r\n\r\nhi")
    }

    @Test func `to HEAD has the same fields and no body`() {
        let response = HTTPResponse(status: 200, body: Array("hello".utf8))
        let head = answered(response, to: "HEAD /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(head + "hello" == answered(response))
    }

    @Test(arguments: [204, 304])
    func `without content has neither body nor length`(status: Int) {
        let text = answered(HTTPResponse(status: status, body: Array("hello".utf8)))
        #expect(!text.contains("Content-Length"))
        #expect(text.hasSuffix("GMT\r\n\r\n"))
    }

    @Test(arguments: [
        HTTPResponse(status: 200, headers: ["X": "a\r\nSet-Cookie: b"]),
        HTTPResponse(status: 200, headers: ["X": "a\n"]),
        HTTPResponse(status: 200, headers: ["X\r\nY": "a"]), HTTPResponse(status: 200, headers: ["": "a"]),
        HTTPResponse(status: 200, headers: ["X": "\0"]), HTTPResponse(status: 101), HTTPResponse(status: 1000),
    ])
    func `that must not go on the wire becomes 500`(response: HTTPResponse) {
        let text = answered(response)
        #expect(text.hasPrefix("HTTP/1.1 500 "))
        #expect(!text.contains("Set-Cookie") && !text.contains("Y: a"))
        #expect(statuses(Array(text.utf8)) == [500])
    }

    @Test func `that asks for close ends the connection`() {
        let connection = MemoryConnection()
        connection.handler = { _ in HTTPResponse(status: 200, headers: ["Connection": "Close"]) }
        connection.receive(get)
        #expect(!connection.isOpen)
        #expect(connection.text.contains("Connection: close\r\n"))
    }

    @Test func `to 1.0 says that the connection stays when it does`() {
        let text = answered(.text(200, "x"), to: "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
        #expect(text.contains("Connection: keep-alive\r\n"))
    }

    @Test func `is the last one when the connection has had enough requests`() {
        var configuration = HTTPServerConfiguration()
        configuration.requestsPerConnection = 3
        let connection = MemoryConnection(configuration)
        connection.receive(get + get + get + get)
        #expect(statuses(connection.written) == [200, 200, 200])
        #expect(!connection.isOpen)
    }

    @Test func `is recorded with its sizes and the rule that was broken`() throws {
        let connection = MemoryConnection()
        connection.receive("POST /r?q HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi")
        connection.receive("GET / HTTP/3.0\r\n")
        let records = connection.records
        try #require(records.count == 2)
        #expect(records[0].method == .POST && records[0].target == "/r?q" && records[0].status == 200)
        #expect(records[0].requestBytes == 2 && records[0].responseBytes == 13 && records[0].fault == nil)
        #expect(records[1].method == nil && records[1].status == 505 && records[1].fault?.status == 505)
    }

    @Test func `100 is sent once, and only to a client whose body has not come`() {
        let head = "POST /r HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"
        let waiting = MemoryConnection()
        waiting.receive(head)
        #expect(waiting.text == "HTTP/1.1 100 Continue\r\n\r\n")
        waiting.receive("h")
        #expect(waiting.text == "HTTP/1.1 100 Continue\r\n\r\n")
        waiting.receive("i")
        #expect(statuses(waiting.written) == [200])
        let eager = MemoryConnection()
        eager.receive(head + "h")
        #expect(eager.written.isEmpty)
    }
}

@Suite struct `Back-pressure` {
    @Test func `nothing more is read while too much output waits`() {
        var configuration = HTTPServerConfiguration()
        configuration.outputHighWater = 1000
        let connection = MemoryConnection(configuration)
        connection.handler = { _ in HTTPResponse(status: 200, body: [UInt8](repeating: 1, count: 600)) }
        let input = Array(String(repeating: get, count: 5).utf8)
        connection.machine.receive(input.span, now: connection.now)
        connection.settle(writing: false)
        #expect(connection.records.count == 2)
        #expect(!connection.wantsInput)
        connection.settle()
        #expect(connection.records.count == 5)
        #expect(connection.wantsInput)
    }

    @Test func `nothing is read while a handler works`() {
        let connection = MemoryConnection()
        connection.handler = { _ in nil }
        connection.receive(get)
        #expect(!connection.wantsInput)
    }

    @Test(arguments: [1, 3, 7, 500, 16_384, 16_385, 40_000])
    func `output survives being written in pieces of any size`(step: Int) {
        var queue = OutputQueue()
        var expected: [UInt8] = []
        for size in [10, 20_000, 5, 0, 30_000, 16_384] {
            let bytes = [UInt8](repeating: UInt8(truncatingIfNeeded: size), count: size)
            queue.append(bytes)
            expected += bytes
        }
        #expect(queue.bytes == expected)
        // Small steps stop within the second piece.
        var left = min(expected.count, 60 * step)
        while left > 0 {
            let count = min(step, left)
            queue.consume(count)
            expected.removeFirst(count)
            left -= count
            #expect(queue.count == expected.count)
        }
        #expect(queue.bytes == expected)
    }
}
