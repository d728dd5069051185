import EventLoop

/// Gives one event stream a connection of its own, outside the pools: it would hold a place there for ever.
///
/// - Note: `@unchecked Sendable` because it is touched on the loop's thread only.
final class StreamConnection: @unchecked Sendable {
    let exchange: Exchange
    private unowned let core: ClientCore
    private var connector: Connector?

    init(_ exchange: Exchange, core: ClientCore) {
        self.exchange = exchange
        self.core = core
    }

    func open() {
        let connector = Connector(exchange, core: core) { [self] _, outcome in
            self.connector = nil
            switch outcome {
            case .success(let fd): opened(fd)
            case .failure(let error):
                core.streamEnded(self)
                if let error { exchange.fail(error) }
            }
        }
        self.connector = connector
        connector.start()
    }

    private func opened(_ fd: Int32) {
        do {
            // The loop keeps the connection until it closes.
            try ClientConnection(fd: fd, core: core, owner: self).carry(exchange)
        } catch {
            Socket.close(fd)
            core.streamEnded(self)
            exchange.fail(.connect(errno: error.errno))
        }
    }
}

extension StreamConnection: ConnectionOwner {
    func released(_ connection: ClientConnection, isReusable: Bool) {
        connection.close()
        core.streamEnded(self)
    }

    func idleClosed(_ connection: ClientConnection) { connection.close() }

    /// Never asked for: only a second exchange on a connection is retried, and this one carries one.
    func retry(_ exchange: Exchange) { exchange.cancel() }
}
