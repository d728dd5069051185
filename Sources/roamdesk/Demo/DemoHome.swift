import CommandLine
import Glibc
import JSON
import Roaming

/// The directory of a demo: the hub's data, the people's tokens, the desks' caches, logs, and how to join.
///
/// A temporary one goes with the demo. A lock tells which demos run; those of the user that do not, and were left by a
/// process that was killed, are swept up when the next demo starts.
final class DemoHome {
    let path: String
    let isTemporary: Bool
    private let lock: Int32

    var hubData: String { "\(path)/hub" }
    var caches: String { "\(path)/desk" }
    var logs: String { "\(path)/log" }
    var planFile: String { "\(path)/plan.json" }
    var simulatorState: String { "\(path)/sim-state.json" }
    func tokenFile(_ person: String) -> String { "\(path)/people/\(person).token" }

    private static func record(_ path: String) -> String { "\(path)/demo.json" }
    private static func lockFile(_ path: String) -> String { "\(path)/lock" }

    /// A temporary home, or the one at `kept`, which must be new, empty, or a demo's.
    init(kept: String?) throws {
        DemoHome.sweep()
        path = try kept ?? DemoHome.makeTemporary()
        isTemporary = kept == nil
        try PrivateFile.makeDirectory(path)
        if !DemoDirectory.isMarked(path), try !FileTree.names(in: path).isEmpty {
            throw UsageError("\(path) is not empty and was not made by a demo")
        }
        lock = open(DemoHome.lockFile(path), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard lock >= 0 else { throw FileError("open", DemoHome.lockFile(path)) }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            throw UsageError("a demo is running in \(path); join it with: roamdesk demo --join \(path)")
        }
        try DemoDirectory.mark(path)
        for part in [hubData, caches, logs, "\(path)/people"] { try PrivateFile.makeDirectory(part) }
        try DemoDirectory.mark(hubData)
        if !isTemporary { try KeptDemos.announce(path) }
    }

    /// Gives the lock back and removes what is temporary.
    func close() {
        if isTemporary { FileTree.remove(path) } else { KeptDemos.withdraw(path) }
        Glibc.close(lock)
    }

    // MARK: - The record, by which others join and a kept demo goes on

    struct Record {
        let hub: String
        let port: Int
        let clock: WallClock
    }

    func write(_ record: Record) throws(FileError) {
        let json: JSONValue = .object([
            "hub": .string(record.hub), "port": .number(JSONNumber(Int64(record.port))),
            "clock": .string(record.clock.demoArgument ?? ""),
        ])
        try PrivateFile.write(json.serialized(), to: DemoHome.record(path))
    }

    /// What the last demo here wrote; nil in a new home.
    static func readRecord(in path: String) throws -> Record? {
        guard PrivateFile.exists(record(path)) else { return nil }
        let reader = try ObjectReader(try JSON.parse(try PrivateFile.read(record(path))))
        guard let clock = WallClock(demoArgument: try reader.string("clock")) else { return nil }
        return Record(hub: try reader.string("hub"), port: try reader.int("port"), clock: clock)
    }

    /// The clock of a new demo, or one that goes on a minute after the hub last wrote here.
    func clock(speed: Int?) throws -> WallClock {
        let now = WallClock.systemMilliseconds
        guard let last = try DemoHome.readRecord(in: path)?.clock else {
            return .virtual(
                start: Timestamp(milliseconds: now - now % 1000), realMilliseconds: now, speed: speed ?? 60)
        }
        let written = FileTree.newestChange(in: hubData) ?? now
        return .virtual(
            start: last.now(realMilliseconds: min(written, now)) + .seconds(60), realMilliseconds: now,
            speed: speed ?? last.speed)
    }

    // MARK: - Other demos of this user

    /// The newest demo that runs.
    static func running() -> String? {
        (temporaryHomes() + KeptDemos.all()).filter(isRunning).max {
            (FileTree.changed($0) ?? 0) < (FileTree.changed($1) ?? 0)
        }
    }

    static func isRunning(_ path: String) -> Bool {
        let lock = open(lockFile(path), O_RDWR | O_CLOEXEC | O_NOFOLLOW)
        guard lock >= 0 else { return false }
        defer { Glibc.close(lock) }
        return flock(lock, LOCK_EX | LOCK_NB) != 0
    }

    private static func sweep() {
        KeptDemos.sweep()
        for path in temporaryHomes() where DemoDirectory.isMarked(path) && !isRunning(path) { FileTree.remove(path) }
    }

    /// Where homes of their own choice lie.
    static var base: String {
        for name in ["XDG_RUNTIME_DIR", "TMPDIR"] {
            if let set = XDG.processEnvironment(name), set.hasPrefix("/"), access(set, W_OK) == 0 { return set }
        }
        return "/tmp"
    }

    private static var prefix: String { "roamdesk-demo-\(getuid())-" }

    private static func temporaryHomes() -> [String] {
        let names = (try? FileTree.names(in: base)) ?? []
        return names.filter { $0.hasPrefix(prefix) }.map { "\(base)/\($0)" }.filter(FileTree.isOwn)
    }

    private static func makeTemporary() throws(FileError) -> String {
        var template = Array("\(base)/\(prefix)XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw FileError("make a directory in", base) }
        return String(cString: made)
    }
}
