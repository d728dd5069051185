import CommandLine
import Glibc
import Hub

/// `roamhub price`: requests on standard input, answers on standard output, a line each.
enum PriceCommand {
    static func run(_ invocation: Invocation) throws {
        let threads = try invocation.integer("threads", in: 1...256) ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        // A reader that has seen enough, such as head, shows as a failed write.
        signal(SIGPIPE, SIG_IGN)
        let lines = PriceLines(
            threads: threads,
            read: { (buffer) throws(FileError) in try read(into: buffer) },
            write: { (bytes) throws(FileError) in
                try Descriptor.writeAll(bytes, to: 1, named: "standard output")
            })
        do {
            try lines.run()
        } catch let error as FileError where error.code == EPIPE {
            exit(ExitCode.done.rawValue)
        }
    }

    private static func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        while true {
            let count = Glibc.read(0, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            if errno != EINTR { throw FileError("read", "standard input") }
        }
    }
}
