import JSON
import Testing

struct WriterTests {
    @Test(arguments: [
        ("", "\"\""), ("a\"b\\c/d", #""a\"b\\c/d""#), ("\u{8}\u{9}\u{A}\u{C}\u{D}", #""\b\t\n\f\r""#),
        ("\u{0}\u{1}\u{1F}\u{7F}", "\"\\u0000\\u0001\\u001f\u{7F}\""), ("é中😀\u{2028}", "\"é中😀\u{2028}\""),
        ("12345678\"12345678\"", #""12345678\"12345678\"""#),
    ])
    func `a string escapes what it must and nothing else`(_ text: String, _ json: String) {
        #expect(JSONValue(text).description == json)
    }

    @Test func `a tree is written compact, pretty and sorted`() {
        let value: JSONValue = ["b": [1, [:], []], "a": ["z": nil, "B": true], "c": "x"]
        #expect(value.description == #"{"b":[1,{},[]],"a":{"z":null,"B":true},"c":"x"}"#)
        #expect(
            String(decoding: value.serialized(sortedKeys: true), as: UTF8.self)
                == #"{"a":{"B":true,"z":null},"b":[1,{},[]],"c":"x"}"#)
        let pretty = """
            {
              "b": [
                1,
                {},
                []
              ],
              "a": {
                "z": null,
                "B": true
              },
              "c": "x"
            }
            """
        #expect(String(decoding: value.serialized(pretty: true), as: UTF8.self) == pretty)
    }

    @Test func `documents of one writer stand on lines of their own`() {
        var writer = JSONWriter()
        for number in [1, 2] {
            writer.beginArray()
            writer.number(number)
            writer.endArray()
            writer.endLine()
        }
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "[1]\n[2]\n")
    }

    @Test func `values are written straight, without a tree`() {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("data")
        writer.beginArray()
        writer.raw(Array(#"{"as":"it came"}"#.utf8))
        writer.number(-5)
        writer.number(Int64.min)
        writer.endArray()
        writer.name("ok")
        writer.bool(true)
        writer.name("none")
        writer.null()
        writer.name("tree")
        writer.value(["a": 1])
        writer.endObject()
        let expected = #"{"data":[{"as":"it came"},-5,-9223372036854775808],"ok":true,"none":null,"tree":{"a":1}}"#
        #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
    }
}
