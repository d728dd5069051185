extension ProgramDeclaration {
    /// The program's manual page, section 1, in the man(7) macros of roff.
    public func manualPage() -> String {
        var page = ".TH \(name.uppercased()) 1 \"\" \"\(Roff.text(name)) \(version)\"\n"
        page += ".SH NAME\n\(Roff.text(name)) \\- \(Roff.text(summary))\n.SH SYNOPSIS\n"
        page += usageLines([]).map { ".B \(Roff.text($0))\n" }.joined(separator: ".br\n")
        if !discussion.isEmpty {
            page += ".SH DESCRIPTION\n" + discussion.map { "\(Roff.text($0))\n" }.joined(separator: ".PP\n")
        }
        page += ".SH OPTIONS\n" + options(of: command([])).map(Roff.option).joined()
        let named = commands.filter { !$0.path.isEmpty }
        if !named.isEmpty { page += ".SH COMMANDS\n" }
        for command in named {
            page += ".SS \(Roff.text(usageLines(command.path)[0]))\n\(Roff.text(command.summary)).\n"
            page += command.discussion.map { ".PP\n\(Roff.text($0))\n" }.joined()
            page += command.operands.map { Roff.item($0.name, HelpText.summary($0)) }.joined()
            page += command.options.map(Roff.option).joined()
        }
        page += ".SH EXIT STATUS\n"
        for (code, meaning) in ManualPage.exitCodes { page += Roff.item(code, meaning) }
        return page
    }
}

enum ManualPage {
    static let exitCodes = [
        ("0", "Done."), ("1", "Refused by the hub."), ("2", "The command line or a file it names is not usable."),
        ("3", "The hub cannot be reached."), ("4", "Partly done; the output says which part."),
    ]
}

enum Roff {
    /// Text in which nothing is taken for a request: backslashes, dashes, and dots or quotes that begin a line.
    static func text(_ plain: String) -> String {
        var escaped = ""
        for character in plain {
            switch character {
            case "\\": escaped += "\\e"
            case "-": escaped += "\\-"
            case "…": escaped += "..."
            default: escaped.append(character)
            }
        }
        return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&\(escaped)" : escaped
    }

    static func item(_ head: String, _ body: String) -> String { ".TP\n.B \(text(head))\n\(text(body))\n" }

    static func option(_ option: OptionDeclaration) -> String { item(option.usage, HelpText.summary(option)) }
}
