import Testing

@testable import EventLoop

@Suite struct `Timers` {
    @Test func `run by deadline, and those with one deadline in the order they were made`() async throws {
        let loop = try EventLoop(name: "test")
        let gathering = Gathering<Int>()
        let start = ContinuousClock.now
        for (number, milliseconds) in [(5, 3), (1, 1), (3, 2), (2, 1), (4, 2), (6, 3)] {
            loop.schedule(at: start + .milliseconds(milliseconds)) { gathering.add(number) }
        }
        loop.start()
        #expect(await gathering.first(6) == [1, 2, 3, 4, 5, 6])
        loop.end()
    }

    @Test func `never run early`() async throws {
        let loop = try startedLoop()
        let late: Duration = await withCheckedContinuation { continuation in
            let due = ContinuousClock.now + .microseconds(2300)
            loop.schedule(at: due) { continuation.resume(returning: ContinuousClock.now - due) }
        }
        #expect(late >= .zero)
        loop.end()
    }

    @Test func `that are cancelled do not run, from either side`() async throws {
        let loop = try startedLoop()
        let gathering = Gathering<Int>()
        let outside = loop.schedule(after: .milliseconds(20)) { gathering.add(1) }
        outside.cancel()
        loop.execute {
            let inside = loop.schedule(after: .zero) { gathering.add(2) }
            inside.cancel()
            inside.cancel()
        }
        loop.schedule(after: .milliseconds(25)) { gathering.add(3) }
        #expect(await gathering.first(1) == [3])
        loop.end()
    }

    @Test(arguments: [1, 2, 3, 4, 5])
    func `leave the heap in order whatever is put in and taken out`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let loop = try EventLoop(name: "test")
        let start = ContinuousClock.now
        var heap = TimerHeap()
        var inside: [EventLoopTimer] = []
        for _ in 0..<500 {
            if random.next() % 3 == 0, !inside.isEmpty {
                let index = Int(random.next() % UInt64(inside.count))
                heap.remove(inside.remove(at: index))
            } else {
                let deadline = start + .milliseconds(Int(random.next() % 50))
                let timer = EventLoopTimer(deadline: deadline, loop: loop) {}
                heap.insert(timer)
                inside.append(timer)
            }
        }
        let expected = inside.sorted { ($0.deadline, $0.sequence) < ($1.deadline, $1.sequence) }.map(\.sequence)
        var found: [UInt64] = []
        while let timer = heap.earliest {
            found.append(timer.sequence)
            heap.remove(timer)
        }
        #expect(found == expected, "seed \(seed)")
    }
}

struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
