import Testing

@testable import HTTPServer

@Suite struct `Bytes on the wire` {
    private func check(_ connection: MemoryConnection, _ row: WireRow, _ how: String) {
        let found = statuses(connection.written, methods: row.methods)
        #expect(found == row.statuses, "\(how)")
        #expect(connection.isOpen == (row.end == .open), "\(how)")
    }

    @Test(arguments: wireTable)
    func `are answered by the table when they come whole`(row: WireRow) {
        let connection = MemoryConnection()
        connection.receive(row.bytes)
        if row.finishes { connection.finish() }
        check(connection, row, "whole")
    }

    @Test(arguments: wireTable)
    func `are answered the same when cut in two anywhere`(row: WireRow) {
        // Long rows are long by repetition: there, some sixty places are enough.
        let step = row.bytes.count > 300 ? row.bytes.count / 60 : 1
        for cut in stride(from: 0, through: row.bytes.count, by: step) {
            let connection = MemoryConnection()
            connection.receive(row.bytes[..<cut])
            connection.receive(row.bytes[cut...])
            if row.finishes { connection.finish() }
            check(connection, row, "cut at \(cut)")
        }
    }

    @Test(arguments: wireTable)
    func `are answered the same byte by byte`(row: WireRow) {
        let connection = MemoryConnection()
        for byte in row.bytes where connection.isOpen { connection.receive([byte]) }
        if row.finishes { connection.finish() }
        check(connection, row, "byte by byte")
    }

    @Test(.ownThread) func `are answered the same over a socket`() async throws {
        let live = try LiveServer()
        for row in wireTable {
            let client = live.connect()
            client.send(row.bytes)
            if row.finishes { client.finishSending() }
            for (index, status) in row.statuses.enumerated() {
                let method = index < row.methods.count ? row.methods[index] : .GET
                let answer = client.answer(to: method)
                #expect(answer?.status == status, "\(row.name)")
            }
            if row.end == .open {
                client.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
                #expect(client.answer()?.status == 200, "\(row.name)")
            } else {
                let (bytes, last) = client.readToEnd()
                #expect(bytes.isEmpty && last == .end, "\(row.name)")
            }
        }
        await live.stop()
    }

    @Test(.ownThread) func `cut at every byte are answered the same over a socket`() async throws {
        let live = try LiveServer()
        for row in wireTable where row.bytes.count < 70 {
            for cut in 1..<max(row.bytes.count, 2) where cut < row.bytes.count {
                let client = live.connect()
                client.send(Array(row.bytes[..<cut]))
                client.send(Array(row.bytes[cut...]))
                if row.finishes { client.finishSending() }
                for (index, status) in row.statuses.enumerated() {
                    let method = index < row.methods.count ? row.methods[index] : .GET
                    #expect(client.answer(to: method)?.status == status, "\(row.name) cut at \(cut)")
                }
                if row.end == .closed {
                    let (bytes, last) = client.readToEnd()
                    #expect(bytes.isEmpty && last == .end, "\(row.name) cut at \(cut)")
                }
            }
        }
        await live.stop()
    }
}
