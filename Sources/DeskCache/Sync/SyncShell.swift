import AdminAPI
import EventLoop
import HTTPClient
import HTTPMessage
import JSON
import Roaming

/// Performs what the machine decides. Every member is touched on the loop's thread only, which is why it may be shared.
final class SyncShell: @unchecked Sendable {
    private let line: HubLine
    private let hub: String
    private let cachePath: String
    private let client: HTTPClient
    private let loop: EventLoop
    private let now: @Sendable () -> Timestamp
    private let schedule: RetrySchedule
    private let onEvent: @Sendable (SyncEvent) -> Void

    private var cache: Cache?
    private var machine: SyncMachine?
    private var stream: EventStreamHandle?
    /// Counts streams, so that the end of one that was closed on purpose is not taken for a loss.
    private var streamNumber = 0
    private var retry: EventLoopTimer?
    private var isClosed = false
    private var queued: [SyncMachine.Action] = []
    private var isPerforming = false

    static let pageSize = 500
    private static let deadline = Duration.seconds(10)

    init(
        line: HubLine, hub: String, cachePath: String, client: HTTPClient, loop: EventLoop,
        now: @escaping @Sendable () -> Timestamp, schedule: RetrySchedule,
        onEvent: @escaping @Sendable (SyncEvent) -> Void
    ) {
        self.line = line
        self.hub = hub
        self.cachePath = cachePath
        self.client = client
        self.loop = loop
        self.now = now
        self.schedule = schedule
        self.onEvent = onEvent
    }

    func open() {
        guard machine == nil, !isClosed else { return }
        do {
            let cache = try Cache.open(path: cachePath, hub: hub)
            self.cache = cache
            machine = SyncMachine(cache.lastState, schedule: schedule, now: now())
            handle(.start)
        } catch {
            onEvent(.state(.broken("\(error)")))
        }
    }

    func handle(_ event: SyncMachine.Event) {
        guard !isClosed, let actions = machine?.handle(event, now: now()) else { return }
        queued += actions
        // What an action brings about is performed after the actions that were decided before it.
        guard !isPerforming else { return }
        isPerforming = true
        while !queued.isEmpty { perform(queued.removeFirst()) }
        isPerforming = false
    }

    func close() {
        guard !isClosed else { return }
        handle(.stop)
        retry?.cancel()
        isClosed = true
        cache = nil
    }

    private func perform(_ action: SyncMachine.Action) {
        switch action {
        case .askWho(let connection):
            client.send(line.request(.GET, "/me", deadline: Self.deadline)) { [self] result in
                switch HubLine.value(result, as: Me.self) {
                case .success(let me): handle(.identified(me, connection: connection))
                case .failure(let failure): handle(.requestFailed(SyncFailure(failure), connection: connection))
                }
            }
        case .askPage(let after, let connection):
            let path = "/changes?after=\(after)&limit=\(Self.pageSize)"
            client.send(line.request(.GET, path, deadline: Self.deadline)) { [self] result in
                switch HubLine.value(result, as: ChangePage.self) {
                case .success(let page): handle(.page(page, after: after, connection: connection))
                case .failure(let failure): handle(.requestFailed(SyncFailure(failure), connection: connection))
                }
            }
        case .store(let page, let after): store(page, after: after)
        case .remember(let me): write { try $0.remember(me) }
        case .openLine(let interval, let connection): openLine(interval, connection)
        case .closeLine:
            streamNumber += 1
            stream?.cancel()
            stream = nil
            retry?.cancel()
            retry = nil
        case .waitToRetry(let delay, let connection):
            retry = loop.schedule(after: delay) { [self] in handle(.retryDue(connection: connection)) }
        case .publish(let event): publish(event)
        }
    }

    private func store(_ page: ChangePage, after: Int64) {
        var outcome: ApplyOutcome?
        write { outcome = try $0.apply(page, after: after, now: now()) }
        if let outcome { handle(.stored(outcome, page: .init(head: page.head, more: page.more))) }
    }

    private func write(_ body: (Cache) throws -> Void) {
        guard let cache else { return }
        do {
            try body(cache)
        } catch {
            handle(.storeFailed("\(error)"))
        }
    }

    private func openLine(_ interval: Duration, _ connection: Int) {
        streamNumber += 1
        let number = streamNumber
        let (seconds, attoseconds) = interval.components
        let milliseconds = seconds * 1_000 + attoseconds / 1_000_000_000_000_000
        let request = line.request(.GET, "/changes/stream?interval_ms=\(milliseconds)", deadline: Self.deadline)
        stream = client.events(
            request, silence: Doorbell.silenceLimit,
            onEvent: { [self] event in
                guard number == streamNumber else { return }
                switch Self.doorbell(event) {
                case .success(let doorbell)?: handle(.rang(doorbell, connection: connection))
                case .failure(let error)?: handle(.lineLost("\(error)", connection: connection))
                case nil: break
                }
            },
            onEnd: { [self] error in
                guard number == streamNumber else { return }
                handle(.lineLost(error.map(Self.words) ?? "the hub closed the line", connection: connection))
            })
    }

    private static func doorbell(_ event: ServerSentEvent) -> Result<Doorbell, any Error>? {
        guard event.event == Doorbell.headEvent || event.event == Doorbell.beatEvent else { return nil }
        return Result { try Doorbell(try ObjectReader(try JSON.parse(Array(event.data.utf8)))) }
    }

    private static func words(_ error: HTTPClientError) -> String {
        if case .timeout(.silence, _) = error { return "nothing heard for two seconds" }
        return error.description
    }

    private func publish(_ event: SyncEvent) {
        // Written once when the line goes, not at every beat.
        if case .state(.offline(_, let shown?, _)) = event { write { try $0.touch(now: shown) } }
        onEvent(event)
    }
}

extension SyncFailure {
    init(_ failure: AdminFailure) {
        switch failure.status {
        case let status? where status == 401 || status == 403:
            self = .refused(status: status, reason: failure.description)
        default: self = .unreachable(failure.description)
        }
    }
}
