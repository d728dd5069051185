import HTTPClient
import Testing

struct EventStreamRow: Sendable, CustomTestStringConvertible {
    var name: String
    var bytes: String
    var events: [ServerSentEvent]
    var testDescription: String { name }

    init(_ name: String, _ bytes: String, _ events: ServerSentEvent...) {
        self.name = name
        self.bytes = bytes
        self.events = events
    }

    static let all: [EventStreamRow] = [
        EventStreamRow("one line", "data: a\n\n", ServerSentEvent(data: "a")),
        EventStreamRow("CRLF", "data: a\r\n\r\n", ServerSentEvent(data: "a")),
        EventStreamRow("CR", "data: a\r\rdata: b\r\r", ServerSentEvent(data: "a"), ServerSentEvent(data: "b")),
        EventStreamRow("line ends mixed", "data: a\r\ndata: b\rdata: c\n\r\n", ServerSentEvent(data: "a\nb\nc")),
        EventStreamRow("two lines", "data: a\ndata: b\n\n", ServerSentEvent(data: "a\nb")),
        EventStreamRow("an empty line of data", "data\ndata\n\n", ServerSentEvent(data: "\n")),
        EventStreamRow("empty data", "data:\n\n", ServerSentEvent(data: "")),
        EventStreamRow("one space is removed", "data:a\ndata:  b\n\n", ServerSentEvent(data: "a\n b")),
        EventStreamRow("a colon in data", "data: a:b\n\n", ServerSentEvent(data: "a:b")),
        EventStreamRow("a named event", "event: beat\ndata: 1\n\n", ServerSentEvent(event: "beat", data: "1")),
        EventStreamRow("a name without data", "event: beat\n\ndata: 1\n\n", ServerSentEvent(data: "1")),
        EventStreamRow(
            "an id stays", "id: 7\ndata: a\n\ndata: b\n\n", ServerSentEvent(data: "a", id: "7"),
            ServerSentEvent(data: "b", id: "7")),
        EventStreamRow("an id without data", "id: 7\n\ndata: b\n\n", ServerSentEvent(data: "b", id: "7")),
        EventStreamRow(
            "an empty id clears it", "id: 7\ndata: a\n\nid\ndata: b\n\n", ServerSentEvent(data: "a", id: "7"),
            ServerSentEvent(data: "b")),
        EventStreamRow("an id with NUL is ignored", "id: 7\nid: 8\0\ndata: a\n\n", ServerSentEvent(data: "a", id: "7")),
        EventStreamRow("comments", ": hello\n:\n\ndata: a\n: b\n\n", ServerSentEvent(data: "a")),
        EventStreamRow("an unknown field", "color: red\ndata: a\n\n", ServerSentEvent(data: "a")),
        EventStreamRow("a field name with a space", " data: x\ndata: a\n\n", ServerSentEvent(data: "a")),
        EventStreamRow("a byte order mark", "\u{FEFF}data: a\n\n", ServerSentEvent(data: "a")),
        EventStreamRow("a second byte order mark", "\u{FEFF}\u{FEFF}data: x\ndata: a\n\n", ServerSentEvent(data: "a")),
        EventStreamRow("an unfinished event", "data: a\n\ndata: b\n", ServerSentEvent(data: "a")),
        EventStreamRow("an unfinished line", "data: a\n\ndata: b", ServerSentEvent(data: "a")),
        EventStreamRow("empty lines", "\n\n\r\n\r\r\n"),
        EventStreamRow("letters beyond ASCII", "data: é 中 😀\n\n", ServerSentEvent(data: "é 中 😀")),
    ]
}

struct EventStreamParserTests {
    @Test(arguments: EventStreamRow.all)
    func `events are the same however the bytes are cut`(_ row: EventStreamRow) throws {
        let bytes = Array(row.bytes.utf8)
        for split in 0...bytes.count {
            #expect(try events([bytes[..<split], bytes[split...]]) == row.events, "cut at \(split)")
        }
        #expect(try events(bytes.map { [$0] }) == row.events)
    }

    @Test func `bytes that are not UTF-8 are replaced`() throws {
        #expect(
            try events([Array("data: a".utf8) + [0xFF, 0xC3, 0x0A, 0x0A]]) == [
                ServerSentEvent(data: "a\u{FFFD}\u{FFFD}")
            ])
    }

    @Test(arguments: [
        ("retry: 1500\n", 1500), ("retry: 1500\nretry: x\n", 1500), ("retry: -1\n", nil), ("retry\n", nil),
    ])
    func `a waiting time is digits only`(_ text: String, _ expected: Int?) throws {
        var parser = EventStreamParser()
        try parser.take(Array(text.utf8)) { _ in }
        #expect(parser.retryMilliseconds == expected)
    }

    @Test(arguments: ["data: 0123456789\n\n", ": 0123456789\n\n", "0123456789ab", "data: 012\ndata: 34567\n\n"])
    func `a line or an event over the limit is refused`(_ text: String) {
        #expect(throws: EventStreamParser.TooLarge.self) {
            var parser = EventStreamParser(limit: 8)
            try parser.take(Array(text.utf8)) { _ in }
        }
    }

    private func events(_ pieces: [some Collection<UInt8>]) throws -> [ServerSentEvent] {
        var parser = EventStreamParser()
        var events: [ServerSentEvent] = []
        for piece in pieces { try parser.take(piece) { events.append($0) } }
        return events
    }
}
