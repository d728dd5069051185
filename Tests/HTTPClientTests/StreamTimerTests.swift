import Testing

@testable import EventLoop
@testable import HTTPClient
@testable import HTTPMessage

struct StreamTimerTests {
    /// The longest a loop would sleep after what `body` does with an exchange on it.
    private func sleep(after body: @escaping @Sendable (Exchange) -> Void) async throws -> Int32 {
        let loop = try EventLoop(name: "test")
        loop.start()
        let url = try #require(URLReference("http://127.0.0.1:1/"))
        let wait = await withCheckedContinuation { continuation in
            loop.execute {
                let exchange = Exchange(HTTPClientRequest(url: "http://127.0.0.1:1/"), to: url, head: [], loop: loop)
                _ = exchange.begin(.answer { _ in })
                body(exchange)
                continuation.resume(returning: loop.millisecondsToNextTimer())
                exchange.cancel()
            }
        }
        loop.stop()
        loop.join()
        return wait
    }

    @Test func `what is heard of a stream moves its timer, so that only silence wakes the loop`() async throws {
        let wait = try await sleep { exchange in
            exchange.becomeStream(silence: .seconds(100))
            exchange.enter(.silence, limit: .seconds(200))
        }
        #expect(wait > 100_000)
    }

    @Test func `a request keeps one timer from phase to phase`() async throws {
        let wait = try await sleep { exchange in
            exchange.enter(.connecting, limit: .seconds(1))
            exchange.enter(.answer, limit: .seconds(5))
        }
        #expect(wait <= 1_000)
    }
}
