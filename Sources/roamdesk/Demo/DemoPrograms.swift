import CommandLine
import Glibc
import JSON

/// The demo's two child processes, and what they say.
///
/// Both tie themselves to this process: the kernel ends them with it, whatever ends it. They must be started from the
/// main thread, which lives as long as the process.
final class DemoPrograms {
    private let home: DemoHome
    private let interrupted: () -> Bool
    private var hub: ChildProcess?
    private var simulator: ChildProcess?
    private let simulatorLines: GrowingFile

    init(home: DemoHome, interrupted: @escaping () -> Bool) {
        self.home = home
        self.interrupted = interrupted
        simulatorLines = GrowingFile("\(home.logs)/simulator.jsonl")
    }

    /// Makes a person's token by the hub's own command, for which the hub need not run.
    func token(person: DemoCast.Person) throws -> String {
        let child = try ChildProcess(
            try program("roamhub"),
            [
                "person", "add", person.id, "--roles", person.roles.map(\.rawValue).joined(separator: ","), "--data",
                home.hubData,
            ], output: .pipe, errors: .to(try logFile("hub.log")))
        var last: String?
        while let line = child.output?.next(within: .seconds(20)) { last = line.isEmpty ? last : line }
        let ending = child.wait(within: .seconds(5)) ?? child.terminate(within: .zero)
        guard ending == .exited(0), let last else {
            throw DemoFailure("roamhub person add \(ending)", log: "\(home.logs)/hub.log")
        }
        return DemoPrograms.member("token", of: last) ?? last
    }

    /// Starts the hub and answers the port it listens on.
    func startHub(port: Int, clock: WallClock) throws -> Int {
        let child = try ChildProcess(
            try program("roamhub"),
            [
                "serve", "--data", home.hubData, "--listen", "127.0.0.1:\(port)", "--demo-clock",
                clock.demoArgument ?? "", "--parent-pid", "\(getpid())",
            ], output: .pipe, errors: .to(try logFile("hub.log")))
        hub = child
        let deadline = ContinuousClock.now + .seconds(30)
        while ContinuousClock.now < deadline {
            if let line = child.output?.next(within: .milliseconds(50)),
                let port = DemoPrograms.number("port", of: line)
            {
                return port
            }
            try check(child, "roamhub", log: "hub.log")
        }
        throw DemoFailure("roamhub does not say where it listens", log: "\(home.logs)/hub.log")
    }

    /// Starts the simulator on the plan in the home.
    func startSimulator(clock: WallClock) throws {
        try PrivateFile.write([], to: simulatorLines.path)
        simulator = try ChildProcess(
            try program("roamsim"),
            [
                "run", "--plan", home.planFile, "--demo-clock", clock.demoArgument ?? "", "--parent-pid", "\(getpid())",
            ], output: .to(try logFile("simulator.jsonl")), errors: .to(try logFile("simulator.log")))
    }

    /// The next lines that the simulator has written, waiting at most `limit` for the first.
    ///
    /// - Throws: when a child has ended, or the user wants the demo to end.
    func simulatorEvents(within limit: Duration) throws -> [ObjectReader] {
        guard let simulator else { return [] }
        let deadline = ContinuousClock.now + limit
        while true {
            let lines = try simulatorLines.newLines()
            if !lines.isEmpty || ContinuousClock.now >= deadline {
                return lines.compactMap { line in
                    (try? JSON.parse(Array(line.utf8))).flatMap { try? ObjectReader($0) }
                }
            }
            _ = simulator.wait(within: .milliseconds(20))
            try check(simulator, "roamsim", log: "simulator.log")
            if let hub { try check(hub, "roamhub", log: "hub.log") }
        }
    }

    /// Ends both, the hub first, so that it does not record partners going away.
    func stop() {
        _ = hub?.terminate(within: .seconds(5))
        _ = simulator?.terminate(within: .seconds(3))
    }

    private func check(_ child: ChildProcess, _ name: String, log: String) throws {
        if let ending = child.wait(within: .zero) { throw DemoFailure("\(name) \(ending)", log: "\(home.logs)/\(log)") }
        if interrupted() { throw DemoInterrupted() }
    }

    private func program(_ name: String) throws(UsageError) -> String {
        guard let path = ProcessArguments.sibling(name) else {
            throw UsageError("\(name) is not beside this program; build the whole package")
        }
        return path
    }

    private var logFiles: [String: Int32] = [:]

    private func logFile(_ name: String) throws(FileError) -> Int32 {
        if let open = logFiles[name] { return open }
        let path = "\(home.logs)/\(name)"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw FileError("open", path) }
        logFiles[name] = descriptor
        return descriptor
    }

    deinit { for descriptor in logFiles.values { close(descriptor) } }

    private static func object(_ line: String) -> JSONObject? {
        guard case .object(let object)? = try? JSON.parse(Array(line.utf8)) else { return nil }
        return object
    }

    private static func member(_ name: String, of line: String) -> String? {
        guard case .string(let text)? = object(line)?[name] else { return nil }
        return text
    }

    private static func number(_ name: String, of line: String) -> Int? {
        guard case .number(let number)? = object(line)?[name] else { return nil }
        return number.int64.flatMap(Int.init)
    }
}

/// The user wants the demo to end.
struct DemoInterrupted: Error {}

/// A file that another process appends lines to.
final class GrowingFile {
    let path: String
    private var offset = 0
    private var rest: [UInt8] = []

    init(_ path: String) { self.path = path }

    /// The whole lines that were added since the last call.
    func newLines() throws(FileError) -> [String] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError("open", path) }
        defer { close(descriptor) }
        lseek(descriptor, offset, SEEK_SET)
        let bytes = try Descriptor.readAll(from: descriptor, limit: 64 << 20, named: path)
        offset += bytes.count
        rest += bytes
        guard let end = rest.lastIndex(of: UInt8(ascii: "\n")) else { return [] }
        defer { rest.removeFirst(end + 1) }
        return rest[..<end].split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    }
}
