import CommandLine
import DeskCache
import Digest
import HTTPMessage

/// Which hub, as whom, and where its cache lies: everything a command needs before it opens anything.
struct HubAccess: Sendable {
    let hub: String
    let token: String
    let cachePath: String
    let clock: WallClock
    /// What the screen calls the hub until the hub has said its name.
    let label: String

    /// For a hub of a demo, whose caches lie with it.
    init(hub: String, token: String, cacheDirectory: String, clock: WallClock, label: String) {
        self.hub = hub
        self.token = token
        self.clock = clock
        self.label = label
        cachePath = CacheLocation.path(in: cacheDirectory, hub: hub, identity: Fingerprint.of(token))
    }

    /// From options, then the environment, then the configuration.
    init(_ invocation: Invocation, _ settings: Configuration, paths: XDG) throws {
        if let word = invocation.value("demo") {
            self = try DemoAccess.running(as: word)
            return
        }
        let address = invocation.value("hub") ?? XDG.processEnvironment("ROAMDESK_HUB") ?? settings.hub
        guard let address else {
            throw UsageError(
                "which hub? Give --hub URL, or set hub in \(paths.configDirectory)/config.json, or try 'roamdesk demo'")
        }
        guard let reference = URLReference(address) else {
            throw UsageError("'\(address)' is no http address")
        }
        guard !address.lowercased().hasPrefix("https:") else {
            throw UsageError(
                "an https hub is reached through a TLS proxy on this machine; give the proxy's http address")
        }
        let file =
            invocation.value("token-file") ?? XDG.processEnvironment("ROAMDESK_TOKEN_FILE") ?? settings.tokenFile
            ?? "\(paths.configDirectory)/token"
        guard PrivateFile.exists(file) else {
            throw UsageError("no token: give --token-file FILE, or put yours in \(file) (mode 0600)")
        }
        try PrivateFile.makeDirectory(paths.cacheDirectory)
        self.init(
            hub: HubAccess.withoutSlash(address), token: try PrivateFile.readSecret(file),
            cacheDirectory: paths.cacheDirectory, clock: .system, label: reference.host)
    }

    private static func withoutSlash(_ address: String) -> String {
        address.hasSuffix("/") ? String(address.dropLast()) : address
    }
}

/// The places and settings of this user.
struct UserFiles {
    let paths = XDG(application: "roamdesk")
    let settings: Configuration

    init(_ invocation: Invocation) throws(UsageError) {
        let named = invocation.value("config")
        settings = try Configuration(
            path: named ?? "\(paths.configDirectory)/config.json", mustExist: named != nil)
    }

    /// The log that standard error goes to while a screen is up.
    func log() throws(FileError) -> (log: Log, path: String) {
        try PrivateFile.makeDirectory(paths.stateDirectory)
        let path = "\(paths.stateDirectory)/roamdesk.log"
        return (try Log(program: "roamdesk", path: path), path)
    }
}
