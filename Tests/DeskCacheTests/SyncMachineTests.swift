import AdminAPI
import Roaming
import Testing

@testable import DeskCache

@Suite struct SyncMachineTests {
    static let noon = Fixtures.noon
    static let schedule = RetrySchedule(seed: 1)

    /// A machine of an empty cache, and its clock.
    struct Rig {
        var machine: SyncMachine
        var now = noon
        var actions: [SyncMachine.Action] = []

        init(seq: Int64 = 0, epoch: String? = nil) {
            var state = CacheState(hub: "h")
            state.seq = seq
            state.epoch = epoch
            state.role = epoch == nil ? nil : "noc"
            machine = SyncMachine(state, schedule: schedule, now: noon)
        }

        @discardableResult
        mutating func on(_ event: SyncMachine.Event) -> [SyncMachine.Action] {
            actions = machine.handle(event, now: now)
            return actions
        }

        /// Up to the moment when everything is stored and the line is heard.
        mutating func goLive(_ connection: Int = 1, seq: Int64 = 5) {
            on(.start)
            on(.identified(Fixtures.me(), connection: connection))
            on(.page(Fixtures.page([], head: seq), after: machine.seq, connection: connection))
            on(.stored(.applied(kinds: [], seq: seq), page: .init(head: seq, more: false)))
            on(.rang(bell(seq), connection: connection))
        }
    }

    static func bell(_ head: Int64, epoch: String = "e1", role: String = "noc") -> Doorbell {
        Doorbell(epoch: epoch, role: role, head: head, now: noon)
    }

    @Test func `starting asks who we are, then opens the line and pages from the stored seq`() {
        var rig = Rig(seq: 40, epoch: "e1")
        #expect(rig.on(.start) == [.closeLine, .askWho(connection: 1)])
        #expect(
            rig.on(.identified(Fixtures.me(), connection: 1)) == [
                .remember(Fixtures.me()), .publish(.identity(Fixtures.me())),
                .openLine(interval: .seconds(1), connection: 1), .askPage(after: 40, connection: 1),
            ])
        let page = Fixtures.page([], head: 44)
        #expect(rig.on(.page(page, after: 40, connection: 1)) == [.store(page, after: 40)])
        #expect(
            rig.on(.stored(.applied(kinds: [.session], seq: 44), page: .init(head: 44, more: false)))
                == [.publish(.changed([.session], seq: 44))])
        #expect(rig.on(.rang(Self.bell(44), connection: 1)) == [.publish(.state(.live))])
    }

    @Test func `a first sync shows how far it is`() {
        var rig = Rig()
        rig.on(.start)
        rig.on(.identified(Fixtures.me(), connection: 1))
        rig.on(.page(Fixtures.page([], head: 900, more: true), after: 0, connection: 1))
        #expect(
            rig.on(.stored(.applied(kinds: [.session], seq: 300), page: .init(head: 900, more: true))) == [
                .publish(.changed([.session], seq: 300)), .publish(.state(.syncing(done: 300, of: 900))),
                .askPage(after: 300, connection: 1),
            ])
    }

    @Test func `a ring beyond what is stored fetches once, a ring at it does nothing`() {
        var rig = Rig()
        rig.goLive()
        #expect(rig.on(.rang(Self.bell(5), connection: 1)) == [])
        #expect(rig.on(.rang(Self.bell(7), connection: 1)) == [.askPage(after: 5, connection: 1)])
        #expect(rig.on(.rang(Self.bell(8), connection: 1)) == [])
        rig.on(.page(Fixtures.page([], head: 7), after: 5, connection: 1))
        // What rang meanwhile is fetched at once.
        #expect(
            rig.on(.stored(.applied(kinds: [.alert], seq: 7), page: .init(head: 7, more: false)))
                == [.publish(.changed([.alert], seq: 7))])
        #expect(rig.on(.rang(Self.bell(8), connection: 1)) == [.askPage(after: 7, connection: 1)])
        #expect(rig.machine.state == .live)
    }

    @Test func `an emptied cache is filled from the beginning`() {
        var rig = Rig(seq: 40, epoch: "old")
        rig.on(.start)
        rig.on(.identified(Fixtures.me(), connection: 1))
        rig.on(.page(Fixtures.page([], head: 12), after: 40, connection: 1))
        let actions = rig.on(.stored(.startedAgain, page: .init(head: 12, more: false)))
        #expect(
            actions == [
                .publish(.changed(Set(Kind.allCases), seq: 0)), .publish(.state(.syncing(done: 0, of: 12))),
                .askPage(after: 0, connection: 1),
            ])
    }

    @Test(arguments: [bell(9, epoch: "e2"), bell(9, role: "finance_maker,noc")])
    func `a ring of another epoch or role asks who we are again`(_ bell: Doorbell) {
        var rig = Rig()
        rig.goLive()
        #expect(rig.on(.rang(bell, connection: 1)) == [.askWho(connection: 1)])
        let actions = rig.on(.identified(Fixtures.me(roles: ["noc", "finance_maker"]), connection: 1))
        #expect(actions.last == .askPage(after: 5, connection: 1))
        #expect(!actions.contains { if case .openLine = $0 { true } else { false } })
    }

    @Test func `a ring of another epoch during a page waits for that page`() {
        var rig = Rig()
        rig.goLive()
        rig.on(.rang(Self.bell(7), connection: 1))
        #expect(rig.on(.rang(Self.bell(7, epoch: "e2"), connection: 1)) == [])
        rig.on(.page(Fixtures.page([], head: 7), after: 5, connection: 1))
        #expect(
            rig.on(.stored(.applied(kinds: [], seq: 7), page: .init(head: 7, more: false))) == [.askWho(connection: 1)])
    }

    @Test func `a lost line is said at once and tried again after the schedule's delay`() {
        var rig = Rig()
        rig.goLive()
        rig.now = Self.noon + .seconds(30)
        rig.on(.rang(Self.bell(5), connection: 1))
        rig.now = Self.noon + .seconds(32)
        #expect(
            rig.on(.lineLost("nothing heard", connection: 1)) == [
                .closeLine,
                .publish(
                    .state(
                        .offline(
                            since: Self.noon + .seconds(30), shown: Self.noon + .seconds(30), reason: "nothing heard"))),
                .waitToRetry(Self.schedule.delay(beforeAttempt: 1), connection: 2),
            ])
        // It stays offline until the hub answers.
        #expect(rig.on(.retryDue(connection: 2)) == [.closeLine, .askWho(connection: 3)])
        let again = rig.on(.requestFailed(.unreachable("refused"), connection: 3))
        #expect(again.last == .waitToRetry(Self.schedule.delay(beforeAttempt: 2), connection: 4))
    }

    @Test func `being live again starts the schedule anew`() {
        var rig = Rig()
        rig.goLive()
        rig.on(.lineLost("x", connection: 1))
        rig.on(.retryDue(connection: 2))
        rig.on(.identified(Fixtures.me(), connection: 3))
        rig.on(.page(Fixtures.page([], head: 5), after: 5, connection: 3))
        rig.on(.stored(.applied(kinds: [], seq: 5), page: .init(head: 5, more: false)))
        #expect(rig.on(.rang(Self.bell(5), connection: 3)) == [.publish(.state(.live))])
        #expect(
            rig.on(.lineLost("x", connection: 3)).last
                == .waitToRetry(Self.schedule.delay(beforeAttempt: 1), connection: 4))
    }

    @Test func `somebody at the desk does not wait for the next attempt, and hurries nothing else`() {
        var rig = Rig()
        #expect(rig.on(.hurry) == [])
        rig.goLive()
        #expect(rig.on(.hurry) == [])
        rig.on(.lineLost("x", connection: 1))
        #expect(rig.on(.hurry) == [.closeLine, .askWho(connection: 3)])
        // One attempt at a time, and the one that was waited for is not made as well.
        #expect(rig.on(.hurry) == [])
        #expect(rig.on(.retryDue(connection: 2)) == [])
        rig.on(.requestFailed(.unreachable("refused"), connection: 3))
        #expect(rig.actions.last == .waitToRetry(Self.schedule.delay(beforeAttempt: 2), connection: 4))
    }

    @Test(arguments: [401, 403])
    func `a refusal is not tried again by itself`(_ status: Int) {
        var rig = Rig()
        rig.on(.start)
        #expect(
            rig.on(.requestFailed(.refused(status: status, reason: "no"), connection: 1))
                == [.closeLine, .publish(.state(.refused(status: status, reason: "no")))])
        #expect(rig.on(.hurry) == [])
        #expect(rig.on(.retryNow) == [.closeLine, .publish(.state(.connecting)), .askWho(connection: 3)])
    }

    @Test func `answers to an earlier connection change nothing`() {
        var rig = Rig()
        rig.goLive()
        rig.on(.lineLost("x", connection: 1))
        let before = rig.machine.state
        let late: [SyncMachine.Event] = [
            .identified(Fixtures.me(), connection: 1), .page(Fixtures.page([], head: 9), after: 5, connection: 1),
            .requestFailed(.refused(status: 401, reason: "no"), connection: 1), .rang(Self.bell(9), connection: 1),
            .lineLost("y", connection: 1), .retryDue(connection: 1),
            .stored(.applied(kinds: [.session], seq: 9), page: .init(head: 9, more: false)),
        ]
        for event in late { #expect(rig.on(event) == [], "\(event)") }
        #expect(rig.machine.state == before)
        #expect(rig.machine.seq == 5)
    }

    @Test func `a suspended sync closes the line and asks nothing until it is wanted`() {
        var rig = Rig()
        rig.goLive()
        #expect(rig.on(.pace(.suspended)) == [.closeLine, .publish(.state(.suspended))])
        #expect(rig.on(.retryNow) == [])
        #expect(rig.on(.rang(Self.bell(9), connection: 1)) == [])
        #expect(rig.on(.pace(.live)) == [.closeLine, .publish(.state(.connecting)), .askWho(connection: 3)])
    }

    @Test func `another pace opens the line anew with its interval`() {
        var rig = Rig()
        rig.goLive()
        #expect(rig.on(.pace(.relaxed)) == [.closeLine, .openLine(interval: .milliseconds(2_000), connection: 1)])
        #expect(rig.on(.pace(.relaxed)) == [])
    }

    @Test func `a cache that cannot be written ends the sync`() {
        var rig = Rig()
        rig.goLive()
        #expect(rig.on(.storeFailed("disk full")) == [.closeLine, .publish(.state(.broken("disk full")))])
    }

    @Test func `a feed that promises more and gives nothing is not asked for ever`() {
        var rig = Rig()
        rig.on(.start)
        rig.on(.identified(Fixtures.me(), connection: 1))
        rig.on(.page(Fixtures.page([], head: 0, more: true), after: 0, connection: 1))
        rig.on(.stored(.applied(kinds: [], seq: 0), page: .init(head: 0, more: true)))
        #expect(rig.actions.last == .waitToRetry(Self.schedule.delay(beforeAttempt: 1), connection: 2))
    }
}

@Suite struct RetryScheduleTests {
    @Test func `delays grow to half a minute and are at most a quarter shorter`() {
        let longest: [Int64] = [200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 30_000]
        for seed: UInt64 in 0..<50 {
            for (index, milliseconds) in longest.enumerated() {
                let delay = RetrySchedule(seed: seed).delay(beforeAttempt: index + 1)
                #expect(delay <= .milliseconds(milliseconds) && delay > .milliseconds(milliseconds * 3 / 4 - 1))
            }
        }
    }

    @Test func `two desks come back at different moments`() {
        let delays = (0..<20).map { RetrySchedule(seed: UInt64($0)).delay(beforeAttempt: 5) }
        #expect(Set(delays).count > 15)
    }
}

@Suite struct SyncMailboxTests {
    @Test func `it wakes once and holds the last of each`() {
        let wakes = Counter()
        let mailbox = SyncMailbox { wakes.increment() }
        mailbox.post(.changed([.session], seq: 4))
        mailbox.post(.state(.connecting))
        mailbox.post(.changed([.alert], seq: 5))
        mailbox.post(.state(.live))
        mailbox.post(.identity(Fixtures.me()))
        #expect(wakes.value == 1)
        #expect(
            mailbox.drain() == [
                .identity(Fixtures.me()), .changed([.session, .alert], seq: 5), .state(.live),
            ])
        #expect(mailbox.drain() == [])
        mailbox.post(.changed([], seq: 6))
        #expect(wakes.value == 1)
        mailbox.post(.state(.live))
        #expect(wakes.value == 2)
    }
}
