import EventLoop
import HTTPMessage

/// The client's inside, on the loop's thread: the pools, and what all connections share.
///
/// - Note: `@unchecked Sendable` because it is touched on the loop's thread only; others pass it along.
final class ClientCore: @unchecked Sendable {
    let loop: EventLoop
    let configuration: HTTPClientConfiguration
    let resolver: Resolver
    private var pools: [Origin: OriginPool] = [:]
    private var streams: [ObjectIdentifier: StreamConnection] = [:]
    private(set) var isShutDown = false
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)

    struct Origin: Hashable {
        let host: String
        let port: UInt16
    }

    init(loop: EventLoop, configuration: HTTPClientConfiguration) {
        self.loop = loop
        self.configuration = configuration
        resolver = Resolver(loop: loop, resolve: configuration.resolve)
    }

    deinit { buffer.deallocate() }

    func start(_ exchange: Exchange, _ sink: Exchange.Sink) {
        guard exchange.begin(sink) else { return }
        if isShutDown { return exchange.cancel() }
        if exchange.events == nil { return pool(for: exchange.url).submit(exchange) }
        let stream = StreamConnection(exchange, core: self)
        streams[ObjectIdentifier(stream)] = stream
        stream.open()
    }

    func streamEnded(_ stream: StreamConnection) { streams[ObjectIdentifier(stream)] = nil }

    /// Ends everything under way and closes every connection.
    func shutDown() {
        isShutDown = true
        for pool in Array(pools.values) { pool.shutDown() }
        pools = [:]
        for stream in Array(streams.values) { stream.exchange.cancel() }
        streams = [:]
    }

    /// Pools exist while they hold a connection or a request, so that a client that has met many hosts stays small.
    func drop(_ pool: OriginPool) { pools[pool.origin] = nil }

    /// Connections, open or being opened, to an origin; idle ones among them. For tests and metrics.
    func connectionCount(to origin: Origin) -> (open: Int, idle: Int) {
        guard let pool = pools[origin] else { return (0, 0) }
        return (pool.open, pool.idleCount)
    }

    /// Reads once into the shared buffer; the bytes are valid during `body` only.
    func receive(
        _ fd: Int32, _ body: (UnsafeBufferPointer<UInt8>) -> Void
    ) -> Socket.Outcome {
        let outcome = Socket.receive(fd, into: buffer)
        if case .bytes(let count) = outcome {
            body(UnsafeBufferPointer(rebasing: buffer.bindMemory(to: UInt8.self)[..<count]))
        }
        return outcome
    }

    private func pool(for url: URLReference) -> OriginPool {
        let origin = Origin(host: url.host, port: url.port)
        if let pool = pools[origin] { return pool }
        let pool = OriginPool(origin: origin, core: self)
        pools[origin] = pool
        return pool
    }
}
