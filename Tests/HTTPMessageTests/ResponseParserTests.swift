import HTTPMessage
import Testing

/// What became of a response: its status and body, or the rule it broke.
enum ResponseResult: Equatable {
    case complete(status: Int, body: String, keepsAlive: Bool)
    case incomplete
    case fault
}

func parseResponse(
    _ text: String, method: HTTPMethod = .GET, cutAt cuts: [Int] = [], thenClosed: Bool = false,
    limits: HTTPLimits = .standard
) -> ResponseResult {
    let bytes = Array(text.utf8)
    var parser = ResponseParser(method: method, limits: limits)
    var pending: [UInt8] = []
    var body: [UInt8] = []
    var isComplete = false
    do {
        var previous = 0
        for cut in cuts + [bytes.count] {
            pending += bytes[previous..<cut]
            previous = cut
            var position = 0
            var progress = try parser.parse(pending.span, at: &position, body: &body)
            if progress == .head { progress = try parser.parse(pending.span, at: &position, body: &body) }
            pending.removeFirst(position)
            isComplete = progress == .complete
        }
        if thenClosed && !isComplete {
            try parser.end()
            isComplete = true
        }
    } catch {
        return .fault
    }
    guard isComplete, let head = parser.head else { return .incomplete }
    return .complete(
        status: head.status, body: String(decoding: body, as: UTF8.self), keepsAlive: parser.keepsAlive)
}

struct ResponseRow: Sendable, CustomTestStringConvertible {
    let text: String
    let result: ResponseResult
    var method: HTTPMethod = .GET
    var thenClosed = false
    var testDescription: String { text.debugDescription }
}

extension ResponseResult: Sendable {}

private let rows: [ResponseRow] = [
    ResponseRow(
        text: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        result: .complete(status: 200, body: "hello", keepsAlive: true)),
    ResponseRow(
        text: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", result: .complete(status: 200, body: "", keepsAlive: true)
    ),
    ResponseRow(
        text: "HTTP/1.1 200\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        result: .complete(status: 200, body: "", keepsAlive: false)),
    ResponseRow(
        text: "HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n00\r\nTrailer: t\r\n\r\n",
        result: .complete(status: 200, body: "abc", keepsAlive: true)),
    ResponseRow(
        text: "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nLink: x\r\n\r\nHTTP/1.1 204 No\r\n\r\n",
        result: .complete(status: 204, body: "", keepsAlive: true)),
    ResponseRow(
        text: "HTTP/1.1 304 Not Modified\r\nContent-Length: 99\r\n\r\n",
        result: .complete(status: 304, body: "", keepsAlive: true)),
    ResponseRow(
        text: "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n",
        result: .complete(status: 200, body: "", keepsAlive: true),
        method: .HEAD),
    ResponseRow(
        text: "HTTP/1.0 200 OK\r\n\r\nall of it", result: .complete(status: 200, body: "all of it", keepsAlive: false),
        thenClosed: true),
    ResponseRow(
        text: "HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 1\r\n\r\nx",
        result: .complete(status: 200, body: "x", keepsAlive: true)),
    ResponseRow(text: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel", result: .fault, thenClosed: true),
    ResponseRow(text: "HTTP/1.1 200 OK\r\nContent-Le", result: .fault, thenClosed: true),
    ResponseRow(
        text: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", result: .fault, thenClosed: true),
    ResponseRow(text: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello", result: .fault),
    ResponseRow(text: "HTTP/1.1 200 OK\r\nContent-Length: +5\r\n\r\nhello", result: .fault),
    ResponseRow(
        text: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", result: .fault),
    ResponseRow(text: "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", result: .fault),
    ResponseRow(text: "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", result: .fault),
    ResponseRow(text: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n\r\n", result: .fault),
    ResponseRow(text: "HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n", result: .fault),
    ResponseRow(text: "HTTP/2.0 200 OK\r\n\r\n", result: .fault),
    ResponseRow(text: "HTTP/1.1 20 OK\r\n\r\n", result: .fault),
    ResponseRow(text: "HTTP/1.1 2000 OK\r\n\r\n", result: .fault),
    ResponseRow(text: "HTTP/1.1 600 OK\r\n\r\n", result: .fault),
    ResponseRow(text: "HTTP/1.1  200 OK\r\n\r\n", result: .fault),
    ResponseRow(text: "ICY 200 OK\r\n\r\n", result: .fault),
    ResponseRow(text: "HTTP/1.1 200 OK\nContent-Length: 0\n\n", result: .fault),
    ResponseRow(text: "HTTP/1.1 200 OK\r\nA : b\r\n\r\n", result: .fault),
    ResponseRow(text: "HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n", result: .fault),
    ResponseRow(text: "HTTP/1.1 200 OK\r\nA: b\u{0}\r\n\r\n", result: .fault),
    ResponseRow(text: "\r\nHTTP/1.1 200 OK\r\n\r\n", result: .fault),
]

@Suite struct `Reading a response` {
    @Test(arguments: rows)
    func `gives the same answer whole and cut at every byte`(row: ResponseRow) {
        let whole = parseResponse(row.text, method: row.method, thenClosed: row.thenClosed)
        #expect(whole == row.result)
        for cut in 0..<row.text.utf8.count {
            let cutOnce = parseResponse(row.text, method: row.method, cutAt: [cut], thenClosed: row.thenClosed)
            #expect(cutOnce == row.result, "cut at \(cut)")
        }
        let bytewise = parseResponse(
            row.text, method: row.method, cutAt: Array(0..<row.text.utf8.count), thenClosed: row.thenClosed)
        #expect(bytewise == row.result)
    }

    @Test func `stops at the body limit, announced or not`() {
        var limits = HTTPLimits()
        limits.body = 4
        let announced = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"
        let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\n"
        let open = "HTTP/1.1 200 OK\r\n\r\nabcde"
        for text in [announced, chunked, open] {
            #expect(parseResponse(text, limits: limits) == .fault)
        }
    }

    @Test func `leaves the next response's bytes alone`() throws {
        let bytes = Array("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nxHTTP/1.1 ".utf8)
        var parser = ResponseParser(method: .GET)
        var body: [UInt8] = []
        var position = 0
        #expect(try parser.parse(bytes.span, at: &position, body: &body) == .head)
        #expect(try parser.parse(bytes.span, at: &position, body: &body) == .complete)
        #expect(position == bytes.count - 9)
    }
}
