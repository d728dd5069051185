import CSystem
import Glibc

/// Turns what a library writes to its descriptor into bytes, by putting a file in memory in the descriptor's place.
final class OutputCapture {
    private let descriptor: Int32
    private let terminal: Int32
    private let memory: Int32

    /// `descriptor` is the library's; otherwise it leads where `terminal` leads.
    init(of descriptor: Int32, terminal: Int32) throws(TerminalError) {
        self.descriptor = descriptor
        self.terminal = terminal
        memory = csystem_memory_file()
        guard memory >= 0 else { throw TerminalError.system("make a file in memory", -memory) }
    }

    deinit { close(memory) }

    /// Everything written to the descriptor while `body` runs.
    func during(_ body: () -> Void) -> [UInt8] {
        dup2(memory, descriptor)
        body()
        let count = Int(lseek(memory, 0, SEEK_CUR))
        dup2(terminal, descriptor)
        guard count > 0 else { return [] }
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = max(0, pread(memory, buffer.baseAddress, count, 0))
        }
        lseek(memory, 0, SEEK_SET)
        ftruncate(memory, 0)
        return bytes
    }
}
