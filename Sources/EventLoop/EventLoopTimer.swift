import Synchronization

/// One scheduled piece of work; it runs at most once.
///
/// - Note: `@unchecked Sendable` because `deadline`, `sequence`, `position` and `work` are touched on the
///   loop's thread only (before its insertion, by the thread that makes it); `cancelled` is atomic.
public final class EventLoopTimer: @unchecked Sendable {
    let deadline: ContinuousClock.Instant
    /// Orders timers with the same deadline by the order they were made in.
    var sequence: UInt64 = 0
    /// Index in the heap, or -1 when it is not in it.
    var position = -1
    var work: (@Sendable () -> Void)?

    private let cancelled = Atomic<Bool>(false)
    private let loop: EventLoop

    init(deadline: ContinuousClock.Instant, loop: EventLoop, work: @escaping @Sendable () -> Void) {
        self.deadline = deadline
        self.loop = loop
        self.work = work
    }

    var isCancelled: Bool { cancelled.load(ordering: .relaxed) }

    /// From any thread. On the loop the work certainly does not run afterwards; from elsewhere it may be running now.
    public func cancel() {
        if cancelled.exchange(true, ordering: .relaxed) { return }
        loop.forget(self)
    }
}
