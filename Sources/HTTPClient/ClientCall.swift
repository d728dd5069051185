import EventLoop

/// One request that can be started once and cancelled at any time, over the loop's sockets or over TLS.
public protocol ClientCall: Sendable {
    /// `completion` is called once, on the client's loop.
    func start(_ completion: @escaping @Sendable (Result<HTTPClientResponse, HTTPClientError>) -> Void)
    /// From any thread, also before the start or after the end.
    func cancel()
}

/// A call on the loop's own connections.
struct PlainCall: ClientCall {
    let core: ClientCore
    let exchange: Exchange

    func start(_ completion: @escaping @Sendable (Result<HTTPClientResponse, HTTPClientError>) -> Void) {
        // Queued also on the loop, so that a caller whose requests fail at once does not call itself without end.
        core.loop.execute { core.start(exchange, .answer(completion)) }
    }

    func cancel() {
        if core.loop.isOnLoop { exchange.cancel() } else { core.loop.execute { exchange.cancel() } }
    }
}
