import JSON
import Testing

struct ErrorTests {
    @Test(arguments: [
        ("{\n  \"a\": 01\n}", "line 2, column 9, at a: not a JSON number"),
        ("[1,]", "line 1, column 4, at [1]: expected a value, found ']'"),
        ("{\"data\":[{\"id\":1},{\"id\":tru}]}", "line 1, column 28, at data[1].id: expected true, found '}'"),
        ("[1 2]", "line 1, column 4: expected ',' or ']', found '2'"),
        ("{\"a\":1 \"b\":2}", "line 1, column 8: expected ',' or '}', found '\"'"),
        ("{a:1}", "line 1, column 2: expected a string, found 'a'"),
        ("{\"a\" 1}", "line 1, column 6: expected ':', found '1'"),
        ("[\"é\", \u{1}]", "line 1, column 7, at [1]: expected a value, found 0x01"),
        ("\"a\tb\"", "line 1, column 3: a string must not hold a raw control character (0x09)"),
        ("{\"a\":{\"b\":1,\"b\":2}}", "line 1, column 13, at a: the name \"b\" comes twice in one object"),
        ("\u{FEFF}{}", "line 1, column 1: a byte order mark is not allowed"),
        ("{}x", "line 1, column 3: something follows the document"),
        ("[\"\\uD800\"]", "line 1, column 3, at [0]: half of a surrogate pair stands alone"),
        ("[\"\\q\"]", "line 1, column 4, at [0]: not a JSON escape"),
        ("", "line 1, column 1: the document ends too early"),
        ("[\r\n1,\r\n", "line 3, column 1, at [1]: the document ends too early"),
        (
            "{\"a\u{202E}\u{1B}\":x}".replacing("\u{1B}", with: "\\u001b"),
            "line 1, column 13, at a\\u{202E}\\u{1B}: expected a value, found 'x'"
        ),
    ])
    func `an error says where and why`(_ text: String, _ message: String) {
        #expect(throws: JSONError.self) { try JSON.parse(text) }
        do {
            _ = try JSON.parse(text)
        } catch {
            #expect(error.description == message)
        }
    }

    @Test func `offsets count bytes`() {
        do {
            _ = try JSON.parse("[\"é\",x]")
        } catch {
            #expect(error.offset == 6)
            #expect(error.column == 6)
        }
    }

    @Test(arguments: [
        (JSONLimits(maxBytes: 5), "[1,2]", "[1,2] ", JSONError.Reason.tooLarge(limit: 5)),
        (JSONLimits(maxDepth: 2), "[[1],{}]", "[[[]]]", .tooDeep(limit: 2)),
        (JSONLimits(maxDepth: 2), "{\"a\":{}}", "{\"a\":[{}]}", .tooDeep(limit: 2)),
        (JSONLimits(maxDepth: 0), "1", "[]", .tooDeep(limit: 0)),
        (JSONLimits(maxMembers: 2), "{\"a\":1,\"b\":2}", "{\"a\":1,\"b\":2,\"c\":3}", .tooManyMembers(limit: 2)),
        (JSONLimits(maxStringBytes: 3), "[\"abc\"]", "[\"abcd\"]", .stringTooLong(limit: 3)),
        (JSONLimits(maxStringBytes: 3), "{\"abc\":1}", "{\"abcd\":1}", .stringTooLong(limit: 3)),
        (JSONLimits(maxNumberBytes: 3), "[123]", "[1234]", .numberTooLong(limit: 3)),
        (JSONLimits(maxValues: 4), "[1,2,3]", "[1,2,3,4]", .tooManyValues(limit: 4)),
    ])
    func `a limit is the last size that is taken`(
        _ limits: JSONLimits, _ fits: String, _ tooMuch: String, _ reason: JSONError.Reason
    ) {
        #expect((try? JSON.parse(fits, limits: limits)) != nil)
        #expect((try? JSON.range(at: [], in: Array(fits.utf8), limits: limits)) != nil)
        do {
            _ = try JSON.parse(tooMuch, limits: limits)
            Issue.record("it was taken")
        } catch {
            #expect(error.reason == reason)
        }
        #expect((try? JSON.range(at: [], in: Array(tooMuch.utf8), limits: limits)) == nil)
    }

    @Test func `a hundred thousand brackets are refused, not recursed into`() {
        let brackets = [UInt8](repeating: 0x5B, count: 100_000)
        #expect(throws: JSONError.self) { try JSON.parse(brackets) }
        #expect(throws: JSONError.self) { try JSON.ranges(ofElementsAt: [], in: brackets) }
    }
}
