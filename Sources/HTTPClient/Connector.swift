import EventLoop
import Glibc

/// Opens one connection for one exchange: finds the addresses and tries them in their order.
///
/// - Note: `@unchecked Sendable` because it is touched on the loop's thread only.
final class Connector: @unchecked Sendable {
    /// A failure without an error: the exchange has ended already.
    enum Outcome {
        case success(Int32)
        case failure(HTTPClientError?)
    }

    private(set) var exchange: Exchange?
    private let core: ClientCore
    private var completion: ((Connector, Outcome) -> Void)?
    private var addresses: ArraySlice<String> = []
    private var lastError: Int32 = EHOSTUNREACH
    private var fd: Int32 = -1
    private var registration: Registration?
    private var attemptTimer: EventLoopTimer?
    private let deadline: ContinuousClock.Instant

    init(_ exchange: Exchange, core: ClientCore, completion: @escaping (Connector, Outcome) -> Void) {
        self.exchange = exchange
        self.core = core
        self.completion = completion
        deadline = core.loop.now + core.configuration.connectDeadline
    }

    func start() {
        guard let exchange else { return }
        exchange.holder = self
        let host = exchange.url.host
        if Resolver.isNumeric(host) { return connect(to: [host]) }
        exchange.enter(.resolving, limit: core.configuration.connectDeadline)
        core.resolver.addresses(of: host) { [weak self] addresses in
            guard let self, self.exchange != nil else { return }
            if addresses.isEmpty { finish(.failure(.resolve(host: host))) } else { connect(to: addresses) }
        }
    }

    private func connect(to addresses: [String]) {
        self.addresses = addresses[...]
        exchange?.enter(.connecting, limit: deadline - core.loop.now)
        tryNext()
    }

    private func tryNext() {
        while let exchange {
            guard let address = addresses.popFirst() else {
                return finish(.failure(.connect(errno: lastError)))
            }
            do {
                fd = try Socket.connect(address: address, port: exchange.url.port)
                registration = try core.loop.register(fd: fd, interest: .write) { [self] _ in decided() }
                return limitAttempt()
            } catch {
                lastError = error.errno
                if fd >= 0 { Socket.close(fd) }
                fd = -1
            }
        }
    }

    /// While other addresses are left, one that says nothing gets only its share of the time.
    private func limitAttempt() {
        if addresses.isEmpty { return }
        let share = (deadline - core.loop.now) / (addresses.count + 1)
        attemptTimer = core.loop.schedule(after: share) { [weak self] in
            guard let self, exchange != nil else { return }
            lastError = ETIMEDOUT
            letGo()
            tryNext()
        }
    }

    private func decided() {
        let error = Socket.pendingError(fd)
        if error == 0 {
            detach()
            return finish(.success(fd))
        }
        lastError = error
        letGo()
        tryNext()
    }

    private func detach() {
        attemptTimer?.cancel()
        attemptTimer = nil
        if let registration { core.loop.deregister(registration) }
        registration = nil
    }

    private func letGo() {
        detach()
        if fd >= 0 { Socket.close(fd) }
        fd = -1
    }

    private func finish(_ outcome: Outcome) {
        exchange?.holder = nil
        exchange = nil
        let completion = completion
        self.completion = nil
        completion?(self, outcome)
    }
}

extension Connector: ExchangeHolder {
    func abandon(_ exchange: Exchange) {
        letGo()
        finish(.failure(nil))
    }
}
