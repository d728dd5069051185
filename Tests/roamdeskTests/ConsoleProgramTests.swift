import CommandLine
import Glibc
import Testing

/// The program itself, on a real terminal, without a hub.
@Suite(.serialized) struct ConsoleProgramTests {
    private let directory = TemporaryDirectory()
    private let program = ProcessArguments.sibling("roamdesk") ?? "roamdesk"

    private var environment: [String: String] {
        [
            "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "HOME": directory.path, "PATH": "/usr/bin:/bin",
            "XDG_RUNTIME_DIR": directory.path,
        ]
    }

    private func arguments() throws -> [String] {
        let token = "\(directory.path)/token"
        try PrivateFile.write(Array("secret\n".utf8), to: token)
        // Port 9 of this machine: nobody listens there.
        return ["--hub", "http://127.0.0.1:9", "--token-file", token]
    }

    private func opened(_ more: [String: String] = [:]) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(
            program, try arguments(), environment: environment.merging(more) { $1 })
        #expect(terminal.waits(for: "Sessions"))
        return terminal
    }

    @Test(
        arguments: [
            (SIGTERM, 0), (SIGHUP, 0), (SIGINT, 0), (SIGSEGV, -SIGSEGV), (SIGABRT, -SIGABRT), (SIGBUS, -SIGBUS),
        ] as [(Int32, Int32)])
    func `a signal leaves the terminal as it was`(signal: Int32, ending: Int32) throws {
        let terminal = try opened()
        #expect(terminal.modesLeftOn.contains("1049"))
        #expect(!terminal.settingsAreRestored)
        kill(terminal.pid, signal)
        #expect(terminal.ending() == ending)
        #expect(terminal.modesLeftOn == [])
        #expect(terminal.settingsAreRestored)
    }

    @Test func `quitting leaves the terminal as it was`() throws {
        let terminal = try opened()
        try terminal.type("q")
        #expect(terminal.waits(for: "uit"))
        try terminal.type("y")
        #expect(terminal.ending() == 0)
        #expect(terminal.modesLeftOn == [])
        #expect(terminal.settingsAreRestored)
    }

    @Test func `Ctrl-Z gives the terminal to the shell, and fg brings the screen back`() throws {
        let quoted = ([program] + (try arguments())).map { "'\($0)'" }.joined(separator: " ")
        let script = "\(quoted); echo stopped=$?; fg >/dev/null; echo ended=$?"
        let shell = try PseudoTerminal("/bin/sh", ["-m", "-c", script], environment: environment)
        #expect(shell.waits(for: "Sessions"))
        try shell.type("\u{1A}")
        #expect(shell.waits(for: "stopped=148"))
        let paused = shell.end(of: "stopped=148")
        #expect(shell.waits(for: "Sessions", after: paused))
        try shell.type("q")
        #expect(shell.waits(for: "uit", after: paused))
        try shell.type("y")
        #expect(shell.waits(for: "ended=0", after: paused))
        #expect(shell.ending() == 0)
        #expect(shell.modesLeftOn == [])
        #expect(shell.settingsAreRestored)
    }

    @Test func `another size is painted anew`() throws {
        let terminal = try opened()
        let before = terminal.output.count
        terminal.resize(columns: 120, lines: 40)
        kill(terminal.pid, SIGWINCH)
        #expect(terminal.waits(for: "Sessions", after: before))
    }

    @Test func `an unknown type of terminal is replaced by one like it`() throws {
        let terminal = try opened(["TERM": "xterm-nobody-knows"])
        #expect(terminal.waits(for: "TERM=xterm-nobody-knows"))
    }

    @Test func `a terminal without a cursor is refused in a sentence`() throws {
        let terminal = try PseudoTerminal(
            program, try arguments(), environment: environment.merging(["TERM": "dumb"]) { $1 })
        #expect(terminal.ending() == ExitCode.usage.rawValue)
        #expect(terminal.text.contains("cannot run on a terminal of type 'dumb'"))
        #expect(terminal.modesLeftOn == [])
    }

    @Test func `what a terminal answers unasked is shown nowhere and does nothing`() throws {
        let terminal = try opened()
        try terminal.type("\u{1B}]11;rgb:1111/2222/3333\u{07}\u{1B}[?62;22c\u{1B}[12;80R")
        try terminal.type("q")
        #expect(terminal.waits(for: "uit"))
        #expect(!terminal.text.contains("2222"))
    }
}
