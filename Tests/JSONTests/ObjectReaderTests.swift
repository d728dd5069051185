import JSON
import Testing

struct ObjectReaderTests {
    private let value: JSONValue = [
        "text": "abc", "whole": 5, "flag": true, "list": [1, 2], "inner": ["id": 7, "deep": [["x": 1], ["x": "no"]]],
        "none": nil, "token": "a secret", "esc": "\u{1B}[31m\u{202E}",
    ]

    private func message(_ read: (ObjectReader) throws(FieldError) -> Void) throws -> String {
        let reader = try ObjectReader(value)
        do throws(FieldError) {
            try read(reader)
            return "no error"
        } catch {
            return error.description
        }
    }

    @Test func `fields are read with their types`() throws {
        let reader = try ObjectReader(value)
        #expect(try reader.string("text", max: 3) == "abc")
        #expect(try reader.int("whole") == 5)
        #expect(try reader.int64("whole") == 5)
        #expect(try reader.number("whole").literal == "5")
        #expect(try reader.bool("flag"))
        #expect(try reader.array("list") == [1, 2])
        #expect(try reader.object("inner").int("id") == 7)
        #expect(try reader.object("inner").objects("deep")[0].int("x") == 1)
        #expect(reader.value("none") == JSONValue.null)
        #expect(reader.value("nothing") == nil)
    }

    @Test(arguments: ["none", "nothing"])
    func `an optional field may be null or absent`(_ name: String) throws {
        let reader = try ObjectReader(value)
        #expect(try reader.optionalString(name) == nil)
        #expect(try reader.optionalInt(name) == nil)
        #expect(try reader.optionalInt64(name) == nil)
        #expect(try reader.optionalBool(name) == nil)
        #expect(try reader.optionalNumber(name) == nil)
        #expect(try reader.optionalArray(name) == nil)
        #expect(try reader.optionalObject(name) == nil)
        #expect(try reader.optionalObjects(name) == nil)
    }

    @Test func `an error names the field's path, the rule and the value`() throws {
        #expect(
            try message { (reader) throws(FieldError) in _ = try reader.string("whole") }
                == "whole must be a string (it is 5)")
        #expect(
            try message { (reader) throws(FieldError) in _ = try reader.string("text", max: 2) }
                == "text must have at most 2 characters (it is \"abc\")")
        #expect(try message { (reader) throws(FieldError) in _ = try reader.int("nothing") } == "nothing is required")
        #expect(
            try message { (reader) throws(FieldError) in _ = try reader.int("none") } == "none is required (it is null)"
        )
        #expect(
            try message { (reader) throws(FieldError) in _ = try reader.optionalInt("text") }
                == "text must be a whole number (it is \"abc\")")
        #expect(
            try message { (reader) throws(FieldError) in _ = try reader.bool("list") }
                == "list must be true or false (it is an array of 2)")
        #expect(
            try message { (reader) throws(FieldError) in _ = try reader.objects("list") }
                == "list[0] must be an object (it is 1)")
        #expect(
            try message { (reader) throws(FieldError) in _ = try reader.object("inner").objects("deep")[1].int("x") }
                == "inner.deep[1].x must be a whole number (it is \"no\")")
        #expect(throws: FieldError(field: "", rule: "must be an object", value: "5")) { try ObjectReader(5) }
    }

    @Test func `what a partner wrote cannot reach a terminal, nor a secret a message`() throws {
        #expect(
            try message { (reader) throws(FieldError) in _ = try reader.int("token") } == "token must be a whole number"
        )
        #expect(
            try message { (reader) throws(FieldError) in _ = try reader.int("esc") }
                == "esc must be a whole number (it is \"\\u001b[31m\\u{202E}\")")
        let long = try ObjectReader(["x": .string(String(repeating: "y", count: 500))])
        #expect(long.fail("x", rule: "is long").value?.count == 61)
    }

    @Test func `lengths count characters and not bytes`() throws {
        let reader = try ObjectReader(["name": "ééé"])
        #expect(try reader.string("name", max: 3) == "ééé")
        #expect(throws: FieldError.self) { try reader.string("name", max: 2) }
    }
}
