import DeskCache
import Synchronization

/// What a sync engine has said so far, and a way to wait for what it will say.
final class SyncLog: Sendable {
    private struct Held {
        var events: [SyncEvent] = []
        var waiter: (matches: @Sendable ([SyncEvent]) -> Bool, continuation: CheckedContinuation<Void, Never>)?
    }

    private let held = Mutex(Held())

    var events: [SyncEvent] { held.withLock { $0.events } }

    var states: [SyncState] { events.compactMap { if case .state(let state) = $0 { state } else { nil } } }

    func post(_ event: SyncEvent) {
        let ready = held.withLock { held -> CheckedContinuation<Void, Never>? in
            held.events.append(event)
            guard let waiter = held.waiter, waiter.matches(held.events) else { return nil }
            held.waiter = nil
            return waiter.continuation
        }
        ready?.resume()
    }

    /// Returns once the events so far are as wanted; one waiter at a time.
    func wait(_ matches: @escaping @Sendable ([SyncEvent]) -> Bool) async {
        await withCheckedContinuation { continuation in
            let isReady = held.withLock { held in
                if matches(held.events) { return true }
                precondition(held.waiter == nil, "one waiter at a time")
                held.waiter = (matches, continuation)
                return false
            }
            if isReady { continuation.resume() }
        }
    }

    /// Until the last state is as wanted.
    func waitForState(_ matches: @escaping @Sendable (SyncState) -> Bool) async {
        await wait { events in
            for case .state(let state) in events.reversed() { return matches(state) }
            return false
        }
    }

    func waitForChange(to seq: Int64) async {
        await wait { events in
            events.contains { if case .changed(_, let reached) = $0 { reached >= seq } else { false } }
        }
    }
}
