import Desk
import Testing

@testable import Terminal

struct InputParserTests {
    private let start = ContinuousClock.now

    private func keys(_ text: String) -> [InputParser.Input] {
        var parser = InputParser()
        return parser.take(Array(text.utf8), now: start) + parser.timeOut()
    }

    static let sequences: [(String, Key)] = [
        ("a", .char("a")), ("é", .char("é")), ("中", .char("中")), ("\r", .enter), ("\n", .enter), ("\t", .tab),
        ("\u{7F}", .backspace), ("\u{08}", .backspace), ("\u{03}", .ctrl("c")), ("\u{1A}", .ctrl("z")),
        ("\u{1D}", .ctrl("]")), ("\u{1B}", .escape), ("\u{1B}[A", .up), ("\u{1B}OB", .down), ("\u{1B}[1;5C", .right),
        ("\u{1B}[D", .left), ("\u{1B}[H", .home), ("\u{1B}[F", .end), ("\u{1B}[1~", .home), ("\u{1B}[8~", .end),
        ("\u{1B}[5~", .pageUp), ("\u{1B}[6;5~", .pageDown), ("\u{1B}[2~", .insert), ("\u{1B}[3~", .delete),
        ("\u{1B}[Z", .backTab), ("\u{1B}OP", .function(1)), ("\u{1B}[[B", .function(2)), ("\u{1B}[15~", .function(5)),
        ("\u{1B}[21~", .function(10)), ("\u{1B}[24;2~", .function(12)), ("\u{1B}[1;2P", .function(1)),
    ]

    @Test(arguments: sequences)
    func `a key is one event`(text: String, key: Key) {
        #expect(keys(text) == [.key(key)])
    }

    @Test(arguments: sequences)
    func `a key cut at any byte is the same key`(text: String, key: Key) {
        let bytes = Array(text.utf8)
        for cut in 0...bytes.count {
            var parser = InputParser()
            var inputs = parser.take(bytes[..<cut], now: start)
            inputs += parser.take(bytes[cut...], now: start)
            inputs += parser.timeOut()
            #expect(inputs == [.key(key)])
        }
    }

    @Test(arguments: [
        "\u{1B}[?1;2c", "\u{1B}[>41;354;0c", "\u{1B}[12;80R", "\u{1B}[0n", "\u{1B}[?2026;2$y", "\u{1B}[8;24;80t",
        "\u{1B}]11;rgb:1111/2222/3333\u{07}", "\u{1B}]11;rgb:1111/2222/3333\u{1B}\\", "\u{1B}]52;c;cXVpdA==\u{07}",
        "\u{1B}P>|XTerm(370)\u{1B}\\", "\u{1B}P1+r5463=1B\u{1B}\\", "\u{1B}_Gi=1;OK\u{1B}\\", "\u{1B}[?62;4c",
        "\u{1B}[M !!", "\u{1B}[<0;1;1m", "\u{1B}[<35;1;1M", "\u{1B}[200u", "\u{9B}x".dropLast().description, "\u{00}",
    ])
    func `what a terminal answers is never a key`(text: String) {
        for key in [Key.char("q"), .enter] {
            let after = key == .enter ? "\r" : "q"
            #expect(keys(text + after) == [.key(key)])
        }
    }

    @Test func `bytes that are no UTF-8 are nothing`() {
        var parser = InputParser()
        let bytes: [UInt8] = [0xFF, 0xC0, 0x80, 0xED, 0xA0, 0x80, 0xF5, 0xE4, 0xB8, 0x61]
        #expect(parser.take(bytes, now: start) == [.key(.char("a"))])
    }

    @Test func `a paste is one event, with its newlines and without keys`() {
        #expect(
            keys("\u{1B}[200~one\rtwo\u{1B}[Aq\u{1B}[201~x") == [
                .paste("one\rtwo\u{1B}[Aq"), .key(.char("x")),
            ])
    }

    @Test func `a paste that does not end is taken when the terminal falls silent`() {
        #expect(keys("\u{1B}[200~abc") == [.paste("abc")])
    }

    @Test func `a paste longer than the limit is cut`() {
        let long = String(repeating: "x", count: InputParser.longestPaste + 10)
        guard case .paste(let text)? = keys("\u{1B}[200~\(long)\u{1B}[201~").first else {
            Issue.record("no paste")
            return
        }
        #expect(text.utf8.count == InputParser.longestPaste)
    }

    @Test func `escape typed before a key is two keys, never a chord`() {
        #expect(keys("\u{1B}j") == [.key(.escape), .key(.char("j"))])
        #expect(keys("\u{1B}\u{1B}") == [.key(.escape), .key(.escape)])
    }

    @Test func `how long to wait depends on what has begun`() {
        var parser = InputParser()
        #expect(parser.patience == .none)
        _ = parser.take([0x1B], now: start)
        #expect(parser.patience == .escape)
        _ = parser.take([UInt8(ascii: "[")], now: start)
        #expect(parser.patience == .sequence)
        #expect(parser.timeOut() == [])
        #expect(parser.patience == .none)
    }

    @Test func `two presses on one cell within 400 ms are a double press`() {
        var parser = InputParser()
        let press = Array("\u{1B}[<0;5;3M".utf8)
        let point = Point(x: 4, y: 2)
        #expect(parser.take(press, now: start) == [.mouse(.press(point))])
        #expect(parser.take(press, now: start + .milliseconds(400)) == [.mouse(.doublePress(point))])
        #expect(parser.take(press, now: start + .milliseconds(500)) == [.mouse(.press(point))])
        #expect(parser.take(press, now: start + .milliseconds(901)) == [.mouse(.press(point))])
    }

    @Test func `the wheel and the focus are seen`() {
        #expect(
            keys("\u{1B}[<64;1;1M\u{1B}[<65;1;2M\u{1B}[I\u{1B}[O") == [
                .mouse(.wheelUp(Point(x: 0, y: 0))), .mouse(.wheelDown(Point(x: 0, y: 1))), .focusIn, .focusOut,
            ])
    }

    @Test func `no bytes whatever trap it or leave it deaf`() {
        var generator = SystemRandomNumberGenerator()
        let seed = generator.next()
        var random = SplitMix(state: seed)
        for _ in 0..<2000 {
            var parser = InputParser()
            let alphabet = Array("\u{1B}[]OPM<;~0129?$ \\\u{07}a\u{C3}\u{9C}".utf8)
            let bytes = (0..<40).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] }
            _ = parser.take(bytes, now: start)
            _ = parser.timeOut()
            #expect(parser.take([UInt8(ascii: "k")], now: start) == [.key(.char("k"))], "seed \(seed)")
        }
    }
}

/// A random sequence that a seed repeats.
private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
