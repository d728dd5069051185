/// What a program tells the shell; the same five numbers for every program and command.
public enum ExitCode: Int32, Sendable, Hashable {
    /// Everything asked for was done.
    case done = 0
    /// The hub (or, in a demo, a stage of it) answered no.
    case refused = 1
    /// The command line, a file it names, or the terminal was not usable; nothing was attempted.
    case usage = 2
    /// The hub could not be reached, so nothing is known about what it would have said.
    case unreachable = 3
    /// Some of several targets were done; the output says which.
    case partly = 4
}
