import JSON
import Testing

struct GrammarTests {
    @Test(arguments: GrammarRow.all)
    func `a document is taken or refused as the RFC says`(_ row: GrammarRow) {
        #expect(((try? JSON.parse(row.bytes)) != nil) == row.isTaken)
        // The finder of ranges walks without building, and must judge alike; names twice are only seen on its path.
        let isDuplicate = error(row.bytes)?.reason.isDuplicateName ?? false
        if !isDuplicate { #expect(((try? JSON.range(at: [], in: row.bytes)) != nil) == row.isTaken) }
    }

    @Test func `the table is long enough to be worth its name`() {
        #expect(GrammarRow.all.count > 300)
        #expect(Set(GrammarRow.all.map(\.bytes)).count > 290)
    }

    @Test(arguments: GrammarRow.all.filter { $0.isTaken && [0x5B, 0x7B].contains($0.bytes.first) })
    func `no beginning of a document in brackets is a document`(_ row: GrammarRow) {
        let whole = row.bytes.drop { $0 <= 0x20 }
        let end = whole.lastIndex { $0 > 0x20 } ?? whole.startIndex
        for cut in whole.startIndex..<end {
            #expect((try? JSON.parse(whole[..<cut])) == nil)
        }
    }

    @Test func `values are what was written`() throws {
        let text = #" {"a" : [1, -2.50e+3, "x\ty\u00e9\uD83D\uDE00\/", true, false, null, {}, []], "b":""} "#
        let expected: JSONValue = [
            "a": [
                1, .number(try #require(JSONNumber(literal: "-2.50e+3"))), "x\ty\u{E9}\u{1F600}/", true, false, nil,
                [:], [],
            ],
            "b": "",
        ]
        #expect(try JSON.parse(text) == expected)
    }

    @Test func `members keep their order`() throws {
        let names = (0..<60).map { "n\(($0 * 37) % 60)" }
        let text = "{" + names.map { "\"\($0)\":0" }.joined(separator: ",") + "}"
        #expect(try JSON.parse(text).objectValue?.names == names)
    }

    @Test(arguments: [3, 15, 16, 17, 30, 100])
    func `a name that comes twice is found in objects of any size`(_ count: Int) {
        let members = (0..<count).map { "\"n\($0)\":0" } + ["\"n\(count / 2)\":1"]
        let reason = error(Array("{\(members.joined(separator: ","))}".utf8))?.reason
        #expect(reason == .duplicateName("n\(count / 2)"))
    }

    private func error(_ bytes: [UInt8]) -> JSONError? {
        do {
            _ = try JSON.parse(bytes)
            return nil
        } catch {
            return error
        }
    }
}

extension JSONError.Reason {
    fileprivate var isDuplicateName: Bool {
        if case .duplicateName = self { true } else { false }
    }
}
