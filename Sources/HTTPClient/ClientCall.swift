import EventLoop

/// One request that can be started once and cancelled at any time, over the loop's sockets or over TLS.
protocol ClientCall: Sendable {
    func start(_ completion: @escaping @Sendable (Result<HTTPClientResponse, HTTPClientError>) -> Void)
    func cancel()
}

/// A call on the loop's own connections.
struct PlainCall: ClientCall {
    let core: ClientCore
    let exchange: Exchange

    func start(_ completion: @escaping @Sendable (Result<HTTPClientResponse, HTTPClientError>) -> Void) {
        onLoop { core.start(exchange, .answer(completion)) }
    }

    func cancel() { onLoop { exchange.cancel() } }

    private func onLoop(_ work: @escaping @Sendable () -> Void) {
        if core.loop.isOnLoop { work() } else { core.loop.execute(work) }
    }
}
