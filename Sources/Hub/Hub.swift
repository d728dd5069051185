import Digest
import EventLoop
import HTTPClient
import HTTPMessage
import HTTPSTransport
import HTTPServer
import OCPI
import Roaming
import Synchronization

/// The roaming hub: one actor on the event loop's thread, the store's writer and readers beside it.
///
/// What it decides is decided by pure code (`Switchboard`, `Roaming`); what must survive is in the store before
/// it is acknowledged. Nothing here blocks.
public actor Hub {
    nonisolated let loop: EventLoop
    nonisolated let configuration: HubConfiguration
    nonisolated let store: HubStore
    nonisolated let client: HTTPClient
    nonisolated let log: HubLog

    public nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    var registry = Registry()
    /// By platform.
    var contacts: [Int64: Contact] = [:]
    var addresses = OCPIAddresses(base: "")
    var metrics = Metrics()
    var doorbell: Doorbell
    var server: HTTPServer?
    var background: [Task<Void, Never>] = []
    /// Deliveries and commands under way, so that a tick does not start one twice.
    var deliveriesUnderWay: Set<Int64> = []
    /// What price lists showed, between two writings.
    var servedPrices = ServedPrices(at: .now)
    var isStopping = false
    /// Platforms the hub is registering at, with the requests of theirs that wait for the end of it.
    var registering: [Int64: [CheckedContinuation<Void, Never>]] = [:]

    /// Opens the store and reads the registry; serves nothing until `start()`.
    public init(_ configuration: HubConfiguration, loop: EventLoop, log: HubLog) async throws {
        self.loop = loop
        self.configuration = configuration
        self.log = log
        let bell = HeadBell()
        store = try HubStore(directory: configuration.dataDirectory) { bell.ring($0) }
        var settings = HTTPClientConfiguration()
        settings.userAgent = "roamhub/\(HubVersion.text)"
        settings.secureTransport = URLSessionTransport.maker
        client = HTTPClient(loop: loop, configuration: settings)
        doorbell = Doorbell(epoch: store.epoch)
        bell.connect { [weak self] head in
            loop.execute { [weak self] in self?.assumeIsolated { $0.feedMoved(to: head) } }
        }
        try await checkDemoMarker()
        try await loadRegistry()
    }

    /// Listens and starts the watch; answers the port.
    public func start() throws -> UInt16 {
        var settings = HTTPServerConfiguration()
        settings.handlerTimeout = configuration.handlerDeadline
        let server = HTTPServer(loop: loop, configuration: settings) { [unowned self] request, responder in
            self.assumeIsolated { $0.accept(request, responder) }
        }
        let port = try server.listen(host: configuration.host, port: configuration.port)
        self.server = server
        addresses = OCPIAddresses(base: configuration.publicURL ?? "http://\(configuration.host):\(port)")
        startWatch()
        return port
    }

    /// Answers what is under way, closes the streams, writes what is queued, and closes the files.
    public func stop() async {
        guard !isStopping else { return }
        isStopping = true
        for task in background { task.cancel() }
        doorbell.close()
        await server?.drain(deadline: .seconds(5))
        client.shutdown()
        await writeLastServedPrices()
        store.close()
    }

    /// What reaches the hub's handler has a checked head and a whole body.
    private func accept(_ request: HTTPRequest, _ responder: HTTPResponder) {
        switch request.path.first {
        case "ocpi":
            Task { await self.answerOCPI(request, responder) }
        case "prices":
            Task { await self.answerPrices(request, responder) }
        case "admin":
            Task { await self.answerAdmin(request, responder) }
        case "healthz" where request.path.count == 1:
            responder.respond(health(request))
        case "metrics" where request.path.count == 1:
            Task { responder.respond(await self.metricsAnswer(request)) }
        default:
            responder.respond(
                .text(
                    404,
                    "There is nothing at this address. The hub serves /ocpi, /prices, /admin, /healthz and /metrics."))
        }
    }
}

/// Carries the store's head from the writer's thread to the hub once the hub exists.
final class HeadBell: Sendable {
    /// A function kept in a generic place on its own gets another wrapper at each look, until calling it is one too many:
    /// in a structure it stays as it is.
    private struct Target {
        let ring: @Sendable (Int64) -> Void
    }

    private let target = Mutex<Target?>(nil)

    func connect(_ ring: @escaping @Sendable (Int64) -> Void) { target.withLock { $0 = Target(ring: ring) } }

    func ring(_ head: Int64) { target.withLock { $0 }?.ring(head) }
}
