import EventLoop
import HTTPMessage

/// HTTP/1.1 requests from an event loop: keep-alive pools, deadlines, and answers treated as hostile.
///
/// Redirects are not followed, cookies not kept, proxies not used, bodies not decoded. An idempotent request is sent
/// a second time, on a fresh connection, when a reused one closes before any byte of an answer; nothing else is.
/// `https` goes through the configuration's `SecureTransport` behind the same interface, without event streams.
public final class HTTPClient: Sendable {
    private let core: ClientCore
    private let secure: (any SecureTransport)?

    /// The loop must run while requests are under way; call `shutdown()` before it is stopped.
    public init(loop: EventLoop, configuration: HTTPClientConfiguration = HTTPClientConfiguration()) {
        core = ClientCore(loop: loop, configuration: configuration)
        secure = configuration.secureTransport?(loop, configuration)
    }

    deinit { shutdown() }

    /// The final answer. Cancelling the task ends the exchange and closes its connection.
    nonisolated(nonsending)
        public func send(_ request: HTTPClientRequest) async throws(HTTPClientError) -> HTTPClientResponse
    {
        let call = try call(for: request)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                call.start { continuation.resume(returning: $0) }
            }
        } onCancel: {
            call.cancel()
        }
        return try result.get()
    }

    /// The same without a task: `completion` is called once, on the loop; for a caller on the
    /// loop not before this returns.
    /// - Returns: cancels the exchange, from any thread.
    @discardableResult
    public func send(
        _ request: HTTPClientRequest,
        completion: @escaping @Sendable (Result<HTTPClientResponse, HTTPClientError>) -> Void
    ) -> @Sendable () -> Void {
        do {
            let call = try call(for: request)
            call.start(completion)
            return { call.cancel() }
        } catch {
            core.loop.execute { completion(.failure(error)) }
            return {}
        }
    }

    /// Listens to a stream of Server-Sent Events; nothing reconnects by itself.
    ///
    /// Both closures are called on the loop, `onEnd` exactly once and last: nil when the server ended the stream.
    /// - Parameter silence: the longest time without a byte; nil is the configuration's `eventSilence`.
    public func events(
        _ request: HTTPClientRequest, silence: Duration? = nil,
        onEvent: @escaping @Sendable (ServerSentEvent) -> Void,
        onEnd: @escaping @Sendable (HTTPClientError?) -> Void
    ) -> EventStreamHandle {
        let core = core
        let silence = silence ?? core.configuration.eventSilence
        var request = request
        request.headers.set("Accept", "text/event-stream")
        do {
            let exchange = try streamExchange(for: request)
            core.loop.execute {
                let receiver = EventReceiver(
                    limit: core.configuration.maxEventBytes, silence: silence, onEvent: onEvent, onEnd: onEnd)
                core.start(exchange, .events(receiver))
            }
            return EventStreamHandle(loop: core.loop, exchange: exchange)
        } catch {
            core.loop.execute { onEnd(error) }
            return EventStreamHandle(loop: core.loop, exchange: nil)
        }
    }

    /// Ends what is under way as `cancelled` and closes every connection; later requests fail the same way.
    public func shutdown() {
        secure?.shutDown()
        core.loop.execute { [core] in core.shutDown() }
    }

    private func call(for request: HTTPClientRequest) throws(HTTPClientError) -> any ClientCall {
        guard let url = URLReference(request.url) else { throw .badURL }
        if url.scheme == .http { return PlainCall(core: core, exchange: try exchange(for: request, to: url)) }
        guard let secure else { throw .invalidRequest("this program does not speak https") }
        // The same checks as for http: nothing of a head is left to a library's judgement.
        _ = try RequestBytes.head(of: request, to: url, userAgent: core.configuration.userAgent)
        var checked = request
        checked.headers = RequestBytes.fields(of: request)
        if !checked.headers.contains("user-agent") {
            checked.headers.append("User-Agent", core.configuration.userAgent)
        }
        return try secure.call(for: checked, to: url)
    }

    private func streamExchange(for request: HTTPClientRequest) throws(HTTPClientError) -> Exchange {
        guard let url = URLReference(request.url) else { throw .badURL }
        guard url.scheme == .http else { throw .invalidRequest("event streams are read over http only") }
        return try exchange(for: request, to: url)
    }

    private func exchange(for request: HTTPClientRequest, to url: URLReference) throws(HTTPClientError) -> Exchange {
        let head = try RequestBytes.head(of: request, to: url, userAgent: core.configuration.userAgent)
        return Exchange(request, to: url, head: head, loop: core.loop)
    }
}
