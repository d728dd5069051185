import Testing

@testable import Desk
@testable import Terminal

struct FrameDifferenceTests {
    private func frame(_ lines: [String], columns: Int = 20) -> Frame {
        var frame = Frame(size: Size(columns: columns, lines: lines.count))
        for (index, line) in lines.enumerated() {
            frame.draw(SafeText(untrusted: line), x: 0, y: index, width: columns)
        }
        return frame
    }

    @Test func `the same frame needs nothing`() {
        #expect(FrameDifference.runs(from: frame(["one", "two"]), to: frame(["one", "two"])) == [])
    }

    @Test func `the first frame and another size need every line`() {
        let lines = [CellRun(line: 0, columns: 0..<20), CellRun(line: 1, columns: 0..<20)]
        #expect(FrameDifference.runs(from: nil, to: frame(["one", "two"])) == lines)
        #expect(FrameDifference.runs(from: frame(["one"]), to: frame(["one", "two"])) == lines)
    }

    @Test func `only changed cells are in a run, small gaps are bridged, large ones are not`() {
        let old = frame(["abcdefghijklmnopqrst", "same"])
        #expect(
            FrameDifference.runs(from: old, to: frame(["abXdefghijklmnopqrst", "same"])) == [
                CellRun(line: 0, columns: 2..<3)
            ])
        #expect(
            FrameDifference.runs(from: old, to: frame(["abXdeXghijklmnopqXst", "same"])) == [
                CellRun(line: 0, columns: 2..<6), CellRun(line: 0, columns: 17..<18),
            ])
    }

    @Test func `a run never cuts a wide glyph`() {
        let runs = FrameDifference.runs(from: frame(["a中b"]), to: frame(["a国b"]))
        #expect(runs == [CellRun(line: 0, columns: 1..<3)])
    }

    @Test func `a fake terminal keeps each frame that differs`() throws {
        let terminal = try FakeTerminal(size: Size(columns: 20, lines: 1), script: [[.key(.enter)]])
        for line in ["one", "one", "two"] { terminal.paint(frame([line]), theme: .dark) }
        #expect(terminal.painted == [frame(["one"]), frame(["two"])])
        #expect(terminal.wait(until: nil) == [.key(.enter)])
        terminal.waker.ring()
        terminal.waker.ring()
        #expect(terminal.wait(until: nil) == [.woken])
        #expect(terminal.wait(until: .now) == [])
    }
}
