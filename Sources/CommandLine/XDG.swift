import Glibc

/// Where a user's files lie, after the XDG Base Directory Specification 0.8.
///
/// A variable that is unset, empty or not absolute is ignored, as the specification says.
public struct XDG: Sendable {
    private let environment: @Sendable (String) -> String?
    private let application: String

    /// Paths of `application`; `environment` answers for a variable's value.
    public init(application: String, environment: @escaping @Sendable (String) -> String? = XDG.processEnvironment) {
        self.application = application
        self.environment = environment
    }

    /// Settings that a person writes.
    public var configDirectory: String { directory("XDG_CONFIG_HOME", ".config") }

    /// What can be made again, such as the desk's replica of a hub.
    public var cacheDirectory: String { directory("XDG_CACHE_HOME", ".cache") }

    /// Logs and history.
    public var stateDirectory: String { directory("XDG_STATE_HOME", ".local/state") }

    /// Data that must not be lost, such as a hub's store.
    public var dataDirectory: String { directory("XDG_DATA_HOME", ".local/share") }

    /// The process's own environment.
    @Sendable public static func processEnvironment(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    private func directory(_ variable: String, _ fallback: String) -> String {
        if let set = environment(variable), set.hasPrefix("/") { return "\(set)/\(application)" }
        return "\(home)/\(fallback)/\(application)"
    }

    private var home: String {
        if let set = environment("HOME"), set.hasPrefix("/") { return set }
        guard let entry = getpwuid(getuid()), let path = entry.pointee.pw_dir else { return "/" }
        return String(cString: path)
    }
}
