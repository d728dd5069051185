import JSON
import Testing

struct RangeTests {
    private let document = Array(
        #" { "status_code" : 1000 , "data" : [ {"id":"a", "x":[1,2]} ,"b", 3 , [ ] ] ,"é\n":{"in":null} } "#.utf8)

    private func texts(_ ranges: [Range<Int>]) -> [String] {
        ranges.map { String(decoding: document[$0], as: UTF8.self) }
    }

    @Test func `the elements of an array are found as they were written`() throws {
        let ranges = try JSON.ranges(ofElementsAt: ["data"], in: document)
        #expect(texts(ranges) == [#"{"id":"a", "x":[1,2]}"#, #""b""#, "3", "[ ]"])
    }

    @Test(arguments: [
        (["status_code"], "1000"), (["data", "1"], #""b""#), (["data", "0", "id"], #""a""#),
        (["data", "0", "x", "1"], "2"),
        (["data", "3"], "[ ]"), (["é\n", "in"], "null"), (["é\n"], #"{"in":null}"#),
    ])
    func `a value is found by its path, escaped names too`(_ path: [String], _ text: String) throws {
        #expect(texts([try JSON.range(at: path, in: document)]) == [text])
    }

    @Test func `the empty path is the document without its white space`() throws {
        #expect(try JSON.range(at: [], in: document) == 1..<document.count - 1)
        #expect(texts(try JSON.ranges(ofElementsAt: ["data", "3"], in: document)) == [])
    }

    @Test(arguments: [
        ["nothing"], ["data", "4"], ["data", "01"], ["data", "x"], ["status_code", "x"], ["é\n", "in", "x"],
    ])
    func `a path that leads nowhere is an error with its name`(_ path: [String]) {
        do {
            _ = try JSON.range(at: path, in: document)
            Issue.record("something was found")
        } catch {
            #expect(error.reason == .noSuchMember(path.joined(separator: ".")))
        }
    }

    @Test func `a value that is no array has no elements`() {
        do {
            _ = try JSON.ranges(ofElementsAt: ["status_code"], in: document)
            Issue.record("elements were found")
        } catch {
            #expect(error.reason == .notAnArray)
            #expect(error.column == 20)
        }
    }

    @Test(arguments: [
        #"{"data":[1],"data":[2]}"#, #"{"data":[1],"\u0064ata":[2]}"#, #"{"data":[1]} x"#, #"{"data":[1],"x":[1,]}"#,
    ])
    func `an answer that could be one of two, or stands in a broken document, is none`(_ text: String) {
        #expect(throws: JSONError.self) { try JSON.ranges(ofElementsAt: ["data"], in: Array(text.utf8)) }
    }
}
