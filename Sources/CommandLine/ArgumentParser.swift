/// Turns the words of a command line into one of a program's declared commands.
public struct ArgumentParser: Sendable {
    public let program: ProgramDeclaration

    public init(_ program: ProgramDeclaration) { self.program = program }

    /// What the words ask for.
    public enum Outcome: Sendable, Hashable {
        case run(Invocation)
        /// `--help` or `--version` was among them: print this and end well.
        case show(String)
    }

    /// Reads the words after the program's name.
    ///
    /// Options may stand anywhere; after `--` every word is an operand.
    public func parse(_ words: [String]) throws(UsageError) -> Outcome {
        var reading = Reading(program: program)
        var position = 0
        var optionsEnded = false
        while position < words.count {
            let word = words[position]
            position += 1
            if optionsEnded || word == "-" || !word.hasPrefix("-") {
                try reading.takeWord(word, literally: optionsEnded)
            } else if word == "--" {
                optionsEnded = true
            } else if word.hasPrefix("--") {
                position += try reading.takeLong(word.dropFirst(2), next: words.dropFirst(position).first)
            } else {
                position += try reading.takeLetters(word.dropFirst(), next: words.dropFirst(position).first)
            }
        }
        if reading.flags.contains("help") { return .show(program.help(for: reading.path)) }
        if reading.flags.contains("version") { return .show("\(program.name) \(program.version)\n") }
        return .run(try reading.finish())
    }

    /// Reads this process's own words; on `--help`, `--version` or an error it prints and ends the process.
    public func parseOrExit() -> Invocation {
        do throws(UsageError) {
            switch try parse(ProcessArguments.words) {
            case .run(let invocation): return invocation
            case .show(let text):
                Descriptor.print(text)
                exitNow(.done)
            }
        } catch {
            Descriptor.printError("\(program.name): \(error)")
            Descriptor.printError("Try '\(program.name) --help'.")
            exitNow(.usage)
        }
    }
}

/// A command that was asked for, with its checked options and operands.
public struct Invocation: Sendable, Hashable {
    /// The words that named the command; empty when the program was called alone.
    public let path: [String]
    /// Every operand in order.
    public let operands: [String]
    let flags: Set<String>
    let values: [String: [String]]

    /// The words of `path` with blanks between.
    public var command: String { path.joined(separator: " ") }

    /// Whether a flag was given.
    public func has(_ flag: String) -> Bool { flags.contains(flag) }

    /// An option's value, the last one if it was given more than once.
    public func value(_ option: String) -> String? { values[option]?.last }

    /// All values of an option that repeats.
    public func all(_ option: String) -> [String] { values[option] ?? [] }

    /// An option's value as a whole number within `range`.
    public func integer(_ option: String, in range: ClosedRange<Int>) throws(UsageError) -> Int? {
        guard let text = value(option) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw UsageError(
                "--\(option) wants a whole number from \(range.lowerBound) to \(range.upperBound), not '\(text)'")
        }
        return number
    }

    /// An option's value as a length of time: `500ms`, `60s`, `10m`, `2h`; a bare number is seconds.
    public func duration(_ option: String) throws(UsageError) -> Duration? {
        guard let text = value(option) else { return nil }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let units: [String: Int64] = ["ms": 1, "": 1000, "s": 1000, "m": 60_000, "h": 3_600_000]
        guard let number = Int64(digits), let unit = units[String(text.dropFirst(digits.count))],
            number <= 1_000_000_000
        else { throw UsageError("--\(option) wants a length of time such as 60s or 10m, not '\(text)'") }
        return .milliseconds(number * unit)
    }
}
