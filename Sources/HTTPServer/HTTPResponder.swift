import EventLoop
import HTTPMessage
import Synchronization

/// The one answer a request will get. From any thread; the first call wins, later ones do nothing.
public final class HTTPResponder: Sendable {
    private struct State {
        var connection: ServerConnection?
        var isAnswered = false
        var isCancelled = false
        var onCancel: (@Sendable () -> Void)?
    }

    private let loop: EventLoop
    private let exchange: Int
    private let state: Mutex<State>

    init(loop: EventLoop, connection: ServerConnection, exchange: Int) {
        self.loop = loop
        self.exchange = exchange
        state = Mutex(State(connection: connection))
    }

    /// Answers the request. On the loop's thread the bytes are written before this returns or right after the handler.
    public func respond(_ response: HTTPResponse) {
        guard let connection = claim() else { return }
        let exchange = exchange
        if loop.isOnLoop {
            connection.respond(response, to: exchange)
        } else {
            loop.execute { connection.respond(response, to: exchange) }
        }
    }

    /// Answers with an event stream: status 200, text/event-stream. HEAD and HTTP/1.0 get the head and a closed stream.
    ///
    /// - Parameter retry: how long the client should wait before it connects again.
    public func startEventStream(headers: HTTPFields = [:], retry: Duration? = nil) -> EventStream {
        guard let connection = claim() else { return EventStream(loop: loop, connection: nil) }
        let stream = EventStream(loop: loop, connection: connection)
        let exchange = exchange
        let start: @Sendable () -> Void = {
            connection.start(stream, headers: headers, retry: retry, to: exchange)
        }
        if loop.isOnLoop { start() } else { loop.execute(start) }
        return stream
    }

    /// Whether the peer has gone, or the time for an answer is over. An answer does no harm, but may reach nobody.
    public var isCancelled: Bool { state.withLock { $0.isCancelled } }

    /// Called once, on the loop (or here, if it has happened already), when the answer becomes pointless before it is given.
    public func onCancel(_ body: @escaping @Sendable () -> Void) {
        let isCancelled = state.withLock { state in
            if state.isAnswered { return false }
            if !state.isCancelled { state.onCancel = body }
            return state.isCancelled
        }
        if isCancelled { body() }
    }

    func cancel() {
        let onCancel = state.withLock { state in
            state.isCancelled = true
            defer { state.onCancel = nil }
            return state.onCancel
        }
        onCancel?()
    }

    private func claim() -> ServerConnection? {
        state.withLock { state in
            if state.isAnswered { return nil }
            state.isAnswered = true
            state.onCancel = nil
            defer { state.connection = nil }
            return state.connection
        }
    }
}
