extension ProgramDeclaration {
    /// What `--help` shows for the command at `path`, at most 80 columns wide.
    public func help(for path: [String] = []) -> String {
        let command = command(path)
        var text = "\(path.isEmpty ? summary : command?.summary ?? summary).\n\n"
        text += usageLines(path).map { "usage: \($0)\n" }.joined()
        for paragraph in command?.path.isEmpty ?? true ? discussion : command?.discussion ?? [] {
            text += "\n" + TextLayout.wrap(paragraph, indent: 0)
        }
        let inner = commands.filter { !$0.path.isEmpty && $0.path.starts(with: path) && $0.path != path }
        text += section("Commands", inner.map { ($0.path.joined(separator: " "), $0.summary) })
        text += section("Operands", (command?.operands ?? []).map { ($0.name, HelpText.summary($0)) })
        text += section("Options", options(of: command).map { ($0.usage, HelpText.summary($0)) })
        if path.isEmpty {
            text += "\nEnds with: 0 done, 1 refused by the hub, 2 usage, 3 unreachable, 4 partly done.\n"
        }
        return text
    }

    /// One line for the command itself, and one that stands for the commands below it.
    func usageLines(_ path: [String]) -> [String] {
        let words = ([name] + path).joined(separator: " ")
        var lines: [String] = []
        if let command = command(path) {
            let required = command.options.filter(\.required).map { " --\($0.name) \($0.value ?? "")" }.joined()
            lines.append(
                "\(words)\(required) [OPTION…]" + command.operands.map { " \($0.usage)" }.joined())
        }
        if !self.words(after: path).isEmpty { lines.append("\(words) COMMAND [OPTION…]") }
        return lines
    }

    private func section(_ title: String, _ rows: [(String, String)]) -> String {
        guard !rows.isEmpty else { return "" }
        let width = min(26, (rows.map { $0.0.count }.max() ?? 0) + 2)
        return "\n\(title):\n"
            + rows.map { name, summary in
                let head = "  " + name
                let body = TextLayout.wrap(summary, indent: width + 2)
                guard name.count < width else { return "\(head)\n\(body)" }
                return head + String(repeating: " ", count: width - name.count) + body.drop { $0 == " " }
            }.joined()
    }
}

enum HelpText {
    static func summary(_ option: OptionDeclaration) -> String { summary(option.summary, option.choices) }
    static func summary(_ operand: OperandDeclaration) -> String { summary(operand.summary, operand.choices) }

    private static func summary(_ text: String, _ choices: [String]) -> String {
        choices.isEmpty ? text : "\(text): \(choices.joined(separator: ", "))"
    }
}

enum TextLayout {
    /// Breaks at blanks so that no line passes 80 columns, each behind `indent` blanks; ends with a newline.
    static func wrap(_ text: String, indent: Int) -> String {
        let margin = String(repeating: " ", count: indent)
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, indent + line.count + 1 + word.count > 80 {
                lines.append(margin + line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        lines.append(margin + line)
        return lines.joined(separator: "\n") + "\n"
    }
}
