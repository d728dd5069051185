import AdminAPI
import CommandLine
import Desk

/// `roamdesk show cdrs NL*FAS/C1 price --format json`: a page of one thing, as `e` in the console writes it.
enum ShowCommand {
    static func run(_ invocation: Invocation) throws -> ExitCode {
        let operands = invocation.operands
        guard operands.count >= 2, let kind = Kind(plural: operands[0]) else {
            throw UsageError(
                "show wants what and which, such as 'tariffs NL*FAS/T1'",
                suggestion: operands.first.flatMap { Suggestion.nearest(to: $0, among: Kind.allCases.map(\.plural)) })
        }
        return try Shot.take(invocation, size: Size(columns: 120, lines: 48)) { shot in
            try shot.press(ShotKeys.command("\(kind.plural) \(operands[1])"))
            guard shot.openPage != nil else { throw UsageError("there is no \(kind.rawValue) \(operands[1]) here") }
            if operands.count > 2 {
                try shot.press(ShotKeys.command("page \(operands[2])"))
                guard shot.openPage?.hasPrefix(operands[2].lowercased()) == true else {
                    throw UsageError(shot.lastWords)
                }
            }
            try shot.press(try ShotKeys.parse(words: invocation.value("keys") ?? ""))
            try shot.press(ShotKeys.command("export \(invocation.value("format") ?? "text")"))
            guard let page = shot.exported else { throw UsageError(shot.lastWords) }
            Descriptor.print(page.contents)
            return .done
        }
    }
}
