import AdminAPI
import CommandLine
import Desk
import DeskCache
import Glibc
import JSON
import Synchronization
import Terminal

/// `roamdesk watch alerts`: a line for each alert that is there and for each that comes, until TERM, INT or HUP.
enum WatchCommand {
    static func run(_ invocation: Invocation) throws -> ExitCode {
        let files = try UserFiles(invocation)
        let query = Query(invocation.operands.joined(separator: " "), kind: .alert)
        for problem in query.problems { throw UsageError("in the filter: \(problem.message)") }
        let access = try HubAccess(invocation, files.settings, paths: files.paths)
        let signals = try SignalPipe([SIGTERM, SIGINT, SIGHUP])
        let cache = try Cache.open(path: access.cachePath, hub: access.hub)
        let line = try HubLine(access)
        defer { line.close() }
        let waker = try Waker()
        let inbox = Inbox(waker: waker)
        let clock = access.clock
        let sync = line.sync(access) { inbox.post($0) }
        sync.start()
        defer { Blocking.run { await sync.stop() } }
        var watch = AlertWatch(query: query, asJSON: invocation.value("format") == "ndjson")
        while true {
            switch Waiting.either(signals: signals, waker: waker) {
            case .signal: return .done
            case .woken:
                for event in inbox.take().sync {
                    if case .state(.refused(let status, let reason)) = event {
                        throw HubProblem(refused: status, reason)
                    }
                    if case .state(.offline(_, _, let reason)) = event {
                        Descriptor.printError("roamdesk: offline, trying again: \(reason)")
                    }
                }
                Descriptor.print(try watch.news(cache.reader, at: clock))
            }
        }
    }
}

/// Remembers which alerts were printed, so that each version is printed once.
struct AlertWatch {
    private let query: Query
    private let asJSON: Bool
    private var printed: [String: Int] = [:]

    init(query: Query, asJSON: Bool) {
        self.query = query
        self.asJSON = asJSON
    }

    /// The lines that are new since the last call.
    mutating func news(_ reader: CacheReader, at clock: WallClock) throws -> String {
        var lines: [String] = []
        var present: [String: Int] = [:]
        try reader.each(query, sort: Sort(column: "since"), now: clock.now()) { resource in
            guard case .alert(let alert) = resource else { return }
            present[alert.id] = alert.version
            if printed[alert.id] != alert.version { lines.append(line(alert)) }
        }
        printed = present
        return lines.joined()
    }

    private func line(_ alert: AlertResource) -> String {
        if asJSON { return String(decoding: alert.json.serialized(), as: UTF8.self) + "\n" }
        let words = [
            alert.since.rfc3339, alert.severity.rawValue, alert.code,
            "\(alert.subjectKind.rawValue) \(alert.subjectID)",
            alert.text,
        ]
        return words.map { SafeText(untrusted: $0).string }.joined(separator: "  ") + "\n"
    }
}

/// Waiting for whichever comes first.
enum Waiting {
    enum Outcome { case signal, woken }

    static func either(signals: SignalPipe, waker: Waker) -> Outcome {
        while true {
            var entries = [signals.descriptor, waker.descriptor].map {
                pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
            }
            poll(&entries, 2, -1)
            if entries[0].revents != 0 { return .signal }
            if entries[1].revents != 0, waker.take() { return .woken }
        }
    }
}
