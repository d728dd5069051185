import EventLoop
import Glibc
import Testing

private func pair() -> (Int32, Int32) {
    var ends: [Int32] = [0, 0]
    precondition(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
    return (ends[0], ends[1])
}

private func put(_ text: String, into fd: Int32) {
    _ = Array(text.utf8).withUnsafeBytes { Socket.send(fd, $0) }
}

@Suite struct `Descriptors` {
    @Test func `report what can be read, again until it is read`() async throws {
        let loop = try startedLoop()
        let (ours, theirs) = pair()
        put("ab", into: theirs)
        let gathering = Gathering<UInt8>()
        loop.execute {
            _ = try? loop.register(fd: ours, interest: .read) { readiness in
                guard readiness.contains(.readable) else { return }
                var byte: UInt8 = 0
                if read(ours, &byte, 1) == 1 { gathering.add(byte) }
            }
        }
        #expect(await gathering.first(2) == Array("ab".utf8))
        loop.end()
        close(ours)
        close(theirs)
    }

    @Test func `report the peer's close and the hang-up`() async throws {
        let loop = try startedLoop()
        let (ours, theirs) = pair()
        let gathering = Gathering<Readiness>()
        loop.execute {
            let box = Box()
            box.registration = try? loop.register(fd: ours, interest: [.read, .peerClosed]) { readiness in
                gathering.add(readiness)
                if let registration = box.registration { loop.deregister(registration) }
            }
        }
        close(theirs)
        let seen = await gathering.first(1)
        #expect(seen[0].isSuperset(of: [.readable, .peerClosed, .hangup]))
        loop.end()
        close(ours)
    }

    @Test func `a report for a slot's former user never reaches its new user`() throws {
        let loop = try EventLoop(name: "test")
        let (first, firstPeer) = pair()
        let (second, secondPeer) = pair()
        let (third, thirdPeer) = pair()
        put("x", into: firstPeer)
        put("x", into: secondPeer)
        let box = Box()
        // Whichever is served first takes the other's place away and gives it to a silent descriptor.
        func replace(_ other: @escaping () -> Registration?) -> (Readiness) -> Void {
            { _ in
                guard box.served == 0 else {
                    box.stale += 1
                    return
                }
                box.served += 1
                if let other = other() { loop.deregister(other) }
                box.third = try? loop.register(fd: third, interest: .read) { _ in box.stale += 1 }
            }
        }
        box.registration = try loop.register(fd: first, interest: .read, handler: replace { box.second })
        box.second = try loop.register(fd: second, interest: .read, handler: replace { box.registration })
        // Timers come after descriptors, so that this turn's batch of two reports is the only one.
        loop.schedule(after: .zero) { loop.stop() }
        loop.run()
        #expect(box.served == 1)
        #expect(box.stale == 0)
        for fd in [first, firstPeer, second, secondPeer, third, thirdPeer] { close(fd) }
    }

    @Test func `signals come as work on the loop`() async throws {
        let loop = try startedLoop()
        let gathering = Gathering<Int32>()
        try loop.onSignals([SIGUSR1, SIGWINCH]) { gathering.add($0) }
        kill(getpid(), SIGUSR1)
        #expect(await gathering.first(1) == [SIGUSR1])
        kill(getpid(), SIGWINCH)
        #expect(await gathering.first(2) == [SIGUSR1, SIGWINCH])
        loop.end()
    }
}

/// Touched on the loop's thread only.
private final class Box: @unchecked Sendable {
    var registration: Registration?
    var second: Registration?
    var third: Registration?
    var served = 0
    var stale = 0
}
