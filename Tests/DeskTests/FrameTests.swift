import Testing

@testable import Desk

@Suite struct `Frames` {
    @Test func `a cell is 16 bytes`() {
        #expect(MemoryLayout<Cell>.stride == 16)
    }

    @Test func `drawing beyond any edge changes nothing outside`() {
        var frame = Frame(size: Size(columns: 6, lines: 2))
        frame.draw("abcdefgh", x: 2, y: 0, width: 99)
        frame.draw("zzz", x: 0, y: 5, width: 3)
        frame.draw("zzz", x: -1, y: 1, width: 3)
        frame.fill(Rect(x: -4, y: -4, width: 5, height: 5), Style(.bad))
        #expect(frame.plainText == "  abc…\n\n")
    }

    @Test func `a wide character never loses a half`() {
        var frame = Frame(size: Size(columns: 6, lines: 1))
        frame.draw("電気", x: 0, y: 0, width: 6)
        #expect(frame[0, 0].columns == 2)
        #expect(frame[1, 0].columns == 0)
        frame.draw("x", x: 1, y: 0, width: 1)
        #expect(frame.plainText == " x気\n")
        frame.draw("y", x: 2, y: 0, width: 1)
        #expect(frame.plainText == " xy\n")
        frame.draw("電", x: 5, y: 0, width: 1)
        #expect(frame[5, 0].columns == 1)
    }

    @Test func `marks stay with their base in one cell`() {
        var frame = Frame(size: Size(columns: 2, lines: 1))
        frame.draw(
            SafeText(untrusted: "e\u{301}\u{302}\u{303}\u{304}"), x: 0, y: 0, width: 2, Style(.bad, strong: true))
        var scalars: [UInt32] = []
        frame[0, 0].forEachScalar { scalars.append($0) }
        #expect(scalars == [0x65, 0x301, 0x302, 0x303, 0x304])
        #expect(frame[0, 0].style == Style(.bad, strong: true))
        #expect(frame[0, 0].hasMarks)
    }

    @Test(arguments: [(Alignment.left, "ab  "), (.right, "  ab"), (.centre, " ab ")])
    func `a text stands where it is aligned to`(alignment: Alignment, line: String) {
        var frame = Frame(size: Size(columns: 5, lines: 1))
        frame.draw("ab", x: 0, y: 0, width: 4, align: alignment)
        frame.draw("|", x: 4, y: 0, width: 1)
        #expect(frame.plainText == line + "|\n")
    }

    @Test func `in ASCII every character becomes one byte and keeps its columns`() {
        var frame = Frame(size: Size(columns: 12, lines: 1), ascii: true)
        frame.draw(SafeText(untrusted: "─│┌▂█●é電x\u{1B}"), x: 0, y: 0, width: 12)
        #expect(frame.plainText == "-|+.#*?? x?\n")
    }

    @Test func `an ANSI export sets a style only where it changes and ends each line clean`() {
        var frame = Frame(size: Size(columns: 4, lines: 1))
        frame.draw("ab", x: 0, y: 0, width: 2, Style(.bad))
        frame.draw("cd", x: 2, y: 0, width: 2, Style(.bad))
        let text = frame.ansi(theme: .dark, depth: .sixteen)
        #expect(text == "\u{1B}[0;1;91;40mabcd\u{1B}[0m\n")
    }

    @Test func `an SVG export escapes what XML would read`() {
        var frame = Frame(size: Size(columns: 6, lines: 1))
        frame.draw(SafeText(untrusted: "<&>\""), x: 0, y: 0, width: 6)
        let svg = frame.svg(theme: .light)
        #expect(svg.contains("&lt;&amp;&gt;\""))
        #expect(!svg.contains("<&"))
    }
}
