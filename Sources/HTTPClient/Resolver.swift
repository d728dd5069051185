import EventLoop
import Glibc
import Synchronization

/// Looks names up on threads of its own, since `getaddrinfo` blocks; one look-up a name at a time.
final class Resolver: Sendable {
    private struct State {
        /// Who waits for each name; the first one has started its look-up.
        var waiting: [String: [@Sendable ([String]) -> Void]] = [:]
        var queue: [String] = []
        var running = 0
    }

    private static let mostThreads = 8

    private let loop: EventLoop
    private let resolve: @Sendable (String) -> [String]
    private let state = Mutex(State())

    init(loop: EventLoop, resolve: @escaping @Sendable (String) -> [String]) {
        self.loop = loop
        self.resolve = resolve
    }

    /// Whether the text is an address already: IPv6, or four decimal numbers.
    static func isNumeric(_ host: String) -> Bool {
        if host.utf8.contains(UInt8(ascii: ":")) { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
    }

    /// Calls back on the loop, with nothing when the name does not resolve.
    func addresses(of host: String, _ completion: @escaping @Sendable ([String]) -> Void) {
        let begins = state.withLock { state in
            state.waiting[host, default: []].append(completion)
            guard state.waiting[host]?.count == 1 else { return false }
            state.queue.append(host)
            guard state.running < Self.mostThreads else { return false }
            state.running += 1
            return true
        }
        if begins { startThread() }
    }

    private func startThread() {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self)
        let result = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<Resolver>.fromOpaque(context).takeRetainedValue().work()
                return nil
            }, context.toOpaque())
        if result == 0 {
            pthread_detach(thread)
        } else {
            context.release()
            while let host = nextHost() { finish(host, []) }
        }
    }

    /// Serves names until none is left, then lets the thread end.
    private func work() {
        while let host = nextHost() { finish(host, resolve(host)) }
    }

    private func nextHost() -> String? {
        state.withLock { state in
            if state.queue.isEmpty {
                state.running -= 1
                return nil
            }
            return state.queue.removeFirst()
        }
    }

    private func finish(_ host: String, _ addresses: [String]) {
        let completions = state.withLock { $0.waiting.removeValue(forKey: host) ?? [] }
        loop.execute { for completion in completions { completion(addresses) } }
    }
}
