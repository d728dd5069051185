import HTTPClient
import HTTPMessage
import Testing

/// One answer as bytes, and what a careful client makes of it.
struct AnswerRow: Sendable, CustomTestStringConvertible {
    enum Meaning: Hashable, Sendable {
        case answer(Int, String)
        case malformed
        case tooLarge
        case closed
    }

    var name: String
    var bytes: String
    var method: HTTPMethod = .GET
    /// The server closes behind the bytes.
    var closes = false
    var meaning: Meaning
    /// Whether the connection may carry another request afterwards.
    var reusable = false

    var testDescription: String { name }
}

extension AnswerRow {
    static let maxBody = 64

    static let all: [AnswerRow] = whole + framing + hostile + limits

    private static let whole: [AnswerRow] = [
        row("a length", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", .answer(200, "hello"), reusable: true),
        row("an empty body", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", .answer(200, ""), reusable: true),
        row(
            "chunks with an extension and a trailer",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nhel\r\n2\r\nlo\r\n0\r\nX: y\r\n\r\n",
            .answer(200, "hello"), reusable: true),
        row("no reason phrase", "HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", .answer(200, ""), reusable: true),
        row("an unknown status", "HTTP/1.1 299 Odd\r\nContent-Length: 0\r\n\r\n", .answer(299, ""), reusable: true),
        row("no content", "HTTP/1.1 204 No Content\r\n\r\n", .answer(204, ""), reusable: true),
        row("not modified", "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n", .answer(304, ""), reusable: true),
        row(
            "a redirect is an answer", "HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n",
            .answer(302, ""), reusable: true),
        row("early hints", "HTTP/1.1 103 Early\r\nLink: <a>\r\n\r\n" + ok, .answer(200, "ok"), reusable: true),
        AnswerRow(
            name: "a head only", bytes: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", method: .HEAD,
            meaning: .answer(200, ""), reusable: true),
        row(
            "a server that closes", "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok",
            .answer(200, "ok")),
        row("the old version", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", .answer(200, "ok")),
        row(
            "the old version, kept alive", "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok",
            .answer(200, "ok"), reusable: true),
        row("until the close", "HTTP/1.1 200 OK\r\n\r\nall of it", .answer(200, "all of it"), closes: true),
        row("until an immediate close", "HTTP/1.1 200 OK\r\n\r\n", .answer(200, ""), closes: true),
    ]

    private static let framing: [AnswerRow] = [
        row("two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok"),
        row("the same length twice", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok"),
        row("a list of lengths", "HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\n\r\nok"),
        row("a signed length", "HTTP/1.1 200 OK\r\nContent-Length: +2\r\n\r\nok"),
        row("a negative length", "HTTP/1.1 200 OK\r\nContent-Length: -0\r\n\r\n"),
        row("a length in hexadecimal", "HTTP/1.1 200 OK\r\nContent-Length: 0x2\r\n\r\nok"),
        row("an empty length", "HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\n"),
        row("a length beyond 64 bits", "HTTP/1.1 200 OK\r\nContent-Length: 18446744073709551618\r\n\r\nok"),
        row(
            "length and coding",
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        row("two codings", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
        row("chunked twice", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n"),
        row("chunked not last", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n"),
        row("an unknown coding", "HTTP/1.1 200 OK\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
        row("a coding in the old version", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        row("a signed chunk size", chunked("+2\r\nok\r\n0\r\n\r\n")),
        row("a negative chunk size", chunked("-2\r\nok\r\n0\r\n\r\n")),
        row("a chunk size with 0x", chunked("0x2\r\nok\r\n0\r\n\r\n")),
        row("an empty chunk size", chunked("\r\nok\r\n0\r\n\r\n")),
        row("a chunk size that overflows", chunked("ffffffffffffffff2\r\nok\r\n0\r\n\r\n")),
        row("a chunk longer than it says", chunked("2\r\nokay\r\n0\r\n\r\n")),
        row("a chunk line with a bare LF", chunked("2\nok\r\n0\r\n\r\n")),
        row("a chunk that ends with LF", chunked("2\r\nok\n0\r\n\r\n")),
        row("a body cut short", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort", .closed, closes: true),
        row("chunks cut short", chunked("5\r\nhel"), .closed, closes: true),
        row("chunks without their end", chunked("2\r\nok\r\n"), .closed, closes: true),
        row("a head cut short", "HTTP/1.1 200 OK\r\nContent-", .closed, closes: true),
    ]

    private static let hostile: [AnswerRow] = [
        row("no HTTP at all", "220 mail.example ESMTP ready\r\n\r\n"),
        row("a TLS alert", "\u{15}\u{3}\u{1}\u{0}\u{2}\u{2}F\r\n\r\n"),
        row("another protocol version", "HTTP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n"),
        row("a lower-case protocol", "http/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
        row("a status of two digits", "HTTP/1.1 20 OK\r\nContent-Length: 0\r\n\r\n"),
        row("a status of four digits", "HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n"),
        row("a status below 100", "HTTP/1.1 099 OK\r\nContent-Length: 0\r\n\r\n"),
        row("a status above 599", "HTTP/1.1 999 OK\r\nContent-Length: 0\r\n\r\n"),
        row("two spaces before the status", "HTTP/1.1  200 OK\r\nContent-Length: 0\r\n\r\n"),
        row("an offer nobody asked for", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"),
        row("lines that end with LF", "HTTP/1.1 200 OK\nContent-Length: 0\n\n"),
        row("a bare CR in a value", "HTTP/1.1 200 OK\r\nA: b\rc\r\nContent-Length: 0\r\n\r\n"),
        row("a NUL in a value", "HTTP/1.1 200 OK\r\nA: b\0c\r\nContent-Length: 0\r\n\r\n"),
        row("a folded line", "HTTP/1.1 200 OK\r\nA: b\r\n c\r\nContent-Length: 0\r\n\r\n"),
        row("a space before the colon", "HTTP/1.1 200 OK\r\nContent-Length : 0\r\n\r\n"),
        row("a space before the first field", "HTTP/1.1 200 OK\r\n Content-Length: 0\r\n\r\n"),
        row("a field without a colon", "HTTP/1.1 200 OK\r\nContent-Length 0\r\n\r\n"),
        row("a field without a name", "HTTP/1.1 200 OK\r\n: 0\r\nContent-Length: 0\r\n\r\n"),
        row("an empty line first", "\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
        row(
            "one identity twice",
            "HTTP/1.1 200 OK\r\nX-Request-ID: a\r\nX-Request-ID: b\r\nContent-Length: 0\r\n\r\n"),
        row("endless interim answers", String(repeating: "HTTP/1.1 100 Continue\r\n\r\n", count: 12)),
    ]

    private static let limits: [AnswerRow] = [
        row("a length over the limit", "HTTP/1.1 200 OK\r\nContent-Length: 65\r\n\r\n", .tooLarge),
        row(
            "chunks over the limit", chunked("41\r\n" + String(repeating: "x", count: 65) + "\r\n0\r\n\r\n"), .tooLarge),
        row("many chunks over the limit", chunked(String(repeating: "8\r\n12345678\r\n", count: 9)), .tooLarge),
        row("a close over the limit", "HTTP/1.1 200 OK\r\n\r\n" + String(repeating: "x", count: 65), .tooLarge),
        row(
            "a body at the limit", "HTTP/1.1 200 OK\r\nContent-Length: 64\r\n\r\n" + String(repeating: "x", count: 64),
            .answer(200, String(repeating: "x", count: 64)), reusable: true),
    ]

    private static func row(
        _ name: String, _ bytes: String, _ meaning: Meaning = .malformed, closes: Bool = false, reusable: Bool = false
    ) -> AnswerRow {
        AnswerRow(name: name, bytes: bytes, closes: closes, meaning: meaning, reusable: reusable)
    }

    private static func chunked(_ body: String) -> String {
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body
    }
}
