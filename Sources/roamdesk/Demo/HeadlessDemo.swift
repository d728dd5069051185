import AdminAPI
import CommandLine
import DeskCache
import JSON
import Synchronization

/// A demo without a screen: the people act, a desk's cache follows, and each stage is reported when it has worked.
final class HeadlessDemo {
    private let demo: Demo
    private let started: ContinuousClock.Instant
    private let limit: Duration
    private var progress = DemoProgress()
    private var reported: Set<DemoStage> = []

    init(_ demo: Demo, started: ContinuousClock.Instant, limit: Duration) {
        self.demo = demo
        self.started = started
        self.limit = limit
    }

    /// `.done` as soon as every stage has produced something, `.refused` when the time is up before.
    func run() throws -> ExitCode {
        // A desk of somebody who may read everything, as real as the one behind a screen.
        let access = try demo.access(DemoCast.person("auditor") ?? DemoCast.guide)
        let cache = try Cache.open(path: access.cachePath, hub: access.hub)
        let line = try HubLine(access)
        defer { line.close() }
        let state = LastState()
        let clock = demo.clock
        let sync = line.sync(access) { event in
            if case .state(let news) = event { state.last.withLock { $0 = news } }
        }
        sync.start()
        defer { Blocking.run { await sync.stop() } }
        let people = try DemoPeople(demo, line: line) { Descriptor.printError("  \($0)") }
        while true {
            for event in try demo.programs.simulatorEvents(within: .milliseconds(200)) { try count(event) }
            let isLive = state.last.withLock { $0 == .live }
            try progress.read(cache.reader, isLive: isLive, now: clock.now())
            report()
            if progress.missing.isEmpty {
                Descriptor.print("every stage worked, in \(seconds)\n")
                return .done
            }
            guard ContinuousClock.now - started < limit else {
                Descriptor.printError(
                    "roamdesk: after \(seconds) still missing: \(progress.missing.map(\.title).joined(separator: ", "))"
                )
                return .refused
            }
            try people.act(cache.reader, now: clock.now())
        }
    }

    private final class LastState: Sendable {
        let last = Mutex(SyncState.connecting)
    }

    private func count(_ event: ObjectReader) throws {
        switch try event.string("event") {
        case "counters":
            progress.tokensPushed = try event.optionalInt("tokens") ?? 0
            progress.authorizations = try event.optionalInt("authorizations") ?? 0
        case "failed":
            let party = try event.optionalString("party") ?? "a party"
            Descriptor.printError("  \(party): \(try event.optionalString("reason") ?? "failed")")
        default: break
        }
    }

    private func report() {
        for stage in DemoStage.allCases where progress.has(stage) && reported.insert(stage).inserted {
            let title = stage.title + String(repeating: " ", count: 18 - stage.title.count)
            Descriptor.print("\(title)\(progress.counts[stage, default: 0])\t\(seconds)\n")
        }
    }

    private var seconds: String {
        let parts = (ContinuousClock.now - started).components
        return "\(parts.seconds).\(parts.attoseconds / 100_000_000_000_000_000) s"
    }
}
