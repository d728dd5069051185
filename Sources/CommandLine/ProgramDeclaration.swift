/// What a program accepts, declared once: its parser, help, manual page and shell completions are all made from this.
public struct ProgramDeclaration: Sendable {
    public let name: String
    public let version: String
    /// One sentence without a full stop.
    public let summary: String
    /// Paragraphs for `--help` and the manual page.
    public let discussion: [String]
    /// Options every command takes.
    public let options: [OptionDeclaration]
    /// The command without a name, if the program does something when called alone, has an empty path.
    public let commands: [CommandDeclaration]

    public init(
        name: String, version: String, summary: String, discussion: [String] = [], options: [OptionDeclaration] = [],
        commands: [CommandDeclaration]
    ) {
        self.name = name
        self.version = version
        self.summary = summary
        self.discussion = discussion
        self.options = options
        self.commands = commands
    }

    func command(_ path: [String]) -> CommandDeclaration? { commands.first { $0.path == path } }

    /// The words that may follow `path` on the way to a command.
    func words(after path: [String]) -> [String] {
        var seen: [String] = []
        for command in commands where command.path.count > path.count && command.path.starts(with: path) {
            let word = command.path[path.count]
            if !seen.contains(word) { seen.append(word) }
        }
        return seen
    }

    /// `command`'s own options, then the program's, then `--help` and `--version`.
    func options(of command: CommandDeclaration?) -> [OptionDeclaration] {
        (command?.options ?? []) + options + [.help, .version]
    }
}

/// One command: the words that call it, what it takes, what it does.
public struct CommandDeclaration: Sendable {
    /// `["payouts", "approve"]`; empty for what the program does when called alone.
    public let path: [String]
    public let summary: String
    public let discussion: [String]
    public let operands: [OperandDeclaration]
    public let options: [OptionDeclaration]

    public init(
        _ path: String, _ summary: String, discussion: [String] = [], operands: [OperandDeclaration] = [],
        options: [OptionDeclaration] = []
    ) {
        self.path = path.split(separator: " ").map(String.init)
        self.summary = summary
        self.discussion = discussion
        self.operands = operands
        self.options = options
    }
}

/// A word on the command line that is no option, known by its place.
public struct OperandDeclaration: Sendable {
    /// How many words it takes.
    public enum Count: Sendable { case one, optional, any, oneOrMore }

    /// Upper case, as shown in usage lines.
    public let name: String
    public let summary: String
    public let count: Count
    /// The only words accepted, if that is known beforehand.
    public let choices: [String]

    public init(_ name: String, _ summary: String, count: Count = .one, choices: [String] = []) {
        self.name = name
        self.summary = summary
        self.count = count
        self.choices = choices
    }

    var usage: String {
        switch count {
        case .one: name
        case .optional: "[\(name)]"
        case .any: "[\(name)…]"
        case .oneOrMore: "\(name)…"
        }
    }
}

/// `--name`, `--name VALUE`, `--name=VALUE`, and perhaps a letter: `-n VALUE`.
public struct OptionDeclaration: Sendable {
    /// Without the dashes.
    public let name: String
    public let letter: Character?
    /// What the value is called in usage lines; nil for a flag, which takes none.
    public let value: String?
    public let summary: String
    /// The only values accepted, if any word will not do.
    public let choices: [String]
    /// May be given more than once.
    public let repeats: Bool
    /// Must be given.
    public let required: Bool

    public init(
        _ name: String, _ summary: String, letter: Character? = nil, value: String? = nil, choices: [String] = [],
        repeats: Bool = false, required: Bool = false
    ) {
        self.name = name
        self.letter = letter
        self.value = value
        self.summary = summary
        self.choices = choices
        self.repeats = repeats
        self.required = required
    }

    static let help = OptionDeclaration("help", "Say how it is used, and end", letter: "h")
    static let version = OptionDeclaration("version", "Say which version this is, and end")

    /// "-n, --name VALUE".
    var usage: String { "\(letter.map { "-\($0), " } ?? "")--\(name)\(value.map { " \($0)" } ?? "")" }
}
