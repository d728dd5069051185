import Foundation

/// The bar of the hub: session PUTs that are logged, on disk, passed on to the DP and answered, against bare SQLite.
///
/// A real hub process; wrk is the CPO with many keep-alive connections, a stub that answers at once is the DP. Bare
/// SQLite writes the same rows with the same durability, as many PUTs a commit as the hub has connections, between
/// the hub's rounds on the same disk.
enum HubBench {
    static let about =
        "logged, durable session PUTs a second against bare SQLite, by wrk [--connections N] [--seconds N] [--rounds N] [--sessions N] [--hub PATH] [--directory DIR]"

    @Sendable static func run(_ arguments: [String]) throws -> Int32 {
        let options = Options(arguments)
        let rig = try BenchRig(
            hubProgram: options.hub, connections: options.connections, directory: options.directory)
        defer { rig.remove() }
        print("hub is process \(rig.hub.pid) on \(rig.hub.url)")
        try create(options.sessions, rig)
        var hub: [Int] = []
        var bare: [Int] = []
        for round in 1...max(1, options.rounds) {
            let passedOn = rig.stub.messageCount
            let report = try wrk(round: round, rig, options)
            let arrived = rig.stub.messageCount - passedOn
            let folder = rig.folder + "/bare-\(round)"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let rate = try StoreBench.measure(
                folder + "/bare.sqlite", batch: options.connections, sessions: options.sessions,
                duration: .seconds(options.seconds))
            print(
                "round \(round)  hub: \(report.rate) PUTs/s (\(report.latencies)), \(arrived) reached the DP; bare SQLite, \(options.connections) PUTs a commit: \(rate) PUTs/s"
            )
            hub.append(report.rate)
            bare.append(rate)
            guard report.refused == 0 else {
                print("\(report.refused) PUTs were not answered with OCPI 1000")
                return 1
            }
        }
        try rig.hub.stop()
        try rig.hub.verify()
        let (ours, bar) = (hub.sorted()[hub.count / 2], bare.sorted()[bare.count / 2])
        let percent = ours * 100 / max(1, bar)
        print("medians: hub \(ours) PUTs/s, bare SQLite \(bar) PUTs/s: \(percent) %")
        return percent >= 50 ? 0 : 1
    }

    private struct Options {
        var connections = 64
        var seconds = 5
        var rounds = 3
        var sessions = 5000
        var hub: String?
        var directory = NSTemporaryDirectory()

        init(_ arguments: [String]) {
            for (name, value) in zip(arguments, arguments.dropFirst()) {
                switch name {
                case "--connections": connections = Int(value) ?? connections
                case "--seconds": seconds = Int(value) ?? seconds
                case "--rounds": rounds = Int(value) ?? rounds
                case "--sessions": sessions = Int(value) ?? sessions
                case "--hub": hub = value
                case "--directory": directory = value
                default: break
                }
            }
        }
    }

    /// Every session is there before the clock starts: a PUT then updates, as nearly all do.
    private static func create(_ sessions: Int, _ rig: BenchRig) throws {
        let sender = SessionSender(rig)
        let refused = try blocking {
            await withTaskGroup(of: Int.self) { group in
                for lane in 0..<64 {
                    group.addTask {
                        var refused = 0
                        for number in stride(from: lane, to: sessions, by: 64) {
                            if await sender.put("S\(number)", step: 0) != .taken { refused += 1 }
                        }
                        return refused
                    }
                }
                return await group.reduce(0, +)
            }
        }
        guard refused == 0 else { throw HubProcess.Failure(description: "\(refused) sessions could not be created") }
    }

    private struct Report {
        var rate = 0
        var refused = 0
        var latencies = ""
    }

    /// One thread of wrk; each of its requests is another session's next update.
    private static func wrk(round: Int, _ rig: BenchRig, _ options: Options) throws -> Report {
        let script = rig.folder + "/put-\(round).lua"
        try WrkScript.text(rig, sessions: options.sessions, firstStep: round * 10_000)
            .write(toFile: script, atomically: true, encoding: .utf8)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "wrk", "-t1", "-c\(options.connections)", "-d\(options.seconds)s", "--latency", "-s", script, rig.hub.url,
        ]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        var report = Report()
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            switch words.first {
            case "Requests/sec:": report.rate = Int(Double(words.last ?? "") ?? 0)
            case "refused": report.refused = Int(words.last ?? "") ?? 0
            case "50%", "99%": report.latencies += "p\(words[0].dropLast()) \(words[1]) "
            case "Socket": report.latencies += String(line)
            default: break
            }
        }
        return report
    }
}

/// The CPO as a script of wrk: distinct sessions, steps that only grow, and a count of answers that are no success.
private enum WrkScript {
    static func text(_ rig: BenchRig, sessions: Int, firstStep: Int) -> String {
        let sample = String(decoding: SessionBody.put("@ID@", step: 100), as: UTF8.self)
        let body =
            sample
            .replacingOccurrences(of: "%", with: "%%")
            .replacingOccurrences(of: "@ID@", with: "%s")
            .replacingOccurrences(of: #""kwh":2.00"#, with: #""kwh":%s"#)
            .replacingOccurrences(of: #""volume":2.00"#, with: #""volume":%s"#)
            .replacingOccurrences(
                of: #""last_updated":"\#(SessionBody.updated(100))""#, with: #""last_updated":"%s""#)
        let headers = rig.cpoHeaders.map { "  [\"\($0.name)\"] = \"\($0.value)\"," }.joined(separator: "\n")
        return """
            local sessions, first, base = \(sessions), \(firstStep), \(SessionBody.start.milliseconds / 1000)
            local format = [==[\(body)]==]
            local headers = {
            \(headers)
            }
            local n, step, kwh, moment = -1, -1, "", ""
            local mine = nil
            function setup(thread) mine = thread; thread:set("refused", 0) end
            function init(args) refused = 0 end
            function request()
              n = n + 1
              local now = first + math.floor(n / sessions)
              if now ~= step then
                step = now
                kwh = string.format("%d.%02d", math.floor(step / 100) + 1, step % 100)
                moment = os.date("!%Y-%m-%dT%H:%M:%SZ", base + step)
              end
              local id = "S" .. (n % sessions)
              headers["X-Request-ID"] = string.format("00000000-0000-4000-8000-%012d", first * 1000000 + n)
              headers["X-Correlation-ID"] = string.format("00000000-0000-4000-9000-%012d", first * 1000000 + n)
              return wrk.format("PUT", "/ocpi/2.2.1/receiver/sessions/NL/FAS/" .. id, headers,
                string.format(format, id, kwh, kwh, moment))
            end
            function response(status, headers, body)
              if not string.find(body, '"status_code":1000', 1, true) then refused = refused + 1 end
            end
            function done(summary, latency, requests)
              print("refused " .. mine:get("refused"))
            end
            """
    }
}
