import EventLoop
import Foundation
import HTTPClient
import HTTPMessage
import HTTPServer
import Synchronization

/// The HTTP client against the HTTP server, each on a loop of its own in this process.
enum ClientBench {
    static let about = "the HTTP client against the HTTP server, 1 KB answers [seconds]"

    @Sendable static func run(_ arguments: [String]) throws -> Int32 {
        let seconds = arguments.first.flatMap { Int($0) } ?? 3
        let serverLoop = try EventLoop(name: "server")
        let clientLoop = try EventLoop(name: "client")
        var router = Router()
        let answer = HTTPResponse(status: 200, headers: [:], body: [UInt8](repeating: 0x78, count: 1024))
        router.add(.GET, "/1k") { _, responder in responder.respond(answer) }
        router.add(.PUT, "/1k") { _, responder in responder.respond(answer) }
        let server = HTTPServer(loop: serverLoop, configuration: HTTPServerConfiguration(), router: router)
        let port = try server.listen(port: 0)
        serverLoop.start()
        clientLoop.start()
        for width in [1, 8, 64] {
            for method in [HTTPMethod.GET, .PUT] {
                var configuration = HTTPClientConfiguration()
                configuration.connectionsPerOrigin = width
                let client = HTTPClient(loop: clientLoop, configuration: configuration)
                let request = HTTPClientRequest(
                    method: method, url: "http://127.0.0.1:\(port)/1k",
                    body: method == .PUT ? [UInt8](repeating: 0x79, count: 1024) : nil)
                report("\(method), \(width) at once, callbacks", callbacks(client, request, width, seconds))
                report("\(method), \(width) at once, tasks", tasks(client, request, width, seconds))
                client.shutdown()
            }
        }
        return 0
    }

    private static func report(_ name: String, _ measured: (requests: Int, failures: Int, seconds: Double, cpu: Double))
    {
        let rate = Int(Double(measured.requests) / measured.seconds)
        let microseconds = String(format: "%.1f", measured.cpu / Double(max(measured.requests, 1)) * 1e6)
        print("\(name): \(rate) requests/s, \(microseconds) µs CPU each (both sides), \(measured.failures) failed")
    }

    private static func callbacks(
        _ client: HTTPClient, _ request: HTTPClientRequest, _ width: Int, _ seconds: Int
    ) -> (Int, Int, Double, Double) {
        let counts = Counts()
        let done = DispatchSemaphore(value: 0)
        let end = ContinuousClock.now + .seconds(seconds)
        @Sendable func next() {
            client.send(request) { result in
                counts.add(result)
                if ContinuousClock.now < end { next() } else { done.signal() }
            }
        }
        return timed(counts) {
            for _ in 0..<width { next() }
            for _ in 0..<width { done.wait() }
        }
    }

    private static func tasks(
        _ client: HTTPClient, _ request: HTTPClientRequest, _ width: Int, _ seconds: Int
    ) -> (Int, Int, Double, Double) {
        let counts = Counts()
        let done = DispatchSemaphore(value: 0)
        let end = ContinuousClock.now + .seconds(seconds)
        return timed(counts) {
            for _ in 0..<width {
                Task {
                    while ContinuousClock.now < end {
                        do {
                            counts.add(.success(try await client.send(request)))
                        } catch {
                            counts.add(.failure(.cancelled(requestMayHaveBeenSent: true)))
                        }
                    }
                    done.signal()
                }
            }
            for _ in 0..<width { done.wait() }
        }
    }

    private static func timed(_ counts: Counts, _ body: () -> Void) -> (Int, Int, Double, Double) {
        let (start, cpu) = (ContinuousClock.now, cpuSeconds())
        body()
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        let elapsed = Double(seconds) + Double(attoseconds) / 1e18
        return (
            counts.answered.load(ordering: .relaxed), counts.failed.load(ordering: .relaxed), elapsed,
            cpuSeconds() - cpu
        )
    }

    private static func cpuSeconds() -> Double {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        let microseconds = usage.ru_utime.tv_usec + usage.ru_stime.tv_usec
        return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + Double(microseconds) / 1e6
    }

    private final class Counts: Sendable {
        let answered = Atomic<Int>(0)
        let failed = Atomic<Int>(0)

        func add(_ result: Result<HTTPClientResponse, HTTPClientError>) {
            if case .success(let answer) = result, answer.status == 200 {
                answered.add(1, ordering: .relaxed)
            } else {
                failed.add(1, ordering: .relaxed)
            }
        }
    }
}
