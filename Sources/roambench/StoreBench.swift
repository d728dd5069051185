import Foundation
import Hub
import SQLite

/// The bar for "a logged and durable session PUT": the same rows by bare SQLite, as durable, in batches as large.
///
/// A PUT is two commits, as in the hub: the message in, the session, the feed and the message out before anything is
/// sent, and both answers afterwards. `--batch` is how many PUTs share a commit: the hub's is at most the number of
/// requests in flight, so compare with the same number of connections.
enum StoreBench {
    static let about =
        "bare SQLite: rows of a session PUT per second [--batch N] [--sessions N] [--seconds N] [--rounds N]"

    @Sendable static func run(_ arguments: [String]) throws -> Int32 {
        var options = (batch: 64, sessions: 5000, seconds: 5, rounds: 3, directory: NSTemporaryDirectory())
        for (name, value) in zip(arguments, arguments.dropFirst()) {
            switch name {
            case "--batch": options.batch = Int(value) ?? options.batch
            case "--sessions": options.sessions = Int(value) ?? options.sessions
            case "--seconds": options.seconds = Int(value) ?? options.seconds
            case "--rounds": options.rounds = Int(value) ?? options.rounds
            case "--directory": options.directory = value
            default: break
            }
        }
        var rates: [Int] = []
        for round in 1...max(1, options.rounds) {
            let folder = options.directory + "/roambench-\(ProcessInfo.processInfo.processIdentifier)-\(round)"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let rate = try measure(
                folder + "/bare.sqlite", batch: options.batch, sessions: options.sessions,
                duration: .seconds(options.seconds))
            let load = try WriterLoad(folder + "/writer.sqlite", sessions: options.sessions)
            let ours = load.run(inFlight: options.batch, duration: .seconds(options.seconds))
            print(
                """
                round \(round)  bare SQLite, \(options.batch) PUTs a commit: \(rate) PUTs/s; \
                the hub's writer, \(options.batch) in flight: \(ours) PUTs/s
                """)
            rates.append(rate)
        }
        let median = rates.sorted()[rates.count / 2]
        print("median \(median) PUTs/s; the hub's bar is half of it, \(median / 2)")
        return 0
    }

    static func measure(_ path: String, batch: Int, sessions: Int, duration: Duration) throws -> Int {
        // The hub's own schema, then nothing of the hub any more.
        try Migrator.apply(HubSchema.migrations, to: try Connection(path: path))
        let bare = try BareSQLite(path)
        let rows = SessionRows()
        let message = try bare.prepare(SessionRows.insertMessage)
        let answer = try bare.prepare(SessionRows.insertAnswer)
        let session = try bare.prepare(SessionRows.upsertSession)
        let feed = try bare.prepare(SessionRows.moveFeed)
        var update = 0
        func commitBatch() throws {
            var pairs: [(Int64, Int64)] = []
            try bare.execute("BEGIN IMMEDIATE")
            for _ in 0..<batch {
                update += 1
                let number = update &* 7919 % sessions
                try bare.run(message, rows.message("in", session: number, update: update, cause: nil))
                let incoming = bare.lastInsertRowid
                try bare.run(session, rows.session(number, update: update))
                try bare.run(feed, rows.feed(number, update: update))
                try bare.run(message, rows.message("out", session: number, update: update, cause: incoming))
                pairs.append((incoming, bare.lastInsertRowid))
            }
            try bare.execute("COMMIT")
            try bare.execute("BEGIN IMMEDIATE")
            for (incoming, outgoing) in pairs {
                try bare.run(answer, rows.answer(to: outgoing, update: update))
                try bare.run(answer, rows.answer(to: incoming, update: update))
            }
            try bare.execute("COMMIT")
        }
        // Every session is there before the clock starts: a PUT then updates, as nearly all do.
        while update < sessions { try commitBatch() }
        let first = update
        let clock = ContinuousClock()
        let start = clock.now
        while clock.now - start < duration { try commitBatch() }
        return perSecond(update - first, clock.now - start)
    }

    static func perSecond(_ count: Int, _ elapsed: Duration) -> Int {
        let (seconds, attoseconds) = elapsed.components
        return count * 1_000_000 / Int(seconds * 1_000_000 + attoseconds / 1_000_000_000_000)
    }
}
