import Glibc

/// How this process was started.
public enum ProcessArguments {
    /// The words after the program's name.
    public static var words: [String] { Array(CommandLine.arguments.dropFirst()) }

    /// The file that runs in this process, without symbolic links; programs of the same build lie beside it.
    public static var executablePath: String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let count = readlink("/proc/self/exe", &buffer, Int(PATH_MAX))
        guard count > 0 else { return nil }
        return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The path of the program `name` that lies beside this one; nil when there is none that can be run.
    public static func sibling(_ name: String) -> String? {
        guard let own = executablePath, let slash = own.lastIndex(of: "/") else { return nil }
        let path = "\(own[..<slash])/\(name)"
        return access(path, X_OK) == 0 ? path : nil
    }
}

/// Ends the process without running exit handlers twice: what had to be flushed has been.
func exitNow(_ code: ExitCode) -> Never { exit(code.rawValue) }
