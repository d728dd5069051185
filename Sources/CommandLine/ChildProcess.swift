import CSystem
import Glibc

/// A program started by this one, alone in its process group, with nothing inherited but what is given to it.
///
/// It is started from the calling thread, and a child that ties itself to its parent (`ParentProcess.tie`) lives only
/// as long as that thread.
public final class ChildProcess {
    /// Where a child's standard output or error goes.
    public enum Stream {
        case discard
        /// To a descriptor of ours, which stays ours.
        case to(Int32)
        /// To a pipe that `output` reads.
        case pipe
    }

    /// How a process ended.
    public enum Ending: Hashable, Sendable, CustomStringConvertible {
        case exited(Int32)
        case signalled(Int32)

        public var description: String {
            switch self {
            case .exited(let code): "ended with \(code)"
            case .signalled(let number): "was ended by signal \(number)"
            }
        }
    }

    public let path: String
    public let pid: Int32
    /// The lines of its standard output, when that is a pipe.
    public let output: LineReader?
    /// Becomes readable when the process ends.
    public let endDescriptor: Int32
    public private(set) var ending: Ending?

    /// Starts the program at `path` with `arguments` (its name is put before them) and this process's environment
    /// with `environment` laid over it.
    public init(
        _ path: String, _ arguments: [String], environment: [String: String] = [:], output: Stream = .discard,
        errors: Stream = .discard
    ) throws(FileError) {
        self.path = path
        var opened: [Int32] = []
        defer { for descriptor in opened { close(descriptor) } }
        var reader: LineReader?
        var descriptors: [Int32] = [-1, -1, -1]
        for (number, stream) in [(1, output), (2, errors)] {
            switch stream {
            case .discard: continue
            case .to(let descriptor): descriptors[number] = descriptor
            case .pipe:
                var ends: [Int32] = [-1, -1]
                let code = csystem_blocking_pipe(&ends)
                guard code == 0 else { throw FileError("make a pipe for", path, code: -code) }
                opened.append(ends[1])
                descriptors[number] = ends[1]
                reader = LineReader(descriptor: ends[0])
            }
        }
        pid = ChildProcess.spawn(path, arguments, environment, descriptors)
        guard pid > 0 else { throw FileError("start", path, code: -pid) }
        self.output = reader
        endDescriptor = csystem_process_descriptor(pid)
        guard endDescriptor >= 0 else {
            let error = FileError("watch", path, code: -endDescriptor)
            kill(pid, SIGKILL)
            waitpid(pid, nil, 0)
            throw error
        }
    }

    deinit {
        if ending == nil { _ = terminate(within: .zero) }
        close(endDescriptor)
    }

    /// Waits until it has ended, at most `limit`; nil when it has not.
    public func wait(within limit: Duration) -> Ending? {
        if let ending { return ending }
        guard Readable.wait(for: endDescriptor, until: .now + limit) else { return nil }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7f
        ending = signal == 0 ? .exited((status >> 8) & 0xff) : .signalled(signal)
        return ending
    }

    /// Asks it to end with TERM, and ends it with KILL if it has not after `limit`.
    public func terminate(within limit: Duration) -> Ending {
        if limit > .zero {
            if ending == nil { kill(pid, SIGTERM) }
            if let ending = wait(within: limit) { return ending }
        }
        if ending == nil { kill(pid, SIGKILL) }
        return wait(within: .seconds(60)) ?? .signalled(SIGKILL)
    }

    private static func spawn(
        _ path: String, _ arguments: [String], _ environment: [String: String], _ descriptors: [Int32]
    ) -> Int32 {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        var words = ([name] + arguments).map { strdup($0) } + [nil]
        var variables = ChildProcess.environment(overlaid: environment).map { strdup($0) } + [nil]
        defer { for pointer in words + variables { free(pointer) } }
        return csystem_spawn(path, &words, &variables, descriptors)
    }

    private static func environment(overlaid changes: [String: String]) -> [String] {
        var inherited: [String] = []
        var next = csystem_environment()
        while let entry = next?.pointee {
            let text = String(cString: entry)
            if changes[String(text.prefix { $0 != "=" })] == nil { inherited.append(text) }
            next = next?.advanced(by: 1)
        }
        return inherited + changes.map { "\($0.key)=\($0.value)" }
    }
}
