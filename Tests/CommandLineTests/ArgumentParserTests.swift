import Testing

@testable import CommandLine

private let program = ProgramDeclaration(
    name: "tool", version: "1.2", summary: "Does things",
    options: [OptionDeclaration("hub", "Which hub", value: "URL")],
    commands: [
        CommandDeclaration("", "Open it"),
        CommandDeclaration(
            "payouts", "List payouts", operands: [OperandDeclaration("QUERY", "What to show", count: .any)],
            options: [
                OptionDeclaration("format", "How", letter: "f", value: "FORMAT", choices: ["table", "csv"]),
                OptionDeclaration("all", "Everything", letter: "a"), OptionDeclaration("long", "Long", letter: "l"),
            ]),
        CommandDeclaration(
            "payouts approve", "Approve payouts", operands: [OperandDeclaration("ID", "Which", count: .oneOrMore)],
            options: [OptionDeclaration("field", "More", value: "F", repeats: true)]),
        CommandDeclaration(
            "completion", "Print a script", operands: [OperandDeclaration("SHELL", "Which", choices: ["bash", "fish"])]),
        CommandDeclaration(
            "serve", "Serve",
            options: [
                OptionDeclaration("data", "Where", value: "DIR", required: true),
                OptionDeclaration("for", "How long", value: "TIME"),
            ]),
    ])

private func parse(_ line: String) throws(UsageError) -> Invocation {
    guard case .run(let invocation) = try ArgumentParser(program).parse(line.split(separator: " ").map(String.init))
    else { throw UsageError("shown") }
    return invocation
}

struct ArgumentParserTests {
    @Test(
        arguments: [
            ("", "", []), ("payouts", "payouts", []), ("payouts state:ready", "payouts", ["state:ready"]),
            ("payouts approve P1 P2", "payouts approve", ["P1", "P2"]), ("payouts -- approve", "payouts", ["approve"]),
            ("payouts a -- --format", "payouts", ["a", "--format"]), ("payouts -", "payouts", ["-"]),
        ] as [(String, String, [String])])
    func `words name a command, then are operands`(line: String, command: String, operands: [String]) throws {
        let invocation = try parse(line)
        #expect(invocation.command == command)
        #expect(invocation.operands == operands)
    }

    @Test(arguments: [
        "payouts --format csv", "payouts --format=csv", "payouts -f csv", "payouts -fcsv",
        "--hub=x payouts --format csv",
    ])
    func `a value may be attached or follow`(line: String) throws {
        #expect(try parse(line).value("format") == "csv")
    }

    @Test func `letters of flags may stand together`() throws {
        let invocation = try parse("payouts -alf table")
        #expect(invocation.has("all") && invocation.has("long"))
        #expect(invocation.value("format") == "table")
    }

    @Test func `an option that repeats keeps every value`() throws {
        #expect(try parse("payouts approve --field a P1 --field b").all("field") == ["a", "b"])
    }

    @Test(arguments: [
        ("payuots", "unknown command 'payuots'; did you mean 'payouts'?"),
        ("payouts --fromat csv", "unknown option '--fromat' for 'payouts'; did you mean '--format'?"),
        ("payouts --format cvs", "--format is one of table, csv, not 'cvs'; did you mean 'csv'?"),
        ("payouts --format", "--format wants a value: FORMAT"), ("payouts --all=1", "--all takes no value"),
        ("payouts --format csv --format csv", "--format is given twice"), ("payouts approve", "ID is missing"),
        ("payouts -z", "unknown option '-z'"), ("serve", "--data DIR is missing"),
        ("serve --data d x", "'serve' takes no 'x'"), ("completion bash x", "'x' is one word too many"),
        ("completion zsh", "SHELL is one of bash, fish, not 'zsh'"),
    ])
    func `what makes no sense is refused in words`(line: String, message: String) {
        #expect(throws: UsageError.self) { try parse(line) }
        do throws(UsageError) { _ = try parse(line) } catch { #expect(error.description == message) }
    }

    @Test func `help is shown wherever it is asked for`() throws {
        let outcome = try ArgumentParser(program).parse(["payouts", "x", "--help"])
        #expect(
            outcome
                == .show(
                    """
                    List payouts.

                    usage: tool payouts [OPTION…] [QUERY…]
                    usage: tool payouts COMMAND [OPTION…]

                    Commands:
                      payouts approve  Approve payouts

                    Operands:
                      QUERY  What to show

                    Options:
                      -f, --format FORMAT  How: table, csv
                      -a, --all            Everything
                      -l, --long           Long
                      --hub URL            Which hub
                      -h, --help           Say how it is used, and end
                      --version            Say which version this is, and end

                    """))
    }

    @Test func `help wraps at 80 columns`() {
        #expect(program.help().split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test func `the version is shown`() throws {
        #expect(try ArgumentParser(program).parse(["--version"]) == .show("tool 1.2\n"))
    }

    @Test(arguments: [("60s", 60_000), ("5", 5000), ("250ms", 250), ("10m", 600_000), ("2h", 7_200_000)])
    func `lengths of time have units`(text: String, milliseconds: Int64) throws {
        #expect(try parse("serve --data d --for \(text)").duration("for") == .milliseconds(milliseconds))
    }

    @Test(arguments: ["", "s", "-1s", "5d", "99999999999h"])
    func `other lengths of time are refused`(text: String) {
        #expect(throws: UsageError.self) { try parse("serve --data d --for=\(text)").duration("for") }
    }

    @Test(arguments: [("kitten", "sitting", 3), ("csv", "cvs", 1), ("", "abc", 3), ("same", "same", 0)])
    func `edits between words are counted`(left: String, right: String, edits: Int) {
        #expect(Suggestion.distance(left, right) == edits)
    }

    @Test func `the manual page escapes what roff would read`() {
        let page = program.manualPage()
        #expect(page.contains(".B \\-f, \\-\\-format FORMAT\nHow: table, csv\n"))
        #expect(page.contains(".SS tool payouts approve [OPTION...] ID...\n"))
        #expect(Roff.text(".x\\'") == "\\&.x\\e'")
    }

    @Test(arguments: Shell.allCases)
    func `completions know commands, options and fixed values`(shell: Shell) {
        let script = program.completion(for: shell)
        for word in ["payouts", "approve", "format", "table csv", "bash fish"] { #expect(script.contains(word)) }
    }
}
