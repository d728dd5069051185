import AdminAPI
import JSON
import Testing

@testable import roamdesk

struct RowWriterTests {
    private func row(_ members: (String, JSONValue)...) -> JSONObject {
        var object: JSONObject = ["id": "A-1", "severity": "warning", "code": "QUIET"]
        for (name, value) in members { object[name] = value }
        return object
    }

    private func cell(_ text: String, raw: Bool = false) -> String {
        let writer = RowWriter(kind: .alert, format: .csv, rawCSV: raw)
        let index = writer.head.split(separator: ",").map { $0.filter { !$0.isWhitespace } }.firstIndex(of: "text")
        let line = writer.line(row(("text", .string(text))), isFirst: true)
        // No other cell of the row holds a comma.
        let cells = line.split(separator: ",", omittingEmptySubsequences: false)
        let before = index ?? 0
        let after = writer.head.split(separator: ",").count - before - 1
        return cells.dropFirst(before).dropLast(after).joined(separator: ",").filter { $0 != "\r\n" }
    }

    @Test(arguments: [
        ("quiet", "quiet"), ("a, b", "\"a, b\""), ("say \"x\"", "\"say \"\"x\"\"\""), ("=SUM(A1)", "'=SUM(A1)"),
        ("@x", "'@x"), ("-cmd", "'-cmd"), ("-5.20", "-5.20"), ("+1", "'+1"),
    ])
    func `a cell is quoted where it must be, and is never a formula`(text: String, csv: String) {
        #expect(cell(text) == csv)
    }

    @Test func `a raw cell keeps what it begins with`() { #expect(cell("=SUM(A1)", raw: true) == "=SUM(A1)") }

    @Test(arguments: [RowFormat.table, .csv])
    func `no escape reaches the output`(format: RowFormat) {
        let writer = RowWriter(kind: .alert, format: format)
        let line = writer.line(row(("text", "evil\u{1B}]0;PWNED\u{07}\u{9B}2J\u{202E}")), isFirst: true)
        for scalar in line.unicodeScalars {
            #expect(scalar.value >= 0x20 && scalar.value != 0x9B || scalar == "\n" || scalar == "\r")
        }
        #expect(!line.contains("\u{202E}"))
    }

    @Test func `JSON rows make one array`() {
        let writer = RowWriter(kind: .alert, format: .json)
        let text = writer.head + writer.line(row(), isFirst: true) + writer.line(row(), isFirst: false) + writer.tail
        #expect((try? JSON.parse(Array(text.utf8))) == .array([.object(row()), .object(row())]))
        #expect((try? JSON.parse(Array((writer.head + writer.tail).utf8))) == .array([]))
    }

    @Test func `a table has heads, aligned columns, and leaves out what nobody has`() {
        let writer = RowWriter(kind: .alert, format: .table)
        let lines = writer.table([row(("text", "one")), row(("text", "another"))]).split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines.allSatisfy { $0.last != " " })
        let heads = lines[0].split(separator: " ")
        #expect(heads.allSatisfy { $0 == $0.uppercased() })
    }
}
