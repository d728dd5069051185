import Desk
import Testing

@testable import Terminal

struct EnvironmentTests {
    @Test(
        arguments: [
            ([:], .unicode), (["LANG": "C"], .unicode), (["LANG": "POSIX"], .unicode), (["LC_ALL": "C"], .ascii),
            (["LC_ALL": "C", "LANG": "de_DE.UTF-8"], .ascii), (["LANG": "de_DE.UTF-8"], .environment),
            (["LC_ALL": "", "LC_CTYPE": "en_US.ISO-8859-1"], .environment),
        ] as [([String: String], CharacterSet.Choice)])
    func `the locale decides what can be drawn`(environment: [String: String], choice: CharacterSet.Choice) {
        #expect(CharacterSet.choice { environment[$0] } == choice)
    }

    @Test(
        arguments: [
            ([:], 25), (["SSH_CONNECTION": "1 2 3 4"], 100), (["ESCDELAY": "60", "SSH_CONNECTION": "x"], 60),
            (["ESCDELAY": "0"], 25), (["ESCDELAY": "soon"], 25),
        ] as [([String: String], Int64)])
    func `a lone escape waits longer over SSH`(environment: [String: String], milliseconds: Int64) {
        #expect(EscapeDelay.choose { environment[$0] } == .milliseconds(milliseconds))
    }

    @Test(arguments: [
        ("xterm-ghostty", "xterm-256color"), ("foot-extra", "xterm-256color"), ("tmux-256color", "screen-256color"),
        ("screen.xterm", "screen-256color"), ("strange", "xterm"), ("xterm", "vt100"),
    ])
    func `an unknown type falls back to one like it`(type: String, next: String) {
        #expect(TerminalType.candidates(for: type).prefix(2) == [type, next])
    }

    @Test(arguments: ["", "dumb", "unknown"])
    func `a type without a screen is refused`(type: String) { #expect(TerminalType.isTooSimple(type)) }

    @Test func `a copy is one sequence, and too long a one is none`() {
        #expect(ClipboardSequence.make(SafeText(untrusted: "NL*FAS")) == "\u{1B}]52;c;TkwqRkFT\u{07}")
        #expect(ClipboardSequence.make(SafeText(untrusted: String(repeating: "x", count: 60_000))) == nil)
    }

    @Test func `restoring switches off everything that entering switched on`() {
        for mode in ["2004", "1004", "1006", "1000", "2026", "1", "1049"] {
            let sequence = mode == "1049" ? "\u{1B}[?1049l" : "\u{1B}[?\(mode)l"
            #expect(TerminalModes.restore.contains(sequence))
        }
        #expect(TerminalModes.restore.contains("\u{1B}[?25h"))
        #expect(TerminalModes.restore.utf8.count < 255)
    }
}
