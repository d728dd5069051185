import CommandLine
import Desk

/// The themes to choose from: those compiled in, then files of the user's own.
enum ThemeChoice {
    /// All themes, and which to begin with.
    ///
    /// - Throws: when `wanted` is none of them. A file that is no theme is passed over with a line in the log.
    static func find(_ wanted: String?, directory: String, log: Log?) throws(UsageError) -> (
        themes: [Theme], index: Int
    ) {
        var themes = Theme.builtIn
        for path in files(in: directory) {
            do {
                let theme = try Theme(bytes: try PrivateFile.read(path, limit: 1 << 20))
                themes.removeAll { $0.name == theme.name }
                themes.append(theme)
            } catch {
                log?.warn("theme not taken", [("file", .text(path)), ("reason", .text("\(error)"))])
            }
        }
        guard let wanted else { return (themes, 0) }
        guard let index = themes.firstIndex(where: { $0.name == wanted }) else {
            let names = themes.map(\.name)
            throw UsageError(
                "there is no theme '\(wanted)', only \(names.joined(separator: ", "))",
                suggestion: Suggestion.nearest(to: wanted, among: names))
        }
        return (themes, index)
    }

    private static func files(in directory: String) -> [String] {
        ((try? FileTree.names(in: directory)) ?? []).filter { $0.hasSuffix(".json") }.map { "\(directory)/\($0)" }
    }
}
