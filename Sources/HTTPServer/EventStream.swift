import EventLoop
import Synchronization

/// An open stream of server-sent events. All of it from any thread; events keep the order of one thread's calls.
///
/// A subscriber that falls too far behind is closed, never waited for: it resumes by Last-Event-ID.
public final class EventStream: Sendable {
    private struct State {
        /// nil once closed.
        var connection: ServerConnection?
        var onClose: [@Sendable () -> Void] = []
    }

    private let loop: EventLoop
    private let state: Mutex<State>

    init(loop: EventLoop, connection: ServerConnection?) {
        self.loop = loop
        state = Mutex(State(connection: connection))
    }

    public var isClosed: Bool { state.withLock { $0.connection == nil } }

    /// Sends one event; `data` may have several lines. Line ends in `event` and `id` are left out.
    public func send(event: String? = nil, id: String? = nil, data: String) {
        write(EventFrame.event(event, id: id, data: data))
    }

    /// A line that readers ignore, which shows that the line is alive.
    public func comment(_ text: String = "") {
        write(EventFrame.comment(text))
    }

    /// Ends the stream in good order; nothing can be sent afterwards.
    public func close() {
        onLoop { $0.endStream() }
    }

    /// Called once, on the loop, when the stream has ended whoever ended it; here, if it has already.
    public func onClose(_ body: @escaping @Sendable () -> Void) {
        let isClosed = state.withLock { state in
            if state.connection != nil { state.onClose.append(body) }
            return state.connection == nil
        }
        if isClosed { body() }
    }

    func hasClosed() {
        let bodies = state.withLock { state in
            state.connection = nil
            defer { state.onClose = [] }
            return state.onClose
        }
        for body in bodies { body() }
    }

    private func write(_ bytes: [UInt8]) {
        onLoop { $0.sendEvent(bytes) }
    }

    private func onLoop(_ body: @escaping @Sendable (ServerConnection) -> Void) {
        guard let connection = state.withLock({ $0.connection }) else { return }
        if loop.isOnLoop { body(connection) } else { loop.execute { body(connection) } }
    }
}
