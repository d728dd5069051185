import AdminAPI
import DeskCache
import Synchronization
import Terminal

/// What other threads have for the console, until its loop takes it.
final class Inbox: Sendable {
    /// An answer for the desk, or news of the sync.
    struct Content: Sendable {
        var events: [DeskEvent] = []
        var sync: [SyncEvent] = []
        /// What the last change will be asked about.
        var foreseen: Foresight.Answers?
    }

    private let waker: Waker
    private let content = Mutex(Content())

    init(waker: Waker) { self.waker = waker }

    /// From any thread; rings only when the loop has not been rung since it last took.
    func post(_ event: DeskEvent) { post([event]) }

    /// Several answers that are to be taken in one turn of the loop.
    func post(_ events: [DeskEvent]) {
        guard !events.isEmpty else { return }
        let wasEmpty = content.withLock { content in
            defer { content.events += events }
            return content.events.isEmpty && content.sync.isEmpty
        }
        if wasEmpty { waker.ring() }
    }

    /// Sync news, coalesced: changed kinds are united, and only the last state is kept.
    func post(_ event: SyncEvent, with foreseen: Foresight.Answers? = nil) {
        let wasEmpty = content.withLock { content in
            let wasEmpty = content.events.isEmpty && content.sync.isEmpty
            content.sync = Inbox.merged(content.sync, event)
            content.foreseen = foreseen ?? content.foreseen
            return wasEmpty
        }
        if wasEmpty { waker.ring() }
    }

    func take() -> Content {
        content.withLock { content in
            defer { content = Content() }
            return content
        }
    }

    static func merged(_ events: [SyncEvent], _ event: SyncEvent) -> [SyncEvent] {
        var events = events
        switch event {
        case .state:
            events.removeAll { if case .state = $0 { true } else { false } }
            events.append(event)
        case .identity:
            events.removeAll { if case .identity = $0 { true } else { false } }
            events.append(event)
        case .changed(let kinds, let seq):
            var united = kinds
            events.removeAll { earlier in
                guard case .changed(let other, _) = earlier else { return false }
                united.formUnion(other)
                return true
            }
            events.append(.changed(united, seq: seq))
        }
        return events
    }
}
