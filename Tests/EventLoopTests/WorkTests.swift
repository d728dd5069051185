import EventLoop
import Testing

@Suite struct `Work on a loop` {
    @Test func `runs in the order it was queued, work before and after the start alike`() async throws {
        let loop = try EventLoop(name: "test")
        let gathering = Gathering<Int>()
        for number in 0..<100 { loop.execute { gathering.add(number) } }
        loop.start()
        for number in 100..<200 { loop.execute { gathering.add(number) } }
        #expect(await gathering.first(200) == Array(0..<200))
        loop.end()
    }

    @Test func `runs on the loop's thread and nowhere else`() async throws {
        let loop = try startedLoop()
        #expect(!loop.isOnLoop)
        #expect(await loop.onLoop { loop.isOnLoop })
        loop.end()
        #expect(!loop.isOnLoop)
    }

    @Test func `queued on the loop needs no wake-up`() async throws {
        let loop = try startedLoop()
        let wakeUps = await loop.onLoop { loop.statistics.wakeUps }
        let gathering = Gathering<Int>()
        let before: Int = await withCheckedContinuation { continuation in
            loop.execute {
                let before = loop.statistics.wakeUps
                @Sendable func again(_ left: Int) {
                    gathering.add(left)
                    if left > 0 { loop.execute { again(left - 1) } } else { continuation.resume(returning: before) }
                }
                again(1000)
            }
        }
        #expect(gathering.values.count == 1001)
        let after = await loop.onLoop { loop.statistics.wakeUps }
        #expect(after <= before + 1, "only the question itself may have woken it")
        #expect(before <= wakeUps + 1)
        loop.end()
    }

    @Test func `an idle loop does not turn`() async throws {
        let loop = try startedLoop()
        let turns: Int = await withCheckedContinuation { continuation in
            loop.execute {
                let cancelled = loop.schedule(after: .milliseconds(5)) {}
                let before = loop.statistics.turns
                loop.schedule(after: .milliseconds(60)) {
                    continuation.resume(returning: loop.statistics.turns - before)
                }
                cancelled.cancel()
            }
        }
        // epoll counts whole milliseconds and may end a wait a moment early.
        #expect(turns <= 2)
        loop.end()
    }

    @Test func `that is queued before stop is still run`() throws {
        let loop = try EventLoop(name: "test")
        let gathering = Gathering<Int>()
        loop.execute { gathering.add(1) }
        loop.stop()
        loop.execute { gathering.add(2) }
        loop.run()
        #expect(gathering.values == [1, 2])
    }

    @Test func `from eight threads is all run`() async throws {
        let loop = try startedLoop()
        let gathering = Gathering<Int>()
        await withTaskGroup(of: Void.self) { group in
            for thread in 0..<8 {
                group.addTask { for number in 0..<500 { loop.execute { gathering.add(thread * 500 + number) } } }
            }
        }
        let values = await gathering.first(4000)
        #expect(values.sorted() == Array(0..<4000))
        for thread in 0..<8 {
            let own = values.filter { $0 / 500 == thread }
            #expect(own == own.sorted())
        }
        loop.end()
    }
}
