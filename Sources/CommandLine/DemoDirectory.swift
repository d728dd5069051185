/// The mark that makes a data directory a demo's; a program that finds it missing refuses the demo's clock.
public enum DemoDirectory {
    /// The name of the mark, an empty file at the top of the directory.
    public static let markName = ".roamdesk-demo"

    /// Marks `path` as a demo's directory.
    public static func mark(_ path: String) throws(FileError) {
        try PrivateFile.write([], to: "\(path)/\(markName)")
    }

    /// Whether `path` was made by a demo.
    public static func isMarked(_ path: String) -> Bool {
        PrivateFile.exists("\(path)/\(markName)")
    }

    /// The clock for a program that serves `path`: virtual only when the directory is a demo's.
    ///
    /// - Throws: `UsageError` when `argument` is malformed, or the directory does not bear the mark.
    public static func clock(argument: String?, directory: String) throws(UsageError) -> WallClock {
        guard let argument else { return .system }
        guard isMarked(directory) else {
            throw UsageError("--demo-clock is only for a demo, and \(directory) was not made by one")
        }
        guard let clock = WallClock(demoArgument: argument) else {
            throw UsageError(
                "--demo-clock wants START,REAL_MS,SPEED, for example 2026-11-22T12:00:00Z,1795348800000,60")
        }
        return clock
    }
}
