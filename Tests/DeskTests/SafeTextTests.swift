import Testing

@testable import Desk

@Suite struct `Safe text` {
    @Test(arguments: [
        ("plain", "plain"),
        ("a\nb\tc\u{2028}d", "a b c d"),
        ("\u{1B}[2J", "␛[2J"),
        ("\u{0}\u{7}\u{7F}", "␀␇␡"),
        ("\u{9B}31m\u{80}", "\u{FFFD}31m\u{FFFD}"),
        ("a\u{202E}b\u{200B}c\u{FEFF}\u{AD}", "a·b·c··"),
        ("\u{61C}\u{180E}\u{2066}\u{2069}\u{FFF9}\u{E0041}", "······"),
        ("e\u{301}", "e\u{301}"),
        ("\u{301}x", "◌\u{301}x"),
        ("a\u{301}\u{302}\u{303}\u{304}\u{305}", "a\u{301}\u{302}\u{303}\u{304}·"),
        ("🇳🇱", "□□"),
        ("👨\u{200D}👩", "👨·👩"),
        ("1\u{FE0F}", "1·"),
        ("電気", "電気"),
    ])
    func `only what can be seen is kept`(text: String, shown: String) {
        #expect(SafeText(untrusted: text).string == shown)
    }

    @Test func `bytes that are not UTF-8 become replacement characters`() {
        #expect(SafeText(untrustedBytes: [0x61, 0xFF, 0xC0, 0x80, 0x62]).string == "a\u{FFFD}\u{FFFD}\u{FFFD}b")
    }

    @Test func `no scalar passes that a terminal obeys or nobody sees`() {
        let blocks: [ClosedRange<UInt32>] = [
            0...0x33FF, 0xFE00...0xFFFF, 0x13400...0x13460, 0x1BC90...0x1BCB0, 0x1D160...0x1D190, 0x1F1E0...0x1F400,
            0xE0000...0xE0FFF,
        ]
        for value in blocks.joined() {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for shown in SafeText(untrusted: "x\(Character(scalar))").string.unicodeScalars {
                let isControl = shown.value < 0x20 || (0x7F..<0xA0).contains(shown.value)
                if isControl || SafeText.isInvisible(shown) {
                    Issue.record("U+\(String(value, radix: 16)) passes as U+\(String(shown.value, radix: 16))")
                    return
                }
            }
        }
    }

    @Test func `two ids that differ only in what is not seen do not look the same`() {
        let texts = ["NL*FAS", "NL*\u{200B}FAS", "NL*FAS\u{200B}", "NL*\u{200B}\u{200B}FAS"].map {
            SafeText(untrusted: $0).string
        }
        #expect(Set(texts).count == texts.count)
    }

    @Test(arguments: [
        ("NL*FAS", "NL*FAS"), ("\u{1B}x", "\\u{1B}x"), ("a\u{202E}", "a\\u{202E}"), ("é", "\\u{E9}"), ("е", "\\u{435}"),
        ("\u{9B}", "\\u{9B}"), ("🇳", "\\u{1F1F3}"),
    ])
    func `four-eyes screens show the code of what is not ASCII`(text: String, shown: String) {
        #expect(SafeText(untrusted: text).escaped.string == shown)
    }

    @Test func `interpolation filters what is not safe already`() {
        let name = "a\u{1B}b"
        #expect(("\(untrusted: name) \(7)" as SafeText).string == "a␛b 7")
    }

    @Test(arguments: [
        ("abc", 3, "abc"), ("abcdef", 4, "abc…"), ("電気電気", 5, "電気…"), ("電気電気", 4, "電…"), ("abc", 0, ""),
        ("abc", 1, "…"),
    ])
    func `a cut text ends in an ellipsis and never in half a character`(text: String, columns: Int, cut: String) {
        let clipped = SafeText(untrusted: text).clipped(to: columns)
        #expect(clipped.string == cut)
        #expect(clipped.width <= columns)
    }

    @Test(arguments: [
        ("one two three", 8, ["one two", "three"]), ("abcdefghij", 4, ["abcd", "efgh", "ij"]), ("", 4, [""]),
        ("a b c d", 3, ["a b", "c d"]),
    ])
    func `wrapping breaks at spaces, and words that are too long`(text: String, columns: Int, lines: [String]) {
        #expect(SafeText(untrusted: text).wrapped(to: columns).map(\.string) == lines)
    }
}

@Suite struct `Character widths` {
    @Test(arguments: [
        ("a", 1), ("é", 1), ("e\u{301}", 1), ("中", 2), ("한", 2), ("ｱ", 1), ("Ａ", 2), ("😀", 2), ("─", 1), ("α", 1),
        ("각", 2),
        ("\u{1100}\u{1161}\u{11A8}", 2), ("\u{25CC}\u{301}", 1),
    ])
    func `a cluster takes the columns that terminals give it`(text: String, columns: Int) {
        #expect(SafeText(untrusted: text).width == columns)
    }

    @Test func `ambiguous characters are wide when the terminal says so`() {
        #expect(SafeText(untrusted: "α─é").width(ambiguousWide: true) == 6)
        #expect(SafeText(untrusted: "abc").width(ambiguousWide: true) == 3)
    }

    @Test(arguments: [WidthTable.wide, WidthTable.ambiguous])
    func `the table's ranges ascend and do not meet`(table: [UInt32]) {
        #expect(table.count % 2 == 0)
        for index in stride(from: 0, to: table.count, by: 2) {
            #expect(table[index] <= table[index + 1])
            if index > 0 { #expect(table[index] > table[index - 1]) }
        }
    }
}
