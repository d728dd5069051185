import JSON
import Synchronization
import Testing

@testable import Hub

/// The stream around the pricer: chunks, order, long lines, the end.
struct PriceLinesTests {
    /// Feeds bytes in pieces and collects what is written.
    private final class Wire: Sendable {
        private let left: Mutex<ArraySlice<UInt8>>
        private let piece: Int
        let written = Mutex<[UInt8]>([])

        init(_ text: String, piece: Int) {
            left = Mutex(ArraySlice(text.utf8))
            self.piece = piece
        }

        func read(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
            left.withLock { left in
                let count = min(piece, buffer.count, left.count)
                buffer.copyBytes(from: left.prefix(count))
                left = left.dropFirst(count)
                return count
            }
        }
    }

    private func run(_ text: String, piece: Int = 1 << 16, threads: Int = 3) throws -> [JSONValue] {
        let wire = Wire(text, piece: piece)
        let lines = PriceLines(
            threads: threads, read: { wire.read($0) }, write: { bytes in wire.written.withLock { $0 += bytes } })
        try lines.run()
        let written = wire.written.withLock { $0 }
        #expect(written.isEmpty || written.last == 0x0A)
        return try written.split(separator: 0x0A).map { try JSON.parse($0) }
    }

    private func request(_ id: Int) -> String {
        PricerTests.request().replacing("\"r1\"", with: "\(id)")
    }

    @Test(arguments: [1, 7, 800, 1 << 16], [1, 2, 5])
    func `answers come in the order of the lines, however they arrive`(_ piece: Int, _ threads: Int) throws {
        let count = piece == 1 ? 20 : 300
        let text = (0..<count).map { request($0) + ($0 % 3 == 0 ? "\r\n" : "\n") }.joined()
        let answers = try run(text, piece: piece, threads: threads)
        #expect(answers.map { $0["id"]?.int64Value } == (0..<Int64(count)).map { $0 })
        #expect(answers.allSatisfy { $0["total_cost"]?["excl"]?.stringValue == "2.0000" })
    }

    @Test func `blank lines are skipped, bad ones answered, the last needs no newline`() throws {
        let answers = try run("\n  \n\(request(1))\n\n{broken\n\t\r\n\(request(2))")
        #expect(answers.map { $0["id"]?.int64Value } == [1, nil, 2])
        #expect(answers[1]["error"]?["code"]?.stringValue == "not_json")
    }

    @Test func `nothing in is nothing out`() throws {
        #expect(try run("").isEmpty)
        #expect(try run("\n\n").isEmpty)
    }

    @Test func `a line that is too long is refused and the next one priced`() throws {
        let long = "{\"id\":\"" + String(repeating: "x", count: PriceLines.longestLine) + "\"}"
        let answers = try run("\(request(1))\n\(long)\n\(request(2))\n")
        #expect(answers.map { $0["id"]?.int64Value } == [1, nil, 2])
        #expect(answers[1]["error"]?["code"]?.stringValue == "line_too_long")
    }

    @Test func `what is written after a failed write is nothing, and the failure is told`() {
        struct Full: Error {}
        let wire = Wire((0..<5000).map { request($0) + "\n" }.joined(), piece: 4096)
        let writes = Mutex(0)
        let lines = PriceLines(
            threads: 3, read: { wire.read($0) },
            write: { (_) throws in
                writes.withLock { $0 += 1 }
                throw Full()
            })
        #expect(throws: Full.self) { try lines.run() }
        #expect(writes.withLock { $0 } == 1)
    }

    @Test func `a failed read ends with what had come before it answered`() {
        struct Gone: Error {}
        let wire = Wire(request(1) + "\n", piece: 1 << 16)
        let lines = PriceLines(
            threads: 2,
            read: { (buffer) throws in
                let count = wire.read(buffer)
                if count == 0 { throw Gone() }
                return count
            }, write: { bytes in wire.written.withLock { $0 += bytes } })
        #expect(throws: Gone.self) { try lines.run() }
        #expect(wire.written.withLock { $0.count } > 0)
    }
}

struct LineCutterTests {
    private func cut(_ pieces: [String], limit: Int) -> [String] {
        var cutter = LineCutter(limit: limit)
        var chunks = pieces.map { piece in
            Array(piece.utf8).withUnsafeBytes { String(decoding: cutter.take($0), as: UTF8.self) }
        }
        chunks.append(String(decoding: cutter.finish(), as: UTF8.self))
        return chunks.filter { !$0.isEmpty }
    }

    @Test(arguments: [
        (["a\nb\n"], ["a\nb\n"]), (["a\nb"], ["a\n", "b"]), (["a", "b", "c\nd", "\n"], ["abc\n", "d\n"]),
        (["", "\n"], ["\n"]), (["12345", "67\nx\n"], ["1234567\nx\n"]),
        (["1234567", "8", "9", "\nx\n"], ["123456\nx\n"]),
        (["1234567", "89"], ["123456"]), (["12345\n", "x"], ["12345\n", "x"]),
    ])
    func `chunks are whole lines, and a long one is its limit and a byte`(_ pieces: [String], _ chunks: [String]) {
        #expect(cut(pieces, limit: 5) == chunks)
    }
}
