import HTTPMessage
import Testing

/// Raw bytes, the statuses of the answers to them, and whether the connection is still open afterwards.
struct WireRow: Sendable, CustomTestStringConvertible {
    enum End: Sendable {
        case open
        case closed
    }

    let name: String
    let bytes: [UInt8]
    let statuses: [Int]
    let end: End
    /// Methods of the requests that are answered, for HEAD.
    var methods: [HTTPMethod] = []
    /// Whether the client closes its sending half after the bytes.
    var finishes = false

    /// Characters up to U+00FF stand for one byte each.
    init(
        _ name: String, _ text: String, _ statuses: [Int], _ end: End, methods: [HTTPMethod] = [],
        finishes: Bool = false
    ) {
        self.name = name
        bytes = text.unicodeScalars.map { UInt8($0.value) }
        self.statuses = statuses
        self.end = end
        self.methods = methods
        self.finishes = finishes
    }

    var testDescription: String { name }
}

extension WireRow {
    /// A GET with one more line.
    static func field(_ name: String, _ line: String, _ status: Int, _ end: End) -> WireRow {
        WireRow(name, "GET /healthz HTTP/1.1\r\nHost: x\r\n\(line)\r\n\r\n", [status], end)
    }

    /// A POST whose framing is the subject.
    static func post(_ name: String, _ fields: String, _ body: String, _ status: Int, _ end: End) -> WireRow {
        WireRow(name, "POST /r HTTP/1.1\r\nHost: x\r\n\(fields)\r\n\r\n\(body)", [status], end)
    }

    /// A chunked POST.
    static func chunked(_ name: String, _ body: String, _ status: Int, _ end: End) -> WireRow {
        post(name, "Transfer-Encoding: chunked", body, status, end)
    }

    /// A GET with another request line.
    static func line(_ name: String, _ line: String, _ status: Int, _ end: End) -> WireRow {
        WireRow(name, "\(line)\r\nHost: x\r\n\r\n", [status], end)
    }
}
