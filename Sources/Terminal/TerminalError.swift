import Glibc

/// Why no screen could be opened.
public enum TerminalError: Error, Hashable, CustomStringConvertible {
    /// Standard input or output is no terminal.
    case noTerminal
    /// The terminal cannot move its cursor.
    case tooSimple(type: String)
    /// Neither this type nor any that is close is known here.
    case unknown(type: String)
    /// A call to the system failed, with its `errno`.
    case system(String, Int32)

    public var description: String {
        switch self {
        case .noTerminal: "the console needs a terminal on standard input and output"
        case .tooSimple(let type): "the console cannot run on a terminal of type '\(type)'"
        case .unknown(let type): "this machine knows no terminal type like '\(type)'; try TERM=xterm-256color"
        case .system(let what, let code): "cannot \(what): \(String(cString: strerror(code)))"
        }
    }
}
