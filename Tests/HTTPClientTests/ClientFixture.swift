import EventLoop
import HTTPClient
import HTTPMessage

/// A client on a loop of its own, ended with the body.
func withClient<T: Sendable>(
    _ configure: (inout HTTPClientConfiguration) -> Void = { _ in }, _ body: (HTTPClient) async throws -> T
) async throws -> T {
    var configuration = HTTPClientConfiguration()
    // A test may wait a long time for its turn between two requests; the pool must not take that for idleness.
    configuration.idleTimeout = .seconds(600)
    configure(&configuration)
    let loop = try EventLoop(name: "client-test")
    loop.start()
    let client = HTTPClient(loop: loop, configuration: configuration)
    let result: Result<T, any Error>
    do {
        result = .success(try await body(client))
    } catch {
        result = .failure(error)
    }
    client.shutdown()
    loop.stop()
    loop.join()
    return try result.get()
}

/// What a send came to, with typed errors as values.
func outcome(of client: HTTPClient, _ request: HTTPClientRequest) async -> Result<HTTPClientResponse, HTTPClientError> {
    do {
        return .success(try await client.send(request))
    } catch {
        return .failure(error)
    }
}

extension HTTPClientResponse {
    var text: String { String(decoding: body, as: UTF8.self) }
}

let ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
