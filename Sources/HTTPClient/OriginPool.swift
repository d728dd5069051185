import EventLoop

/// What a connection reports to whoever made it.
protocol ConnectionOwner: AnyObject {
    /// Its exchange is over. The connection is idle when it can be used again, else it has closed itself.
    func released(_ connection: ClientConnection, isReusable: Bool)
    /// It closed while idle.
    func idleClosed(_ connection: ClientConnection)
    /// It was stale before the request could have an effect: the exchange may be sent again, on a fresh connection.
    func retry(_ exchange: Exchange)
}

/// The connections to one origin and the requests that wait for one of them.
///
/// - Note: `@unchecked Sendable` because it is touched on the loop's thread only.
final class OriginPool: @unchecked Sendable {
    let origin: ClientCore.Origin
    /// Open, being opened, and idle ones together.
    private(set) var open = 0
    private unowned let core: ClientCore
    /// The last one was used most recently, and is used first, so that those not needed grow old.
    private var idle: [ClientConnection] = []
    private var waiting: [Exchange] = []
    private var connectors: [ObjectIdentifier: Connector] = [:]
    private var busy: [ObjectIdentifier: ClientConnection] = [:]
    private var sweep: EventLoopTimer?

    init(origin: ClientCore.Origin, core: ClientCore) {
        self.origin = origin
        self.core = core
    }

    var idleCount: Int { idle.count }

    func submit(_ exchange: Exchange) {
        while let connection = idle.popLast() {
            if connection.isStillQuiet {
                busy[ObjectIdentifier(connection)] = connection
                return connection.carry(exchange)
            }
            connection.close()
            open -= 1
        }
        if open < core.configuration.connectionsPerOrigin { return connect(for: exchange) }
        if waiting.count >= core.configuration.waitingPerOrigin {
            return exchange.fail(.overloaded(limit: core.configuration.waitingPerOrigin))
        }
        exchange.enter(.waiting)
        exchange.holder = self
        waiting.append(exchange)
    }

    func shutDown() {
        sweep?.cancel()
        for connection in idle { connection.close() }
        idle = []
        let exchanges =
            waiting + connectors.values.compactMap(\.exchange) + busy.values.compactMap(\.exchange)
        waiting = []
        for exchange in exchanges { exchange.cancel() }
    }

    private func connect(for exchange: Exchange) {
        open += 1
        let connector = Connector(exchange, core: core) { [self] connector, result in
            connectors[ObjectIdentifier(connector)] = nil
            switch result {
            case .success(let fd): opened(fd, for: exchange)
            case .failure(let error):
                open -= 1
                serveNext()
                if let error { exchange.fail(error) }
            }
        }
        connectors[ObjectIdentifier(connector)] = connector
        connector.start()
    }

    private func opened(_ fd: Int32, for exchange: Exchange) {
        do {
            let connection = try ClientConnection(fd: fd, core: core, owner: self)
            busy[ObjectIdentifier(connection)] = connection
            connection.carry(exchange)
        } catch {
            Socket.close(fd)
            open -= 1
            serveNext()
            exchange.fail(.connect(errno: error.errno))
        }
    }

    /// Gives a place that became free to the request that waits longest.
    private func serveNext() {
        if let next = waiting.first {
            waiting.removeFirst()
            submit(next)
        } else if open == 0, connectors.isEmpty, !core.isShutDown {
            sweep?.cancel()
            core.drop(self)
        }
    }

    private func keep(_ connection: ClientConnection) {
        connection.idleSince = core.loop.now
        idle.append(connection)
        if sweep == nil { scheduleSweep(at: core.loop.now + core.configuration.idleTimeout) }
    }

    private func scheduleSweep(at deadline: ContinuousClock.Instant) {
        sweep = core.loop.schedule(at: deadline) { [weak self] in self?.closeOldConnections() }
    }

    private func closeOldConnections() {
        sweep = nil
        let oldest = core.loop.now - core.configuration.idleTimeout
        while let connection = idle.first, connection.idleSince <= oldest {
            idle.removeFirst()
            connection.close()
            open -= 1
        }
        if let next = idle.first {
            scheduleSweep(at: next.idleSince + core.configuration.idleTimeout)
        } else {
            serveNext()
        }
    }
}

extension OriginPool: ConnectionOwner {
    func released(_ connection: ClientConnection, isReusable: Bool) {
        busy[ObjectIdentifier(connection)] = nil
        if isReusable, !core.isShutDown {
            if let next = waiting.first {
                waiting.removeFirst()
                busy[ObjectIdentifier(connection)] = connection
                connection.carry(next)
            } else {
                keep(connection)
            }
        } else {
            connection.close()
            open -= 1
            serveNext()
        }
    }

    func idleClosed(_ connection: ClientConnection) {
        idle.removeAll { $0 === connection }
        connection.close()
        open -= 1
        serveNext()
    }

    func retry(_ exchange: Exchange) {
        if core.isShutDown { return exchange.cancel() }
        // The others that are idle are as old: a retry gets a connection of its own, even above the limit for a moment.
        connect(for: exchange)
    }
}

extension OriginPool: ExchangeHolder {
    /// Only waiting exchanges are held here.
    func abandon(_ exchange: Exchange) {
        waiting.removeAll { $0 === exchange }
    }
}
