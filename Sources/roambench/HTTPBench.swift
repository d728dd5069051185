import EventLoop
import Foundation
import HTTPMessage
import HTTPServer

/// The HTTP layer alone against nginx, by wrk, in one run on one machine.
enum HTTPBench {
    static let about = "the HTTP layer against nginx, by wrk [--serve PORT] [--seconds N] [--rounds N]"

    @Sendable static func run(_ arguments: [String]) throws -> Int32 {
        let options = Options(arguments)
        let port = try serve(port: UInt16(options.serve ?? 0))
        if options.serve != nil {
            print("serving on 127.0.0.1:\(port): /healthz, /1k")
            while true { sleep(3600) }
        }
        return try compare(ours: port, options)
    }

    private struct Options {
        var serve: Int?
        var seconds = 5
        var rounds = 3

        init(_ arguments: [String]) {
            for (name, value) in zip(arguments, arguments.dropFirst()) {
                switch name {
                case "--serve": serve = Int(value)
                case "--seconds": seconds = Int(value) ?? seconds
                case "--rounds": rounds = Int(value) ?? rounds
                default: break
                }
            }
        }
    }

    /// A server with the routes that are measured, on a loop and thread of its own.
    private static func serve(port: UInt16) throws -> UInt16 {
        var router = Router()
        let healthy = HTTPResponse(
            status: 200, headers: ["Content-Type": "application/json"], body: Array(#"{"status":"ok"}"#.utf8))
        let kilobyte = HTTPResponse(
            status: 200, headers: ["Content-Type": "application/octet-stream"],
            body: [UInt8](repeating: UInt8(ascii: "x"), count: 1024))
        router.add(.GET, "/healthz") { _, responder in responder.respond(healthy) }
        router.add(.GET, "/1k") { _, responder in responder.respond(kilobyte) }
        let loop = try EventLoop(name: "http")
        let server = HTTPServer(loop: loop, configuration: HTTPServerConfiguration(), router: router)
        let bound = try server.listen(port: port)
        loop.start()
        return bound
    }

    private static func compare(ours: UInt16, _ options: Options) throws -> Int32 {
        let nginx = try Nginx()
        defer { nginx.stop() }
        let targets = [
            ("roamdesk /healthz", "http://127.0.0.1:\(ours)/healthz"),
            ("roamdesk /1k", "http://127.0.0.1:\(ours)/1k"),
            ("nginx /1k, access log", "http://127.0.0.1:\(nginx.port)/1k"),
        ]
        var best: [Double] = [0, 0, 0]
        for round in 1...options.rounds {
            for (index, target) in targets.enumerated() {
                let report = try wrk(target.1, seconds: options.seconds)
                best[index] = max(best[index], report.requestsPerSecond)
                print("round \(round)  \(target.0): \(Int(report.requestsPerSecond)) requests/s, \(report.latencies)")
            }
        }
        let ratio = min(best[0], best[1]) / best[2]
        print("slower of ours / nginx: \(String(format: "%.2f", ratio))")
        return ratio >= 1 ? 0 : 1
    }

    private static func wrk(
        _ url: String, seconds: Int
    ) throws -> (requestsPerSecond: Double, latencies: String) {
        let text = try output("wrk", ["-t1", "-c64", "-d\(seconds)s", "--latency", url])
        var rate = 0.0
        var latencies: [String] = []
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            if words.first == "Requests/sec:" { rate = Double(words.last ?? "") ?? 0 }
            if let first = words.first, ["50%", "99%"].contains(first) {
                latencies.append("p\(first.dropLast()) \(words[1])")
            }
            if words.first == "Non-2xx" || words.first == "Socket" { latencies.append(String(line)) }
        }
        return (rate, latencies.joined(separator: " "))
    }

    private static func output(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}

/// An nginx of our own in a temporary folder: one worker, access log on, one static file of 1 KB.
private final class Nginx {
    let port: UInt16
    private let folder: URL
    private let process = Process()

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("roambench-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // A port that was free a moment ago.
        let probe = try Socket.listen(host: "127.0.0.1", port: 0)
        Socket.close(probe.fd)
        port = probe.port
        try Data(repeating: UInt8(ascii: "x"), count: 1024).write(to: folder.appendingPathComponent("1k"))
        let configuration = """
            worker_processes 1;
            daemon off;
            pid \(folder.path)/pid;
            error_log \(folder.path)/error.log;
            events { worker_connections 1024; }
            http {
                access_log \(folder.path)/access.log;
                sendfile on;
                tcp_nopush on;
                keepalive_requests 1000000;
                server { listen 127.0.0.1:\(port); root \(folder.path); }
            }
            """
        try Data(configuration.utf8).write(to: folder.appendingPathComponent("nginx.conf"))
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["nginx", "-c", folder.appendingPathComponent("nginx.conf").path, "-p", folder.path]
        process.standardError = FileHandle.nullDevice
        try process.run()
        for _ in 0..<100 where !FileManager.default.fileExists(atPath: folder.appendingPathComponent("pid").path) {
            usleep(20_000)
        }
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
    }
}
