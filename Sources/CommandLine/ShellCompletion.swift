/// A shell that completion scripts are made for.
public enum Shell: String, Sendable, CaseIterable { case bash, zsh, fish }

extension ProgramDeclaration {
    /// A script that makes `shell` complete this program's commands, options and fixed values.
    public func completion(for shell: Shell) -> String {
        switch shell {
        case .bash: bashCompletion()
        case .zsh: zshCompletion()
        case .fish: fishCompletion()
        }
    }

    private var function: String { "_\(name)" }

    private func bashCompletion() -> String {
        var script = """
            # bash completion for \(name); put it where bash-completion looks, or source it.
            \(function)() {
                local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}" path="" word
                for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
                    case "$word" in -*) ;; *) path="${path:+$path }$word" ;; esac
                done
                case "$previous" in

            """
        for (option, choices) in optionsWithChoices {
            script += "        --\(option)) COMPREPLY=($(compgen -W \"\(choices)\" -- \"$current\")); return ;;\n"
        }
        script += "    esac\n    case \"$path\" in\n"
        for command in commands.sorted(by: { $0.path.count > $1.path.count }) where !command.path.isEmpty {
            let words = completions(of: command).joined(separator: " ")
            script += "        \"\(command.path.joined(separator: " "))\"*) "
            script += "COMPREPLY=($(compgen -W \"\(words)\" -- \"$current\")) ;;\n"
        }
        let top = (words(after: []) + options(of: command([])).map { "--\($0.name)" }).joined(separator: " ")
        return script + """
                    *) COMPREPLY=($(compgen -W "\(top)" -- "$current")) ;;
                esac
            }
            complete -o default -F \(function) \(name)

            """
    }

    private func zshCompletion() -> String {
        var script = "#compdef \(name)\n# zsh completion for \(name); put it in a directory of fpath.\n"
        script += "local path=\"${(j: :)${(@)words[2,CURRENT-1]:#-*}}\"\n"
        script += "case \"$words[CURRENT-1]\" in\n"
        for (option, choices) in optionsWithChoices { script += "  --\(option)) compadd -- \(choices); return ;;\n" }
        script += "esac\ncase \"$path\" in\n"
        for command in commands.sorted(by: { $0.path.count > $1.path.count }) where !command.path.isEmpty {
            let words = completions(of: command).joined(separator: " ")
            script += "  \"\(command.path.joined(separator: " "))\"*) compadd -- \(words) ;;\n"
        }
        let top = (words(after: []) + options(of: command([])).map { "--\($0.name)" }).joined(separator: " ")
        return script + "  *) compadd -- \(top) ;;\nesac\n"
    }

    private func fishCompletion() -> String {
        var script = "# fish completion for \(name); put it in ~/.config/fish/completions.\n"
        let top = words(after: [])
        for word in top {
            let summary = commands.first { $0.path == [word] }?.summary ?? ""
            script += "complete -c \(name) -n __fish_use_subcommand -f -a \(word) -d \(fish(summary))\n"
        }
        for option in options(of: command([])) { script += fishLine(option, condition: nil) }
        for command in commands where !command.path.isEmpty {
            let condition = command.path.map { "__fish_seen_subcommand_from \($0)" }.joined(separator: "; and ")
            for word in words(after: command.path) {
                script += "complete -c \(name) -n \(fish(condition)) -f -a \(word)\n"
            }
            for operand in command.operands where !operand.choices.isEmpty {
                let words = operand.choices.joined(separator: " ")
                script += "complete -c \(name) -n \(fish(condition)) -f -a \(fish(words))\n"
            }
            for option in command.options { script += fishLine(option, condition: condition) }
        }
        return script
    }

    private func fishLine(_ option: OptionDeclaration, condition: String?) -> String {
        var line = "complete -c \(name)"
        if let condition { line += " -n \(fish(condition))" }
        line += " -l \(option.name)"
        if let letter = option.letter { line += " -s \(letter)" }
        if option.value != nil {
            line += option.choices.isEmpty ? " -r" : " -x -a \(fish(option.choices.joined(separator: " ")))"
        }
        return line + " -d \(fish(option.summary))\n"
    }

    private func fish(_ text: String) -> String {
        "'" + text.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "'"
    }

    /// Each option that has fixed values, once, with all values any command takes.
    private var optionsWithChoices: [(String, String)] {
        var found: [(String, [String])] = []
        for option in options + commands.flatMap(\.options) where !option.choices.isEmpty {
            if let index = found.firstIndex(where: { $0.0 == option.name }) {
                found[index].1 += option.choices.filter { !found[index].1.contains($0) }
            } else {
                found.append((option.name, option.choices))
            }
        }
        return found.map { ($0.0, $0.1.joined(separator: " ")) }
    }

    private func completions(of command: CommandDeclaration) -> [String] {
        words(after: command.path) + command.operands.flatMap(\.choices) + options(of: command).map { "--\($0.name)" }
    }
}
