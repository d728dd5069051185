import Glibc
import JSON
import Synchronization

/// `roamhub price`: a request a line in, an answer a line out, in the same order, on several threads.
///
/// Each thread reads the next chunk of lines itself, prices it, and hands the answers to whoever writes in turn; so no
/// thread waits for another unless it is far ahead.
public final class PriceLines: Sendable {
    /// Reads into the buffer, 0 at the end.
    public typealias Read = @Sendable (UnsafeMutableRawBufferPointer) throws -> Int
    public typealias Write = @Sendable ([UInt8]) throws -> Void

    /// The longest line that is priced, in bytes.
    public static let longestLine = 8 << 20

    private struct Input {
        var cutter = LineCutter(limit: PriceLines.longestLine)
        var block = [UInt8](repeating: 0, count: 256 << 10)
        var taken = 0
        var hasEnded = false
        var failure: (any Error)?
    }

    private struct Output {
        var next = 0
        /// Answers of later chunks than the next one to be written.
        var early: [Int: [UInt8]] = [:]
        var failure: (any Error)?
    }

    private let read: Read
    private let write: Write
    private let input = Mutex(Input())
    private let output = Mutex(Output())
    /// How many chunks may be taken and not yet written.
    private let room: Room

    public init(threads: Int, read: @escaping Read, write: @escaping Write) {
        self.read = read
        self.write = write
        room = Room(threads * 4)
        self.threads = max(1, threads)
    }

    private let threads: Int

    /// Returns when everything that came has been answered.
    /// - Throws: what `read` or `write` threw first.
    public func run() throws {
        var others: [pthread_t] = []
        for _ in 1..<max(threads, 2) where threads > 1 {
            var thread = pthread_t()
            let context = Unmanaged.passRetained(self)
            let result = pthread_create(
                &thread, nil,
                { context in
                    guard let context else { return nil }
                    Unmanaged<PriceLines>.fromOpaque(context).takeRetainedValue().work()
                    return nil
                }, context.toOpaque())
            // With fewer threads than hoped for, those there are do all the work.
            if result == 0 { others.append(thread) } else { context.release() }
        }
        work()
        for thread in others { pthread_join(thread, nil) }
        if let failure = output.withLock({ $0.failure }) ?? input.withLock({ $0.failure }) { throw failure }
    }

    private func work() {
        let pricer = Pricer(maxBytes: Self.longestLine)
        while let (position, chunk) = nextChunk() {
            put(position, answers(to: chunk, by: pricer))
        }
    }

    private func nextChunk() -> (Int, [UInt8])? {
        room.take()
        let chunk = input.withLock { input -> (Int, [UInt8])? in
            while !input.hasEnded {
                let lines = readLines(&input)
                guard !lines.isEmpty else { continue }
                input.taken += 1
                return (input.taken - 1, lines)
            }
            return nil
        }
        if chunk == nil { room.give() }
        return chunk
    }

    private func readLines(_ input: inout Input) -> [UInt8] {
        do {
            let count = try input.block.withUnsafeMutableBytes { try read($0) }
            if count > 0 {
                return input.block.withUnsafeBytes { input.cutter.take(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
            }
        } catch {
            // What came before the failure is answered all the same.
            input.failure = error
        }
        input.hasEnded = true
        return input.cutter.finish()
    }

    private func answers(to chunk: [UInt8], by pricer: Pricer) -> [UInt8] {
        var writer = JSONWriter(capacity: chunk.count + 4096)
        chunk.withUnsafeBufferPointer { chunk in
            var rest = chunk
            while !rest.isEmpty {
                let end = Self.newline(in: rest) ?? rest.count
                var line = UnsafeBufferPointer(rebasing: rest[..<end])
                if line.last == 0x0D { line = UnsafeBufferPointer(rebasing: line.dropLast()) }
                if !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
                    pricer.answer(line, to: &writer)
                    writer.endLine()
                }
                rest = UnsafeBufferPointer(rebasing: rest[min(end + 1, rest.count)...])
            }
        }
        return writer.bytes
    }

    private static func newline(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let base = bytes.baseAddress, let found = memchr(base, 0x0A, bytes.count) else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    private func put(_ position: Int, _ answers: [UInt8]) {
        output.withLock { output in
            output.early[position] = answers
            while let next = output.early.removeValue(forKey: output.next) {
                output.next += 1
                room.give()
                guard output.failure == nil else { continue }
                do { try write(next) } catch { output.failure = error }
            }
        }
        if output.withLock({ $0.failure != nil }) { input.withLock { $0.hasEnded = true } }
    }
}

/// Counts places that are free; who takes one when there is none waits.
private final class Room: @unchecked Sendable {
    // A semaphore must not move: it has memory of its own, and its calls are safe from any thread.
    private let semaphore: UnsafeMutablePointer<sem_t>

    init(_ places: Int) {
        semaphore = .allocate(capacity: 1)
        sem_init(semaphore, 0, UInt32(places))
    }

    deinit {
        sem_destroy(semaphore)
        semaphore.deallocate()
    }

    func take() { while sem_wait(semaphore) != 0 {} }
    func give() { sem_post(semaphore) }
}
