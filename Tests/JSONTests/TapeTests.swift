import Testing

@testable import JSON

struct TapeTests {
    /// Reads on a fresh tape and answers what the closure makes of the top value.
    private func look<Answer>(_ text: String, _ body: (JSONView) -> Answer) throws -> Answer {
        try Array(text.utf8).withUnsafeBufferPointer { bytes in
            try JSONTape(tokens: 1).read(bytes) { document in body(try document.get()) }
        }
    }

    @Test(arguments: [
        ("{\"a\":1,\"b\":2}", "2"), ("{\"a\":{\"b\":9},\"b\":2}", "2"), ("{\"a\":[1,{\"b\":9}],\"b\":[2,3]}", "[2,3]"),
        ("{\"\\u0062\":2}", "2"), ("{\"ab\":1,\"bb\":3,\"b\":2}", "2"), (" {\"b\" : \"x\\ny\" } ", "x\\ny"),
    ])
    func `a member is found by its name, past whatever stands before it`(_ text: String, _ raw: String) throws {
        #expect(try look(text) { $0.member("b").map { String(decoding: $0.raw, as: UTF8.self) } } == raw)
    }

    @Test(arguments: [
        "{}", "{\"b\":null}", "{\"a\":{\"b\":1}}", "[\"b\",1]", "\"b\"", "{\"B\":1}", "{\"bb\":1,\"\":2}",
    ])
    func `what is null, elsewhere or otherwise named is not found`(_ text: String) throws {
        #expect(try look(text) { $0.member("b") == nil })
    }

    @Test func `elements and members come in order`() throws {
        let text = "[[],[1,[2]],{\"a\":[3],\"b\":{}},\"x\"]"
        #expect(try look(text) { $0.elements.map(\.count) } == [0, 2, 2, 0])
        #expect(try look(text) { view in Array(view.elements)[2].members.map { $0.name.stringValue } } == ["a", "b"])
        #expect(try look("{\"a\":1}") { $0.elements.map(\.count) } == [])
    }

    @Test func `a view knows where it stands`() throws {
        let text = "{\"a\":[1,{\"b\":{\"c\":[[],[7]]}}],\"d\":8}"
        let paths = try look(text) { top -> [String] in
            let inner = Array(top.member("a")!.elements)[1].member("b")!.member("c")!
            let seven = Array(Array(inner.elements)[1].elements)[0]
            return [top.path, inner.path, seven.path, top.member("d")!.path]
        }
        #expect(paths == ["", "a[1].b.c", "a[1].b.c[1][0]", "d"])
    }

    @Test func `an error names the field, the rule and the value`() throws {
        let errors = try look("{\"a\":{\"b\":\"x\"}}") { top -> [FieldError] in
            let inner = top.member("a")!
            return [inner.fail("b", "must be a number"), inner.fail("c", "is required"), top.fail("z", "is required")]
        }
        #expect(errors[0].description == "a.b must be a number (it is \"x\")")
        #expect(errors[1].description == "a.c is required")
        #expect(errors[2].description == "z is required")
    }

    @Test func `one tape reads many documents, refused ones between them`() throws {
        let tape = JSONTape(tokens: 1)
        for round in 0..<50 {
            let text = "{\"n\":[" + (0..<round).map(String.init).joined(separator: ",") + "]}"
            let counts = Array(text.utf8).withUnsafeBufferPointer { bytes in
                tape.read(bytes) { (try? $0.get())?.member("n")?.count }
            }
            #expect(counts == round)
            let broken = Array("{\"n\":[1,{\"n\":2,\"n\"".utf8).withUnsafeBufferPointer { bytes in
                tape.read(bytes) { (try? $0.get()) == nil }
            }
            #expect(broken)
        }
    }

    @Test(arguments: [1, 2, 31, 32, 33, 40, 200])
    func `a name that comes twice is found however many there are`(_ count: Int) {
        let names = (0..<count).map { "name-number-\($0)" }
        for twice in [0, count / 2, count - 1] {
            let once = "{" + names.map { "\"\($0)\":1" }.joined(separator: ",") + "}"
            #expect((try? JSON.parse(once)) != nil)
            let text = "{" + (names + [names[twice]]).map { "\"\($0)\":1" }.joined(separator: ",") + "}"
            #expect(throws: JSONError.self) { try JSON.parse(text) }
            let escaped = "{\"\\u006eame-number-\(twice)\":1," + once.dropFirst()
            #expect(throws: JSONError.self) { try JSON.parse(escaped) }
        }
    }

    @Test func `names alike at both ends are different names`() {
        #expect((try? JSON.parse("{\"abcdefgh-1-abcdefgh\":1,\"abcdefgh-2-abcdefgh\":2}")) != nil)
        #expect((try? JSON.parse("{\"total_cost\":{},\"total_time_cost\":{},\"total_cost \":{}}")) != nil)
    }
}
