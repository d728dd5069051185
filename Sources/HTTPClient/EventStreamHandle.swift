import EventLoop

/// Ends an event stream; it goes on when the handle is dropped.
public final class EventStreamHandle: Sendable {
    private let loop: EventLoop
    /// Nil when the stream could not begin.
    private let exchange: Exchange?

    init(loop: EventLoop, exchange: Exchange?) {
        self.loop = loop
        self.exchange = exchange
    }

    /// From any thread; `onEnd` gets `cancelled`. On the loop no event comes afterwards; from elsewhere one may be
    /// on its way.
    public func cancel() {
        guard let exchange else { return }
        if loop.isOnLoop { exchange.cancel() } else { loop.execute { exchange.cancel() } }
    }
}

/// Who listens to a stream, and how far its bytes have been read. On the loop's thread only.
final class EventReceiver {
    let silence: Duration
    let onEnd: (HTTPClientError?) -> Void
    private let onEvent: (ServerSentEvent) -> Void
    private var parser: EventStreamParser

    init(
        limit: Int, silence: Duration, onEvent: @escaping (ServerSentEvent) -> Void,
        onEnd: @escaping (HTTPClientError?) -> Void
    ) {
        parser = EventStreamParser(limit: limit)
        self.silence = silence
        self.onEvent = onEvent
        self.onEnd = onEnd
    }

    /// False when the stream goes over its limit. A listener may cancel from inside an event.
    func take(_ bytes: [UInt8], isWanted: () -> Bool) -> Bool {
        do {
            try parser.take(bytes) { event in
                if isWanted() { onEvent(event) }
            }
            return true
        } catch {
            return false
        }
    }
}
