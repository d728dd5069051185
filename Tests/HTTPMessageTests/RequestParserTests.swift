import HTTPMessage
import Testing

/// What a parser made of some input: the requests in it, and the fault that ended it.
private struct Outcome: Equatable {
    var requests: [String] = []
    var fault: MessageFault?
}

private func parse(_ bytes: [UInt8], cuts: [Int]) -> Outcome {
    var parser = RequestParser()
    var outcome = Outcome()
    var pending: [UInt8] = []
    var previous = 0
    do {
        for cut in cuts + [bytes.count] {
            pending += bytes[previous..<cut]
            previous = cut
            var position = 0
            while true {
                let progress = try parser.parse(pending.span, at: &position)
                if progress == .needsMore { break }
                if progress == .head {
                    try parser.acceptBody(limit: 1000)
                } else {
                    let request = parser.takeRequest()
                    let fields = request.headers.map { "\($0.name)=\($0.value)" }
                    outcome.requests.append(
                        "\(request.method) \(request.path) \(request.query) \(fields) \(request.body)")
                }
            }
            pending.removeFirst(position)
        }
    } catch {
        outcome.fault = error
    }
    return outcome
}

private let samples = [
    "GET /a%20b/c?x=1&y=%2B+z HTTP/1.1\r\nHost: x\r\nAccept: a\r\n\r\n",
    "POST /r HTTP/1.1\r\nHost: x\r\nContent-Length: 11\r\n\r\nhello world",
    "PUT /r HTTP/1.1\r\nHost: x:80\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\na\r\n0123456789\r\n0\r\nT: u\r\n\r\n",
    "OPTIONS * HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
    "PATCH http://a.b:1/c HTTP/1.1\r\nHost: z\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\nx",
].map { Array($0.utf8) }

@Suite struct `Reading requests` {
    @Test(arguments: 1...40)
    func `gives one result for any cutting of any damaged input`(seed: UInt64) {
        var random = SplitMix(state: seed)
        let spice = Array("\r\n \t:;,=/%+-0aF\u{0}\u{1}\u{7f}".utf8) + [0xff, 0xc3]
        for _ in 0..<40 {
            var bytes = (0..<3).flatMap { _ in samples[Int(random.next() % UInt64(samples.count))] }
            for _ in 0..<(random.next() % 4) {
                let place = Int(random.next() % UInt64(bytes.count))
                switch random.next() % 3 {
                case 0: bytes[place] = spice[Int(random.next() % UInt64(spice.count))]
                case 1: bytes.insert(spice[Int(random.next() % UInt64(spice.count))], at: place)
                default: bytes.remove(at: place)
                }
            }
            let whole = parse(bytes, cuts: [])
            let some = (0..<5).map { _ in Int(random.next() % UInt64(bytes.count + 1)) }.sorted()
            #expect(parse(bytes, cuts: some) == whole, "seed \(seed)")
            #expect(parse(bytes, cuts: Array(0..<bytes.count)) == whole, "seed \(seed)")
        }
    }

    @Test func `decodes each segment once, after splitting`() throws {
        let bytes = Array("GET /a%2Fb/%25/c+d//?q=%26&q=2&=3&e HTTP/1.1\r\nHost: x\r\n\r\n".utf8)
        var parser = RequestParser()
        var position = 0
        #expect(try parser.parse(bytes.span, at: &position) == .head)
        let head = try #require(parser.head)
        #expect(head.path == ["a/b", "%", "c+d", "", ""])
        #expect(head.query.map { "\($0.name)=\($0.value)" } == ["q=&", "q=2", "=3", "e="])
        #expect(head.queryValue("q") == "&")
        #expect(head.target == "/a%2Fb/%25/c+d//?q=%26&q=2&=3&e")
    }

    @Test func `lets the absolute form win over Host`() throws {
        let bytes = Array("GET http://real:8/ HTTP/1.1\r\nHost: other\r\n\r\n".utf8)
        var parser = RequestParser()
        var position = 0
        #expect(try parser.parse(bytes.span, at: &position) == .head)
        #expect(parser.head?.headers.all("host") == ["real:8"])
    }
}
