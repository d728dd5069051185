import EventLoop
import Testing

/// Runs a test on a thread of its own, where it may block in system calls: the shared pool has two threads here,
/// and two blocked tests would stop every other task of the process.
struct OwnThread: TestTrait, SuiteTrait, TestScoping {
    let isRecursive = true

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        guard testCase != nil else { return try await function() }
        let loop = try EventLoop(name: "client")
        loop.start()
        try await withTaskExecutorPreference(LoopTaskExecutor(loop: loop)) { try await function() }
        loop.stop()
        loop.join()
    }
}

extension Trait where Self == OwnThread {
    static var ownThread: OwnThread { OwnThread() }
}

private final class LoopTaskExecutor: TaskExecutor {
    private let loop: EventLoop

    init(loop: EventLoop) { self.loop = loop }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = asUnownedTaskExecutor()
        loop.execute { job.runSynchronously(on: executor) }
    }
}
