import CSystem
import CommandLine
import Glibc

/// A program on a pseudo-terminal, and every byte it has written there.
final class PseudoTerminal {
    private(set) var output: [UInt8] = []
    let pid: Int32
    private let leader: Int32
    private let follower: Int32
    private let before: termios
    private let end: Int32
    private var status: Int32?

    /// Starts `path` as the leader of a session of its own on a new terminal.
    init(
        _ path: String, _ arguments: [String], environment: [String: String], columns: Int = 80, lines: Int = 24
    ) throws {
        var leader: Int32 = -1
        var name = [CChar](repeating: 0, count: 64)
        let made = csystem_pseudo_terminal(&leader, &name, name.count)
        guard made == 0 else { throw FileError("open", "a pseudo-terminal", code: -made) }
        csystem_terminal_set_size(leader, Int32(columns), Int32(lines))
        self.leader = leader
        // Kept open, so that the terminal stays when the program has ended.
        follower = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
        var settings = termios()
        tcgetattr(follower, &settings)
        before = settings
        var words = ([path] + arguments).map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        pid = csystem_spawn_on_terminal(path, &words, &variables, name)
        for pointer in words + variables { free(pointer) }
        guard pid > 0 else { throw FileError("start", path, code: -pid) }
        end = csystem_process_descriptor(pid)
    }

    deinit {
        if status == nil {
            kill(pid, SIGKILL)
            waitpid(pid, nil, 0)
        }
        for descriptor in [leader, follower, end] { close(descriptor) }
    }

    var text: String { String(decoding: output, as: UTF8.self) }

    func type(_ keys: String) throws {
        try Descriptor.writeAll(Array(keys.utf8), to: leader, named: "terminal")
    }

    func resize(columns: Int, lines: Int) { csystem_terminal_set_size(leader, Int32(columns), Int32(lines)) }

    /// Reads until `wanted` was written after byte `start`; false when it was not within twenty seconds.
    func waits(for wanted: String, after start: Int = 0) -> Bool {
        let deadline = ContinuousClock.now + .seconds(20)
        let pattern = Array(wanted.utf8)
        while !contains(pattern, from: start) {
            guard ContinuousClock.now < deadline else { return false }
            read(for: 100)
        }
        return true
    }

    /// The byte after the first `text` in the output so far.
    func end(of text: String) -> Int {
        let pattern = Array(text.utf8)
        let found = output.indices.first { output[$0...].starts(with: pattern) }
        return found.map { $0 + pattern.count } ?? output.count
    }

    /// Reads until the program has ended; its exit code, or the signal that ended it as a negative number.
    func ending() -> Int32? {
        let deadline = ContinuousClock.now + .seconds(20)
        while ContinuousClock.now < deadline {
            read(for: 20)
            var entry = pollfd(fd: end, events: Int16(POLLIN), revents: 0)
            guard poll(&entry, 1, 0) > 0 else { continue }
            while read(for: 0) {}
            var raw: Int32 = 0
            waitpid(pid, &raw, 0)
            let code = raw & 0x7f == 0 ? (raw >> 8) & 0xff : -(raw & 0x7f)
            status = code
            return code
        }
        return nil
    }

    /// Private modes that are on at the end of the output, `-25` for a hidden cursor.
    var modesLeftOn: [String] {
        var on: Set<String> = []
        var rest = output[...]
        while let escape = rest.firstIndex(of: 0x1B) {
            rest = rest[(escape + 1)...]
            guard rest.starts(with: Array("[?".utf8)) else { continue }
            let numbers = rest.dropFirst(2).prefix { (0x30...0x3B).contains($0) }
            let final = rest.dropFirst(2 + numbers.count).first
            for number in numbers.split(separator: UInt8(ascii: ";")) {
                let mode = String(decoding: number, as: UTF8.self)
                if final == UInt8(ascii: "h") { on.insert(mode) }
                if final == UInt8(ascii: "l") { on.remove(mode) }
                if mode == "25" { if final == UInt8(ascii: "l") { on.insert("-25") } else { on.remove("-25") } }
            }
        }
        // Wrapping and a visible cursor are how terminals are found.
        return on.subtracting(["7", "25"]).sorted()
    }

    /// Whether echo, line mode, signals and flow control are as they were before the program.
    var settingsAreRestored: Bool {
        var now = termios()
        tcgetattr(follower, &now)
        return now.c_lflag == before.c_lflag && now.c_iflag == before.c_iflag && now.c_oflag == before.c_oflag
    }

    @discardableResult
    private func read(for milliseconds: Int32) -> Bool {
        var entry = pollfd(fd: leader, events: Int16(POLLIN), revents: 0)
        guard poll(&entry, 1, milliseconds) > 0, entry.revents & Int16(POLLIN) != 0 else { return false }
        var chunk = [UInt8](repeating: 0, count: 65536)
        let count = Glibc.read(leader, &chunk, chunk.count)
        guard count > 0 else { return false }
        output += chunk[..<count]
        return true
    }

    private func contains(_ pattern: [UInt8], from start: Int) -> Bool {
        guard output.count >= start + pattern.count else { return false }
        return (start...(output.count - pattern.count)).contains { output[$0...].starts(with: pattern) }
    }
}
