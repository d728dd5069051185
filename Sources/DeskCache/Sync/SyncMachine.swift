import AdminAPI
import Roaming

/// Decides what to do next to keep a replica; performs nothing itself.
///
/// Connecting means asking who we are, then opening the doorbell and paging at the same time, so that no change falls
/// between them. Requests and streams carry the number of the connection they belong to; what comes in for an earlier
/// one is passed over.
struct SyncMachine {
    enum Event: Hashable, Sendable {
        case start
        case identified(Me, connection: Int)
        case page(ChangePage, after: Int64, connection: Int)
        /// What the cache made of the page it was given.
        case stored(ApplyOutcome, page: PageEnd)
        case storeFailed(String)
        case requestFailed(SyncFailure, connection: Int)
        case rang(Doorbell, connection: Int)
        case lineLost(String, connection: Int)
        case retryDue(connection: Int)
        case retryNow
        /// Somebody is at the desk: an attempt that is waited for is made now.
        case hurry
        case pace(SyncPace)
        case stop
    }

    /// What is left of a page once it is stored.
    struct PageEnd: Hashable, Sendable {
        var head: Int64
        var more: Bool
    }

    enum Action: Hashable, Sendable {
        case askWho(connection: Int)
        case remember(Me)
        case askPage(after: Int64, connection: Int)
        case store(ChangePage, after: Int64)
        case openLine(interval: Duration, connection: Int)
        case closeLine
        case waitToRetry(Duration, connection: Int)
        case publish(SyncEvent)
    }

    private enum Work: Hashable { case none, identifying, paging, storing }

    private(set) var state = SyncState.connecting
    private(set) var seq: Int64
    private var epoch: String?
    private var role: String?
    private var shown: Timestamp?
    private var connection = 0
    private var work = Work.none
    private var isLineHeard = false
    private var head: Int64 = 0
    private var mustIdentify = false
    private var attempt = 0
    private var lastHeard: Timestamp
    private var pace = SyncPace.live
    private let schedule: RetrySchedule

    init(_ cache: CacheState, schedule: RetrySchedule, now: Timestamp) {
        seq = cache.seq
        epoch = cache.epoch
        role = cache.role
        shown = cache.shownAt
        lastHeard = cache.shownAt ?? now
        self.schedule = schedule
    }

    mutating func handle(_ event: Event, now: Timestamp) -> [Action] {
        switch event {
        case .start, .retryNow: return connect()
        case .retryDue(let number): return number == connection ? connect() : []
        case .hurry:
            guard case .offline = state, work == .none else { return [] }
            return connect()
        case .stop:
            connection += 1
            work = .none
            return [.closeLine]
        case .pace(let pace): return changePace(to: pace)
        case .identified(let me, let number):
            guard number == connection else { return [] }
            return identified(me, now: now)
        case .page(let page, let after, let number):
            guard number == connection else { return [] }
            lastHeard = now
            work = .storing
            epoch = page.epoch
            role = page.role
            return [.store(page, after: after)]
        case .stored(let outcome, let page): return stored(outcome, page, now: now)
        case .storeFailed(let reason):
            connection += 1
            work = .none
            return [.closeLine] + publish(.broken(reason))
        case .requestFailed(let failure, let number):
            guard number == connection else { return [] }
            return failed(failure)
        case .rang(let doorbell, let number):
            guard number == connection else { return [] }
            return rang(doorbell, now: now)
        case .lineLost(let reason, let number):
            guard number == connection else { return [] }
            return goOffline(reason)
        }
    }

    private mutating func connect() -> [Action] {
        guard pace != .suspended else { return [] }
        connection += 1
        work = .identifying
        isLineHeard = false
        mustIdentify = false
        // While it was offline it stays so until the hub answers.
        var actions: [Action] = [.closeLine]
        if case .offline = state {} else { actions += publish(.connecting) }
        return actions + [.askWho(connection: connection)]
    }

    private mutating func identified(_ me: Me, now: Timestamp) -> [Action] {
        lastHeard = now
        mustIdentify = false
        work = .paging
        var actions: [Action] = [.remember(me), .publish(.identity(me))]
        if !isLineHeard, let interval = pace.interval {
            actions.append(.openLine(interval: interval, connection: connection))
        }
        return actions + [.askPage(after: seq, connection: connection)]
    }

    private mutating func stored(_ outcome: ApplyOutcome, _ page: PageEnd, now: Timestamp) -> [Action] {
        guard work == .storing else { return [] }
        work = .none
        var actions: [Action] = []
        let before = seq
        switch outcome {
        case .startedAgain:
            seq = 0
            actions.append(.publish(.changed(Set(Kind.allCases), seq: 0)))
        case .applied(let kinds, let stored):
            seq = stored
            shown = now
            if !kinds.isEmpty { actions.append(.publish(.changed(kinds, seq: stored))) }
        }
        head = max(page.head, seq)
        if mustIdentify {
            work = .identifying
            return actions + [.askWho(connection: connection)]
        }
        if page.more, outcome != .startedAgain, seq <= before {
            return actions + goOffline("the hub's feed does not advance")
        }
        if outcome == .startedAgain || page.more || head > seq {
            if page.more || outcome == .startedAgain { actions += publish(.syncing(done: seq, of: head)) }
            work = .paging
            return actions + [.askPage(after: seq, connection: connection)]
        }
        return actions + caughtUp()
    }

    private mutating func rang(_ doorbell: Doorbell, now: Timestamp) -> [Action] {
        lastHeard = now
        isLineHeard = true
        if let epoch, let role, doorbell.epoch != epoch || doorbell.role != role {
            guard work == .none else {
                mustIdentify = true
                return []
            }
            work = .identifying
            return [.askWho(connection: connection)]
        }
        guard work == .none else {
            head = max(head, doorbell.head)
            return []
        }
        guard doorbell.head > seq else {
            shown = now
            return caughtUp()
        }
        work = .paging
        return [.askPage(after: seq, connection: connection)]
    }

    private mutating func caughtUp() -> [Action] {
        guard isLineHeard else { return [] }
        attempt = 0
        return publish(.live)
    }

    private mutating func failed(_ failure: SyncFailure) -> [Action] {
        switch failure {
        case .refused(let status, let reason):
            connection += 1
            work = .none
            return [.closeLine] + publish(.refused(status: status, reason: reason))
        case .unreachable(let reason): return goOffline(reason)
        }
    }

    private mutating func goOffline(_ reason: String) -> [Action] {
        connection += 1
        work = .none
        attempt += 1
        return [.closeLine] + publish(.offline(since: lastHeard, shown: shown, reason: reason)) + [
            .waitToRetry(schedule.delay(beforeAttempt: attempt), connection: connection)
        ]
    }

    private mutating func changePace(to wanted: SyncPace) -> [Action] {
        guard wanted != pace else { return [] }
        let wasSuspended = pace == .suspended
        pace = wanted
        if wanted == .suspended {
            connection += 1
            work = .none
            return [.closeLine] + publish(.suspended)
        }
        if wasSuspended { return connect() }
        // A lost, refused or broken line takes the new pace when it is next opened.
        guard isLineHeard, let interval = wanted.interval, state == .live else { return [] }
        return [.closeLine, .openLine(interval: interval, connection: connection)]
    }

    private mutating func publish(_ next: SyncState) -> [Action] {
        guard next != state else { return [] }
        state = next
        return [.publish(.state(next))]
    }
}

/// Why a request to the hub did not bring what was asked for.
enum SyncFailure: Hashable, Sendable {
    /// 401 or 403.
    case refused(status: Int, reason: String)
    /// Anything that trying again may cure.
    case unreachable(String)
}
