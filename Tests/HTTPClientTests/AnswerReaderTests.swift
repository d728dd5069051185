import HTTPMessage
import Testing

@testable import HTTPClient

struct AnswerReaderTests {
    @Test(arguments: AnswerRow.all)
    func `an answer means the same however its bytes are cut`(_ row: AnswerRow) {
        let bytes = Array(row.bytes.utf8)
        for split in 0...bytes.count {
            #expect(
                meaning(of: row, [Array(bytes[..<split]), Array(bytes[split...])]) == row.meaning, "cut at \(split)")
        }
        #expect(meaning(of: row, bytes.map { [$0] }) == row.meaning, "byte by byte")
    }

    @Test(arguments: ["x", ok, "\r\n", "\0"])
    func `bytes behind an answer end its connection's use`(_ surplus: String) {
        let bytes = Array((ok + surplus).utf8)
        for split in 0...bytes.count {
            var reader = AnswerReader(method: .GET, limits: .standard)
            #expect(throws: Never.self) {
                for piece in [bytes[..<split], bytes[split...]] {
                    try Array(piece).withUnsafeBufferPointer { (bytes) throws(MessageFault) in try reader.take(bytes) }
                }
            }
            #expect(reader.isComplete)
            #expect(!reader.allowsReuse)
        }
    }

    @Test func `a head as large as the limit is taken and a larger one is not`() {
        var limits = HTTPLimits.standard
        limits.head = 200
        let start = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX: "
        for (size, fits) in [(200, true), (203, false)] {
            let head = start + String(repeating: "x", count: size - start.utf8.count - 4) + "\r\n\r\n"
            var reader = AnswerReader(method: .GET, limits: limits)
            let fault = take(Array(head.utf8), into: &reader)
            #expect((fault == nil) == fits)
            if let fault { #expect(fault.isLimit) }
        }
    }

    private func meaning(of row: AnswerRow, _ pieces: [[UInt8]]) -> AnswerRow.Meaning {
        var limits = HTTPLimits.standard
        limits.body = AnswerRow.maxBody
        var reader = AnswerReader(method: row.method, limits: limits)
        for piece in pieces {
            if let fault = take(piece, into: &reader) { return fault.isLimit ? .tooLarge : .malformed }
        }
        if row.closes, (try? reader.end()) == nil { return .closed }
        #expect(reader.isComplete)
        #expect(reader.allowsReuse == row.reusable)
        return .answer(reader.head?.status ?? 0, String(decoding: reader.takeBody(), as: UTF8.self))
    }

    private func take(_ bytes: [UInt8], into reader: inout AnswerReader) -> MessageFault? {
        do throws(MessageFault) {
            try bytes.withUnsafeBufferPointer { (bytes) throws(MessageFault) in try reader.take(bytes) }
            return nil
        } catch {
            return error
        }
    }
}
