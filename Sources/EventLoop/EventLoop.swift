import CSystem
import Glibc
import Synchronization

/// One thread that waits for descriptors, timers and work, and an executor that actors can live on.
///
/// A turn is: wait, run the ready descriptors' handlers, run due timers, run queued work. With nothing to do
/// the thread sleeps in `epoll_wait` without a time-out. SIGPIPE is ignored in a process that has a loop.
///
/// - Note: `@unchecked Sendable` because everything mutable is either behind `inbox`, atomic, or touched only
///   by the loop's thread (before it runs: by the thread that sets it up).
public final class EventLoop: SerialExecutor, @unchecked Sendable {
    /// Shown as the thread's name, cut to 15 bytes.
    public let name: String

    let epoll: Int32
    var slots: [DescriptorSlot] = []
    var freeSlots: [UInt32] = []
    var timers = TimerHeap()

    private let wakeUp: Int32
    private let inbox = Mutex(Inbox())
    private let owner = Atomic<UInt>(0)
    private let thread = Mutex<pthread_t?>(nil)
    private var turnStart = ContinuousClock.now
    private var batch: [Work] = []
    private let turnCount = Atomic<Int>(0)
    private let wakeUpCount = Atomic<Int>(0)

    /// Makes a loop that does not run yet; work, timers and descriptors may be added already.
    public init(name: String) throws(EventLoopError) {
        self.name = name
        epoll = try EventLoopError.check(csystem_epoll_create(), "epoll_create1")
        let wakeUp = csystem_eventfd_create()
        self.wakeUp = wakeUp
        do {
            _ = try EventLoopError.check(wakeUp, "eventfd")
            _ = try EventLoopError.check(
                csystem_epoll_add(epoll, wakeUp, Interest.read.rawValue, Self.wakeUpToken), "epoll_ctl")
        } catch {
            _ = csystem_close(epoll)
            if wakeUp >= 0 { _ = csystem_close(wakeUp) }
            throw error
        }
        csystem_ignore_signal(SIGPIPE)
    }

    deinit {
        _ = csystem_close(wakeUp)
        _ = csystem_close(epoll)
    }

    /// Whether the caller runs on the loop's thread, now.
    public var isOnLoop: Bool {
        owner.load(ordering: .relaxed) == pthread_self()
    }

    /// On the loop: when this turn's waiting ended, without a system call. Elsewhere: now.
    public var now: ContinuousClock.Instant {
        isOnLoop ? turnStart : ContinuousClock.now
    }

    /// Queues work, first in first out, from any thread.
    ///
    /// Costs a lock; an `eventfd` write too when the loop sleeps. After `stop()` work may never run.
    public func execute(_ work: @escaping @Sendable () -> Void) {
        add(.closure(work))
    }

    /// Runs the loop on a thread of its own.
    public func start() {
        thread.withLock { thread in
            precondition(thread == nil, "a loop is started once")
            var created = pthread_t()
            let context = Unmanaged.passRetained(self).toOpaque()
            let result = pthread_create(&created, nil, { runLoop($0) }, context)
            precondition(result == 0, "no thread for the loop: \(result)")
            thread = created
        }
    }

    /// Ends `run()` after what is queued now; from any thread. A stopped loop stays stopped.
    public func stop() {
        let wake = inbox.withLock { inbox in
            inbox.stopping = true
            defer { inbox.asleep = false }
            return inbox.asleep
        }
        if wake { signal() }
    }

    /// Waits for the thread that `start()` made.
    public func join() {
        precondition(!isOnLoop, "a loop cannot wait for itself")
        let ending = thread.withLock { thread in
            defer { thread = nil }
            return thread
        }
        if let ending { pthread_join(ending, nil) }
    }

    /// Runs the loop on the calling thread until `stop()`.
    public func run() {
        let (taken, _) = owner.compareExchange(expected: 0, desired: pthread_self(), ordering: .relaxed)
        precondition(taken, "a loop runs on one thread")
        turnStart = ContinuousClock.now
        withUnsafeTemporaryAllocation(of: csystem_event.self, capacity: Self.eventsPerWait) { events in
            while runQueuedWork() {
                let count = wait(events)
                turnStart = ContinuousClock.now
                for event in events[..<count] { deliver(event) }
                runDueTimers(at: turnStart)
            }
        }
        for timer in timers.removeAll() { timer.work = nil }
        dropDescriptors()
        owner.store(0, ordering: .relaxed)
    }

    /// Jobs and closures share one queue, so that their order is the order they came in.
    func add(_ work: Work, waking: Bool = true) {
        let wake = inbox.withLock { inbox in
            inbox.items.append(work)
            guard inbox.asleep, waking else { return false }
            inbox.asleep = false
            return true
        }
        if wake { signal() }
    }

    /// How often the loop has waited, and how often another thread had to end a wait; from any thread.
    public var statistics: (turns: Int, wakeUps: Int) {
        (turnCount.load(ordering: .relaxed), wakeUpCount.load(ordering: .relaxed))
    }

    private func signal() {
        wakeUpCount.add(1, ordering: .relaxed)
        csystem_eventfd_signal(wakeUp)
    }

    /// Runs queued work, and what that queues, for a few rounds; false when the loop has been stopped.
    private func runQueuedWork() -> Bool {
        for _ in 0..<Self.roundsPerTurn {
            let stopping = inbox.withLock { inbox in
                swap(&inbox.items, &batch)
                return inbox.stopping
            }
            if batch.isEmpty { return !stopping }
            for work in batch {
                switch work {
                case .closure(let closure): closure()
                case .job(let job): job.runSynchronously(on: asUnownedSerialExecutor())
                }
            }
            batch.removeAll(keepingCapacity: true)
            if stopping { return false }
        }
        return true
    }

    private func wait(_ events: UnsafeMutableBufferPointer<csystem_event>) -> Int {
        let idle = millisecondsToNextTimer()
        let timeout: Int32 = inbox.withLock { inbox in
            if !inbox.items.isEmpty || inbox.stopping { return 0 }
            inbox.asleep = true
            return idle
        }
        turnCount.store(turnCount.load(ordering: .relaxed) &+ 1, ordering: .relaxed)
        let count = csystem_epoll_wait(epoll, events.baseAddress, Int32(events.count), timeout)
        precondition(count >= 0, "epoll_wait: \(-count)")
        if timeout != 0 { inbox.withLock { $0.asleep = false } }
        return Int(count)
    }

    private func deliver(_ event: csystem_event) {
        if event.token == Self.wakeUpToken {
            csystem_eventfd_clear(wakeUp)
        } else {
            deliver(token: event.token, Readiness(rawValue: event.flags))
        }
    }

    private static let wakeUpToken = UInt64.max
    private static let eventsPerWait = 256
    /// Work that keeps queueing work must not keep descriptors from being served.
    private static let roundsPerTurn = 8
}

enum Work {
    case closure(@Sendable () -> Void)
    case job(UnownedJob)
}

private struct Inbox {
    var items: [Work] = []
    /// The loop is in, or about to enter, a wait that only the eventfd would end.
    var asleep = false
    var stopping = false
}

private func runLoop(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    let loop = Unmanaged<EventLoop>.fromOpaque(context).takeRetainedValue()
    csystem_name_thread(loop.name)
    loop.run()
    return nil
}
