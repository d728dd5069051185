import HTTPMessage
import Testing

@testable import HTTPServer

private let get = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"

@Suite struct `A connection's deadlines` {
    @Test func `a head that does not end in ten seconds is answered 408`() {
        let connection = MemoryConnection()
        connection.pass(.seconds(9))
        connection.receive("GET / HTT")
        connection.pass(.milliseconds(9999))
        connection.receive("P")
        #expect(connection.written.isEmpty && connection.isOpen)
        connection.pass(.milliseconds(1))
        #expect(statuses(connection.written) == [408])
        #expect(connection.phase == .lingering)
        #expect(connection.text.contains("Connection: close\r\n"))
    }

    @Test func `a connection on which nothing comes is closed in silence`() {
        let connection = MemoryConnection()
        connection.pass(.seconds(10))
        #expect(connection.phase == .closed)
        #expect(connection.written.isEmpty)
    }

    @Test func `between requests it stays for the idle time, and closes in silence`() {
        let connection = MemoryConnection()
        connection.receive(get)
        connection.pass(.milliseconds(74_999))
        #expect(connection.phase == .idle)
        connection.pass(.milliseconds(1))
        #expect(connection.phase == .closed)
        #expect(statuses(connection.written) == [200])
    }

    @Test func `a body below the speed floor is answered 408 after the grace`() {
        let connection = MemoryConnection()
        connection.receive("POST /r HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n")
        connection.receive(String(repeating: "a", count: 512))
        connection.pass(.milliseconds(10_999))
        #expect(connection.isOpen)
        connection.pass(.milliseconds(1))
        #expect(statuses(connection.written) == [408])
    }

    @Test func `a body above the floor has the whole time, and no more`() {
        let connection = MemoryConnection()
        connection.receive("POST /r HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n")
        for _ in 0..<59 {
            connection.receive(String(repeating: "a", count: 1000))
            connection.pass(.seconds(1))
        }
        #expect(connection.isOpen)
        connection.pass(.seconds(1))
        #expect(statuses(connection.written) == [408])
    }

    @Test func `a handler that does not answer is answered for, and its late answer goes nowhere`() {
        let connection = MemoryConnection()
        connection.handler = { _ in nil }
        connection.receive(get)
        connection.pass(.milliseconds(29_999))
        #expect(!connection.takeCancellation())
        connection.pass(.milliseconds(1))
        #expect(statuses(connection.written) == [503])
        #expect(connection.text.contains("Retry-After: 1\r\n"))
        #expect(connection.takeCancellation())
        #expect(!connection.respond(.text(200, "late"), to: 1))
        connection.handler = testAnswer
        connection.receive(get)
        #expect(statuses(connection.written) == [503, 200])
    }

    @Test func `a peer that does not take its answer is reset`() {
        let connection = MemoryConnection()
        connection.handler = { _ in nil }
        connection.receive(get)
        connection.machine.respond(.text(200, "x"), to: 1, now: connection.now)
        connection.now += .seconds(20)
        connection.machine.wrote(10, now: connection.now)
        connection.now += .milliseconds(29_999)
        connection.machine.timeReached(connection.now)
        #expect(connection.phase == .idle)
        connection.now += .milliseconds(1)
        #expect(connection.deadline == connection.now)
        connection.machine.timeReached(connection.now)
        #expect(connection.phase == .closed)
        #expect(connection.mustReset)
    }

    @Test func `the lingering close ends`() {
        let connection = MemoryConnection()
        connection.receive("\n")
        #expect(connection.phase == .lingering)
        connection.receive(String(repeating: "x", count: 10_000))
        connection.pass(.seconds(5))
        #expect(connection.phase == .closed)
    }

    @Test func `a pipelined request waits for nothing but the one before it`() {
        let connection = MemoryConnection()
        connection.handler = { _ in nil }
        connection.receive(get + get)
        connection.pass(.seconds(29))
        #expect(connection.respond(.text(200, "1"), to: 1))
        connection.pass(.seconds(29))
        #expect(connection.respond(.text(202, "2"), to: 2))
        #expect(statuses(connection.written) == [200, 202])
    }
}
