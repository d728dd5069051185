import Glibc
import JSON
import Synchronization

/// A program's log: one JSON object a line, each line one `write(2)`, so that processes may share a file.
///
/// A field whose name speaks of a secret is never written, whatever its value.
public final class Log: Sendable {
    /// How much a line matters; lines below the log's own level are not made.
    public enum Level: Int, Sendable, Comparable, CaseIterable {
        case debug, info, warn, error

        public static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }

        /// "debug", "info", "warn" or "error".
        public var name: String { "\(self)" }

        public init?(name: String) {
            guard let level = Level.allCases.first(where: { $0.name == name }) else { return nil }
            self = level
        }
    }

    public let program: String
    private let descriptor: Int32
    private let ownsDescriptor: Bool
    private let clock: WallClock
    private let threshold: Atomic<Int>

    /// A log on an open descriptor (standard error unless told otherwise), which stays the caller's.
    public init(program: String, descriptor: Int32 = 2, level: Level = .info, clock: WallClock = .system) {
        self.program = program
        self.descriptor = descriptor
        self.clock = clock
        ownsDescriptor = false
        threshold = Atomic(level.rawValue)
    }

    /// A log that appends to a file of mode 0600.
    public init(
        program: String, path: String, level: Level = .info, clock: WallClock = .system
    ) throws(FileError) {
        descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw FileError("open", path) }
        self.program = program
        self.clock = clock
        ownsDescriptor = true
        threshold = Atomic(level.rawValue)
    }

    deinit {
        if ownsDescriptor { close(descriptor) }
    }

    /// The descriptor lines go to; a console points its standard error there while its screen is up.
    public var fileDescriptor: Int32 { descriptor }

    public var level: Level {
        get { Level(rawValue: threshold.load(ordering: .relaxed)) ?? .info }
        set { threshold.store(newValue.rawValue, ordering: .relaxed) }
    }

    public func debug(_ event: String, _ fields: [(String, LogValue)] = []) { write(.debug, event, fields) }
    public func info(_ event: String, _ fields: [(String, LogValue)] = []) { write(.info, event, fields) }
    public func warn(_ event: String, _ fields: [(String, LogValue)] = []) { write(.warn, event, fields) }
    public func error(_ event: String, _ fields: [(String, LogValue)] = []) { write(.error, event, fields) }

    /// Writes one line if `level` is high enough; a line that cannot be written is dropped, the program goes on.
    public func write(_ level: Level, _ event: String, _ fields: [(String, LogValue)]) {
        guard level >= self.level else { return }
        let line = Log.line(program: program, time: clock.now().rfc3339, level: level, event: event, fields: fields)
        try? Descriptor.writeAll(line, to: descriptor, named: "log")
    }

    /// The bytes of a line, its newline included.
    static func line(
        program: String, time: String, level: Level, event: String, fields: [(String, LogValue)]
    ) -> [UInt8] {
        var object: JSONObject = [
            "time": .string(time), "level": .string(level.name), "program": .string(program), "event": .string(event),
        ]
        for (name, value) in fields where object[name] == nil {
            object[name] = namesSecret(name) ? .string("withheld") : value.json
        }
        var bytes = JSONValue.object(object).serialized()
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    private static func namesSecret(_ name: String) -> Bool {
        let lowered = name.lowercased()
        return ["token", "authorization", "secret", "password", "credential"].contains { lowered == $0 }
    }
}

/// A value in a log line.
public enum LogValue: Sendable, Hashable, ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral
{
    case text(String)
    case integer(Int64)
    case truth(Bool)

    public init(stringLiteral value: String) { self = .text(value) }
    public init(integerLiteral value: Int64) { self = .integer(value) }
    public init(booleanLiteral value: Bool) { self = .truth(value) }
    public init(_ value: Int) { self = .integer(Int64(value)) }
    public init(_ value: some CustomStringConvertible) { self = .text(value.description) }

    var json: JSONValue {
        switch self {
        case .text(let text): .string(text)
        case .integer(let number): .number(JSONNumber(number))
        case .truth(let truth): .bool(truth)
        }
    }
}
