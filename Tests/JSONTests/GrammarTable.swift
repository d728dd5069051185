import JSON
import Testing

/// One document and whether RFC 8259, with this reader's stricter choices, takes it.
struct GrammarRow: Sendable, CustomTestStringConvertible {
    var bytes: [UInt8]
    var isTaken: Bool

    var testDescription: String {
        let text = bytes.map { (0x20...0x7E).contains($0) ? String(UnicodeScalar($0)) : "<\(String($0, radix: 16))>" }
        return (isTaken ? "take " : "refuse ") + text.joined().prefix(60)
    }
}

extension GrammarRow {
    static let all: [GrammarRow] =
        (taken.map { GrammarRow(bytes: Array($0.utf8), isTaken: true) })
        + takenBytes.map { GrammarRow(bytes: $0, isTaken: true) }
        + refused.map { GrammarRow(bytes: Array($0.utf8), isTaken: false) }
        + refusedBytes.map { GrammarRow(bytes: $0, isTaken: false) }

    private static let taken: [String] = [
        // Any value may be the document.
        "null", "true", "false", "0", "-0", "42", #""""#, #""a""#, "[]", "{}", " 1 ", "\t\r\n 1\n\r\t ",
        // Arrays
        "[[]]", "[null]", "[1,2]", "[ 1 , 2 ]", "[\n]", #"["a",true,false,null,{},[],1.5]"#, "[[[[[1]]]]]", #"[""]"#,
        "[1]\n", " [1]", "[1,null,null,2]",
        // Objects
        #"{"a":1}"#, #"{ "a" : 1 }"#, #"{"":0}"#, #"{"a":{"a":{}}}"#, #"{"a":[],"b":[]}"#, #"{"a\u0062":1}"#,
        "{\n\"a\"\n:\n1\n}", #"{"A":1,"a":2}"#, #"{"\u0000":1}"#, #"{"é":1,"e":2}"#,
        // Numbers
        "1", "-1", "10", "123456789012345678901234567890", "0.1", "-0.1", "1.0", "0.0", "1e5", "1E5", "1e+5", "1e-5",
        "1.5e10", "0e1", "0e+1", "0E-0", "-0e-0", "1.000000000000000000000000000001", "9223372036854775808",
        "1e400", "-1e-400", "1e0005", "-1.5E+0", "[-0]", "[1e1,2e2]",
        // Strings
        #""\"\\\/\b\f\n\r\t""#, #""\u0041""#, #""\u00e9""#, #""\u00E9""#, #""\uD834\uDD1E""#, #""\ud834\udd1e""#,
        #""\u0000""#, #""\uFFFF""#, #""\u2028\u2029""#, #""\uDBFF\uDFFF""#, #""\\u0041""#, #""/""#, #""'""#, #"" ""#,
        "\"\u{7F}\"", "\"é\"", "\"中文\"", "\"😀\"", "\"\u{2028}\"", "\"\u{FFFF}\"", "\"\u{10FFFF}\"", "\"\u{E000}\"",
        "\"\u{FEFF}\"", "\"abcdefg\"", "\"abcdefgh\"", "\"abcdefghi\"", #""abcdefg\"hij""#, "\"a\u{300}\"", #""//""#,
        #""/* */""#, #""{}[]:,""#,
    ]

    private static let takenBytes: [[UInt8]] = [
        quoted(0xC2, 0x80), quoted(0xDF, 0xBF), quoted(0xE0, 0xA0, 0x80), quoted(0xED, 0x9F, 0xBF),
        quoted(0xEE, 0x80, 0x80), quoted(0xF0, 0x90, 0x80, 0x80), quoted(0xF4, 0x8F, 0xBF, 0xBF),
        quoted(0xEF, 0xBF, 0xBE),
    ]

    private static let refused: [String] = [
        // No document, or more than one.
        "", " ", "\n", "1 2", "1,2", "[] []", "{}{}", "null null", "[1]x", "{}#", "{}//", "{}/**/", "1;", "[1]]", "{}}",
        // Words
        "nul", "nulL", "NULL", "True", "TRUE", "tru", "truee", "fals", "nan", "NaN", "Infinity", "-Infinity",
        "undefined",
        "None", "yes", "a", "'a'", "`a`", "*", "#", "&amp;", "<null>", "\u{2060}1", "\u{A0}1", "\u{0C}1", "\u{0B}1",
        "\0", "1\0",
        // Arrays
        "[", "]", "[1", "[1,", "[1,]", "[,]", "[,1]", "[1,,2]", "[1 2]", "[1:2]", "[1}", "[}", "[[1]", "[\"a\"", "[\"a",
        "[1\n", "[-]", "[a]", "[1,\n1\n,1", "[*]", "[\"\": 1]", "[x", "[1]]",
        // Objects
        "{", "}", "{]", #"{"a""#, #"{"a":"#, #"{"a":1"#, #"{"a":1,"#, #"{"a":1,}"#, "{,}", #"{,"a":1}"#,
        #"{"a":1,,"b":2}"#, #"{"a" 1}"#, #"{"a":1 "b":2}"#, #"{"a"::1}"#, #"{"a"}"#, #"{"a":}"#, "{a:1}", "{'a':1}",
        "{1:1}", "{null:1}", "{[]:1}", #"{"a":1]"#, #"{"a","b"}"#, #"{"a"=1}"#, #"{"a":1;"b":2}"#, #"{:1}"#,
        #"{"a":"b"}/**/"#, #"{"a":"b"}/**//"#, #"{/**/"a":1}"#, #"{"a":/*1*/1}"#, #"{"a":1}#{}"#,
        // A name twice, also when it is written in two ways.
        #"{"a":1,"a":1}"#, #"{"a":1,"b":2,"a":3}"#, #"{"a":1,"\u0061":2}"#, #"{"":1,"":1}"#, #"[{"x":{"a":1,"a":2}}]"#,
        // Numbers
        "-", "+1", "+0", "01", "-01", "00", "0x1", "0X1F", "1.", ".5", "-.5", "1.e1", ".e1", "1e", "1e+", "1e-", "1E",
        "1e1.5", "1e1e1", "1.5.5", "--1", "+-1", "-+1", "1_000", "1,000", "1 000", "0.e1", "0e", "0e+", "1a", "1ea",
        "1e+a",
        "0b1", "0o7", "1f", "1d", "1L", "- 1", "1.-1", "0.1.2", "-a", "1-", "1+2", "\u{FF11}", "\u{0661}", "1/2", "012",
        "-012",
        // Strings
        #"""#, #""a"#, #""\"#, #""\""#, #""\x41""#, #""\a""#, #""\v""#, #""\0""#, #""\'""#, #""\ ""#, #""\u""#,
        #""\u0""#,
        #""\u00""#, #""\u004""#, #""\u004g""#, #""\u+041""#, #""\u 041""#, #""\U0041""#, #""\u{41}""#, #""\u00 1""#,
        #""\uD834""#, #""\uDD1E""#, #""\uD834\u0041""#, #""\uD834\uD834""#, #""\uD834x""#, #""\uD834\n""#,
        #""\uD834\uDD1""#,
        #""\uD834\"#, #""\uD834\u"#, #""\uDD1E\uD834""#, "\"\n\"", "\"\t\"", "\"\r\"", "\"\0\"", "\"\u{1F}\"",
        "\"a\nb\"",
        "\"abcdefg\u{1F}\"", "'a'", "\"a\" \"b\"", "\"a\"b", "\u{201C}a\u{201D}", #"\"a\""#, #""\é""#, #"["a\"]"#,
        "\u{FEFF}1", "\u{FEFF}", "\u{FEFF}{}",
    ]

    private static let refusedBytes: [[UInt8]] = [
        // Not UTF-8: lone trail bytes, overlong forms, surrogates, above U+10FFFF, cut sequences.
        quoted(0x80), quoted(0xBF), quoted(0xC0, 0x80), quoted(0xC1, 0xBF), quoted(0xC2), quoted(0xC2, 0x41),
        quoted(0xE0, 0x80, 0x80), quoted(0xE0, 0x9F, 0xBF), quoted(0xE2, 0x82), quoted(0xE2, 0x82, 0x41),
        quoted(0xED, 0xA0, 0x80), quoted(0xED, 0xBF, 0xBF), quoted(0xF0, 0x80, 0x80, 0x80),
        quoted(0xF0, 0x8F, 0xBF, 0xBF),
        quoted(0xF0, 0x9F, 0x98), quoted(0xF4, 0x90, 0x80, 0x80), quoted(0xF5, 0x80, 0x80, 0x80), quoted(0xFE),
        quoted(0xFF),
        quoted(0xF8, 0x88, 0x80, 0x80, 0x80), quoted(0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0xE9),
        [0x22, 0xE2, 0x82], [0x22, 0xF0], [0xFF], [0xE9], [0x5B, 0xFF, 0x5D],
        Array("{\"".utf8) + [0xFF] + Array("\":1}".utf8),
        // UTF-16 and UTF-32, with and without a mark.
        [0xFF, 0xFE, 0x31, 0x00], [0xFE, 0xFF, 0x00, 0x31], [0x31, 0x00], [0x00, 0x31], [0x31, 0, 0, 0],
        [0xEF, 0xBB, 0xBF],
        [0xEF, 0xBB, 0x31],
    ]

    private static func quoted(_ bytes: UInt8...) -> [UInt8] { [0x22] + bytes + [0x22] }
}
