/// The state of a parse: how far the command's name is known, and what was collected on the way.
struct Reading {
    let program: ProgramDeclaration
    private(set) var path: [String] = []
    private(set) var flags: Set<String> = []
    private var operands: [String] = []
    private var values: [String: [String]] = [:]

    init(program: ProgramDeclaration) { self.program = program }

    private var command: CommandDeclaration? { program.command(path) }

    /// A word that is no option: the next word of the command's name as long as one fits, then an operand.
    mutating func takeWord(_ word: String, literally: Bool) throws(UsageError) {
        if operands.isEmpty, !literally, program.words(after: path).contains(word) {
            path.append(word)
            return
        }
        guard let command, !command.operands.isEmpty else {
            let known = program.words(after: path)
            guard !known.isEmpty else {
                throw UsageError("'\(path.joined(separator: " "))' takes no '\(word)'")
            }
            throw UsageError(
                "unknown command '\((path + [word]).joined(separator: " "))'",
                suggestion: Suggestion.nearest(to: word, among: known))
        }
        operands.append(word)
    }

    /// `--name`, `--name value`, `--name=value`; answers how many further words it used.
    mutating func takeLong(_ text: Substring, next: String?) throws(UsageError) -> Int {
        let name = String(text.prefix { $0 != "=" })
        let attached = text.count > name.count ? String(text.dropFirst(name.count + 1)) : nil
        let known = program.options(of: command)
        guard let option = known.first(where: { $0.name == name }) else {
            throw UsageError(
                "unknown option '--\(name)'\(path.isEmpty ? "" : " for '\(path.joined(separator: " "))'")",
                suggestion: Suggestion.nearest(to: name, among: known.map(\.name)).map { "--\($0)" })
        }
        return try take(option, attached: attached, next: next)
    }

    /// `-a`, `-abc`, `-n value`, `-nvalue`; answers how many further words it used.
    mutating func takeLetters(_ text: Substring, next: String?) throws(UsageError) -> Int {
        var rest = text
        while let letter = rest.popFirst() {
            guard let option = program.options(of: command).first(where: { $0.letter == letter }) else {
                throw UsageError("unknown option '-\(letter)'")
            }
            guard option.value == nil else {
                return try take(option, attached: rest.isEmpty ? nil : String(rest), next: next)
            }
            flags.insert(option.name)
        }
        return 0
    }

    private mutating func take(
        _ option: OptionDeclaration, attached: String?, next: String?
    ) throws(UsageError) -> Int {
        guard let valueName = option.value else {
            guard attached == nil else { throw UsageError("--\(option.name) takes no value") }
            flags.insert(option.name)
            return 0
        }
        guard let value = attached ?? next else {
            throw UsageError("--\(option.name) wants a value: \(valueName)")
        }
        if !option.choices.isEmpty, !option.choices.contains(value) {
            throw UsageError(
                "--\(option.name) is one of \(option.choices.joined(separator: ", ")), not '\(value)'",
                suggestion: Suggestion.nearest(to: value, among: option.choices))
        }
        guard option.repeats || values[option.name] == nil else {
            throw UsageError("--\(option.name) is given twice")
        }
        values[option.name, default: []].append(value)
        return attached == nil ? 1 : 0
    }

    /// The finished command, once every rule about how much must be there is kept.
    func finish() throws(UsageError) -> Invocation {
        guard let command else {
            let known = program.words(after: path).joined(separator: ", ")
            let asked = path.isEmpty ? "a command" : "a word after '\(path.joined(separator: " "))'"
            throw UsageError("\(asked) is missing: \(known)")
        }
        for option in command.options where option.required && values[option.name] == nil {
            throw UsageError("--\(option.name) \(option.value ?? "") is missing")
        }
        var left = operands[...]
        for operand in command.operands {
            switch operand.count {
            case .one, .oneOrMore:
                guard let word = left.popFirst() else { throw UsageError("\(operand.name) is missing") }
                try check(word, against: operand)
            case .optional:
                if let word = left.popFirst() { try check(word, against: operand) }
            case .any: break
            }
            if operand.count == .oneOrMore || operand.count == .any {
                for word in left { try check(word, against: operand) }
                left = []
            }
        }
        if let extra = left.first { throw UsageError("'\(extra)' is one word too many") }
        return Invocation(path: path, operands: operands, flags: flags, values: values)
    }

    private func check(_ word: String, against operand: OperandDeclaration) throws(UsageError) {
        guard !operand.choices.isEmpty, !operand.choices.contains(word) else { return }
        throw UsageError(
            "\(operand.name) is one of \(operand.choices.joined(separator: ", ")), not '\(word)'",
            suggestion: Suggestion.nearest(to: word, among: operand.choices))
    }
}
