import EventLoop
import Testing

private actor Counter {
    nonisolated let loop: EventLoop
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }
    var count = 0
    var wasAlwaysOnLoop = true

    init(loop: EventLoop) { self.loop = loop }

    func increment() {
        count += 1
        if !loop.isOnLoop { wasAlwaysOnLoop = false }
    }

    func nap(_ duration: Duration) async -> Bool {
        await loop.sleep(for: duration)
        return loop.isOnLoop
    }
}

@Suite struct `An actor on a loop` {
    @Test func `runs its methods on the loop's thread, one at a time`() async throws {
        let loop = try startedLoop()
        let counter = Counter(loop: loop)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask { for _ in 0..<200 { await counter.increment() } }
            }
        }
        #expect(await counter.count == 1600)
        #expect(await counter.wasAlwaysOnLoop)
        loop.end()
    }

    @Test func `is entered without await from work, timers and descriptors of its loop`() async throws {
        let loop = try startedLoop()
        let counter = Counter(loop: loop)
        let fromWork = await loop.onLoop {
            counter.assumeIsolated { counter in
                counter.increment()
                return counter.count
            }
        }
        #expect(fromWork == 1)
        let fromTimer: Int = await withCheckedContinuation { continuation in
            loop.schedule(after: .zero) {
                let count = counter.assumeIsolated { counter in
                    counter.increment()
                    return counter.count
                }
                continuation.resume(returning: count)
            }
        }
        #expect(fromTimer == 2)
        loop.end()
    }

    @Test func `knows that other threads are not its own`() async throws {
        let loop = try startedLoop()
        #expect(loop.isIsolatingCurrentContext() == false)
        #expect(await loop.onLoop { loop.isIsolatingCurrentContext() } == true)
        loop.end()
    }

    @Test func `comes back to the loop after a sleep`() async throws {
        let loop = try startedLoop()
        #expect(await Counter(loop: loop).nap(.milliseconds(1)))
        loop.end()
    }

    @Test func `wakes early from a sleep when its task is cancelled`() async throws {
        let loop = try startedLoop()
        let counter = Counter(loop: loop)
        let task = Task { await counter.nap(.seconds(3600)) }
        task.cancel()
        #expect(await task.value)
        loop.end()
    }
}
