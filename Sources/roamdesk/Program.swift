import AdminAPI
import CommandLine
import Desk

/// Everything `roamdesk` can be asked on the command line.
///
/// Lists come from the kinds of the admin API, actions from its route table, so that neither is named a second time.
enum Program {
    static let version = "0.1.0"

    static let declaration = ProgramDeclaration(
        name: "roamdesk", version: version, summary: "The operations console of an EV roaming hub",
        discussion: [
            "Called alone it opens the console on the hub that --hub, ROAMDESK_HUB or the configuration names. What is "
                + "shown comes from a cache on this machine that follows the hub; without the hub it can still be read.",
            "To try it without a hub, run 'roamdesk demo'.",
            "Files: ~/.config/roamdesk/config.json with the members hub, token_file, theme, mouse, ascii; themes in "
                + "~/.config/roamdesk/themes; caches in ~/.cache/roamdesk; the log in ~/.local/state/roamdesk.",
        ],
        options: [
            OptionDeclaration("hub", "The hub's address, such as http://127.0.0.1:8480", value: "URL"),
            OptionDeclaration("token-file", "A file (0600) whose first line is your token", value: "FILE"),
            OptionDeclaration("demo", "The demo that is running, as a role or person of it", value: "ROLE"),
            OptionDeclaration("config", "Another configuration file", value: "FILE"),
        ],
        commands: [console, demo, shot, show] + lists + ActionCommands.declarations + [
            watch, doctor, completion, manual,
        ])

    static let consoleOptions = [
        OptionDeclaration("theme", "The theme to begin with, by name", value: "NAME"),
        OptionDeclaration("ascii", "Draw with ASCII only"),
        OptionDeclaration("mouse", "Let the mouse select and scroll"),
        OptionDeclaration("no-sync", "Do not use synchronized output"),
        OptionDeclaration("secure", "Never write to the clipboard"),
    ]

    static let console = CommandDeclaration("", "Open the console", options: consoleOptions)

    static let demo = CommandDeclaration(
        "demo", "Try it: a hub, a simulator with partners, and the console on them",
        discussion: [
            "Starts roamhub and roamsim on free ports of this machine only, registers the partners by real OCPI "
                + "handshakes, and runs all of them on one clock that is faster than real time.",
            "There is a person for every role. In a second terminal, 'roamdesk demo --join --as finance_approver' "
                + "joins the demo that is running, so that one can try what needs two people.",
        ],
        operands: [OperandDeclaration("DIR", "With --join: the directory of a kept demo", count: .optional)],
        options: [
            OptionDeclaration("as", "Who to be: a role, or 'mira' who has several", value: "ROLE"),
            OptionDeclaration("keep", "Keep everything in DIR, and go on from there the next time", value: "DIR"),
            OptionDeclaration("join", "Join a demo that is running: the newest, or that in DIR"),
            OptionDeclaration("headless", "Without a screen: do every step, end 0 when all of them have worked"),
            OptionDeclaration("for", "How long headless may take (default 60s)", value: "TIME"),
            OptionDeclaration("speed", "Minutes that pass in a minute, 1 to 3600 (default 60)", value: "N"),
            OptionDeclaration("seed", "Another course of events (default 1)", value: "N"),
        ] + consoleOptions)

    static let shot = CommandDeclaration(
        "shot", "Print a screen of the console as text, ANSI or SVG",
        operands: [
            OperandDeclaration("PANE", "What to show: a pane or anything that ':' opens", count: .optional)
        ],
        options: [
            OptionDeclaration("size", "Columns and lines (default 80x24)", value: "WxH"),
            OptionDeclaration(
                "format", "How to write it (default txt)", letter: "f", value: "FORMAT",
                choices: ["txt", "ansi", "svg"]),
            OptionDeclaration("query", "Filter the list", letter: "q", value: "QUERY"),
            OptionDeclaration("keys", "Keys to press before, such as 'enter tab'", value: "KEYS"),
            OptionDeclaration("theme", "The theme, by name", value: "NAME"),
            OptionDeclaration("ascii", "Draw with ASCII only"),
            OptionDeclaration("offline", "Show what the cache has, without asking the hub"),
        ])

    static let show = CommandDeclaration(
        "show", "Print a page of one thing, as 'e' in the console writes it",
        discussion: [
            "Such as 'show tariffs NL*FAS/T1 versions' or 'show cdrs NL*FAS/C1 price --format json': a tariff's elements, "
                + "versions and rules, a CDR's price beside its claim."
        ],
        operands: [
            OperandDeclaration("LIST", "Of which list", choices: Kind.allCases.map(\.plural)),
            OperandDeclaration("ID", "Which of it"),
            OperandDeclaration("PAGE", "The name of a page, or its beginning (default the first)", count: .optional),
        ],
        options: [
            OptionDeclaration(
                "format", "How to write it (default text)", letter: "f", value: "FORMAT",
                choices: PageExport.Format.allCases.map(\.rawValue)),
            OptionDeclaration("keys", "Keys to press before, such as 'w w ]'", value: "KEYS"),
            OptionDeclaration("offline", "Show what the cache has, without asking the hub"),
        ])

    static let lists = Kind.allCases.map { kind in
        CommandDeclaration(
            kind.plural, "List \(kind == .cdr ? kind.title : kind.plural)",
            operands: [OperandDeclaration("QUERY", "A filter, as after '/' in the console", count: .any)],
            options: [
                OptionDeclaration(
                    "format", "How to write it (default table)", letter: "f", value: "FORMAT",
                    choices: RowFormat.allCases.map(\.rawValue)),
                OptionDeclaration(
                    "sort", "A column; with - before it descending", letter: "s", value: "COLUMN",
                    choices: []),
                OptionDeclaration("limit", "At most so many rows (default all)", letter: "n", value: "N"),
                OptionDeclaration("raw-csv", "Do not guard cells that a spreadsheet would take for formulas"),
            ])
    }

    static let watch = CommandDeclaration(
        "watch alerts", "Print a line for each alert as it comes, until it is ended",
        operands: [OperandDeclaration("QUERY", "A filter, as after '/' in the console", count: .any)],
        options: [
            OptionDeclaration(
                "format", "How to write it (default text)", letter: "f", value: "FORMAT", choices: ["text", "ndjson"])
        ])

    static let doctor = CommandDeclaration(
        "doctor", "Check terminal, configuration, cache, hub, clock and role, and say what is wrong")

    static let completion = CommandDeclaration(
        "completion", "Print a script that makes a shell complete commands and options",
        operands: [OperandDeclaration("SHELL", "Which shell", choices: Shell.allCases.map(\.rawValue))])

    static let manual = CommandDeclaration("manual", "Print the manual page, for man(1)")
}
