import EventLoop
import HTTPMessage

/// A strict HTTP/1.1 server on one event loop. It owns its listener and connections; the loop is the caller's.
///
/// - Note: `@unchecked Sendable` because everything mutable is touched on the loop's thread only;
///   the counters are atomic.
public final class HTTPServer: @unchecked Sendable {
    let loop: EventLoop
    let configuration: HTTPServerConfiguration
    let counters = ServerCounters()

    var listeners: [Listener] = []
    var isDraining = false
    private var connections: [ObjectIdentifier: ServerConnection] = [:]
    private var refusals = 0
    private var whenEmpty: [@Sendable () -> Void] = []
    private var cutOffs: [EventLoopTimer] = []
    private let date: DateLine
    private let admit: @Sendable (HTTPRequestHead) -> Admission
    private var readBuffer = [UInt8](repeating: 0, count: 65_536)

    /// Every request with a known method goes to one handler; HEAD answers lose their body on the way out.
    public convenience init(
        loop: EventLoop, configuration: HTTPServerConfiguration, handler: @escaping HTTPHandler
    ) {
        let admission = Admission(outcome: .handle(handler), bodyLimit: configuration.limits.body)
        self.init(loop: loop, configuration: configuration) { _ in admission }
    }

    /// Requests go to the router's routes, within each route's limits.
    public convenience init(loop: EventLoop, configuration: HTTPServerConfiguration, router: Router) {
        let defaultLimit = configuration.limits.body
        self.init(loop: loop, configuration: configuration) { router.admit($0, defaultLimit: defaultLimit) }
    }

    init(
        loop: EventLoop, configuration: HTTPServerConfiguration,
        admit: @escaping @Sendable (HTTPRequestHead) -> Admission
    ) {
        self.loop = loop
        self.configuration = configuration
        self.admit = admit
        date = DateLine(wallClock: configuration.wallClock)
    }

    /// Open connections, from any thread.
    public var connectionCount: Int { counters.connections.value }

    /// From any thread.
    public var metrics: HTTPServerMetrics { counters.metrics }

    /// Begins to listen on a numeric address or a name of this machine; from any thread.
    ///
    /// - Returns: the port, which the system chose when 0 was asked for. Connections are taken once the loop runs.
    @discardableResult
    public func listen(host: String = "127.0.0.1", port: UInt16 = 0) throws(EventLoopError) -> UInt16 {
        let (fd, bound) = try Socket.listen(host: host, port: port)
        let listener = Listener(fd: fd, server: self)
        if loop.isOnLoop { listener.start() } else { loop.execute { listener.start() } }
        return bound
    }

    /// Stops accepting for good, closes what is idle, lets what is at work finish, ends event streams;
    /// returns when nothing is left, at the latest after `deadline`, when the rest has been cut off.
    public func drain(deadline: Duration) async {
        await withCheckedContinuation { continuation in
            loop.execute { [self] in
                beginDraining(deadline: deadline) { continuation.resume() }
            }
        }
    }

    private func beginDraining(deadline: Duration, whenDone: @escaping @Sendable () -> Void) {
        isDraining = true
        for listener in listeners { listener.close() }
        listeners = []
        whenEmpty.append(whenDone)
        for connection in connections.values { connection.drain() }
        cutOffs.append(
            loop.schedule(after: deadline) { [self] in
                for connection in connections.values { connection.abort() }
            })
        finishDrainingIfEmpty()
    }

    private func finishDrainingIfEmpty() {
        guard isDraining, connections.isEmpty else { return }
        for timer in cutOffs { timer.cancel() }
        cutOffs = []
        let waiting = whenEmpty
        whenEmpty = []
        for done in waiting { done() }
    }

    /// Whether another connection may be served, refused politely, or not even that.
    enum Room {
        case serve
        case refuse
        case none
    }

    var room: Room {
        if connections.count - refusals < configuration.maxConnections { return .serve }
        return refusals < configuration.maxRefusals ? .refuse : .none
    }

    func add(_ fd: Int32, address: String, room: Room) {
        counters.accepted.add(1)
        let machine = ConnectionMachine(
            configuration: configuration, date: date, remoteAddress: address, now: loop.now, admit: admit)
        let connection = ServerConnection(fd: fd, server: self, machine: machine, isRefused: room == .refuse)
        connections[ObjectIdentifier(connection)] = connection
        counters.connections.add(1)
        if room == .refuse {
            refusals += 1
            counters.refused.add(1)
        }
        do {
            try connection.open()
        } catch {
            // epoll ran out of memory or of watches; the connection was never served.
            Socket.close(fd)
            closed(connection)
        }
    }

    func closed(_ connection: ServerConnection) {
        guard connections.removeValue(forKey: ObjectIdentifier(connection)) != nil else { return }
        counters.connections.add(-1)
        if connection.isRefused { refusals -= 1 }
        finishDrainingIfEmpty()
    }

    func finished(_ record: ExchangeRecord) {
        counters.count(record.status, isFault: record.fault != nil)
        configuration.onExchange?(record)
    }

    /// Reads once into the buffer all connections share, and from there into the machine.
    func receive(_ fd: Int32, into machine: inout ConnectionMachine) -> Socket.Outcome {
        let outcome = readBuffer.withUnsafeMutableBytes { Socket.receive(fd, into: $0) }
        if case .bytes(let count) = outcome {
            counters.received.add(count)
            let bytes = readBuffer
            machine.receive(bytes.span.extracting(0..<count), now: loop.now)
        }
        return outcome
    }
}
