import Glibc

/// Whole reads and writes on a file descriptor, over interruptions and short counts.
public enum Descriptor {
    /// Writes every byte of `bytes`.
    public static func writeAll(_ bytes: [UInt8], to descriptor: Int32, named name: String) throws(FileError) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                sent += count
            } else if errno == EAGAIN {
                var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&ready, 1, -1)
            } else if errno != EINTR {
                throw FileError("write", name)
            }
        }
    }

    /// Reads to the end.
    ///
    /// - Throws: when there are more than `limit` bytes.
    public static func readAll(from descriptor: Int32, limit: Int, named name: String) throws(FileError) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16384)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count == 0 { return bytes }
            if count < 0 {
                if errno == EINTR { continue }
                throw FileError("read", name)
            }
            bytes += chunk[..<count]
            guard bytes.count <= limit else {
                throw FileError("read", name, because: "it is longer than \(limit) bytes")
            }
        }
    }

    /// Writes text to standard output; a closed pipe ends the program quietly, as `head` expects.
    public static func print(_ text: String) {
        do throws(FileError) {
            try writeAll(Array(text.utf8), to: 1, named: "standard output")
        } catch {
            exit(error.code == EPIPE ? ExitCode.done.rawValue : ExitCode.usage.rawValue)
        }
    }

    /// Writes one line to standard error; a standard error that cannot be written has nobody to tell.
    public static func printError(_ line: String) {
        try? writeAll(Array("\(line)\n".utf8), to: 2, named: "standard error")
    }
}
