import AdminAPI
import Synchronization

/// Carries events from the loop to a thread that sleeps in `poll`: it holds the last state, the last identity and the
/// kinds that have changed, however many events come meanwhile.
public final class SyncMailbox: Sendable {
    private struct Held {
        var state: SyncState?
        var identity: Me?
        var kinds: Set<Kind> = []
        var seq: Int64 = 0

        var isEmpty: Bool { state == nil && identity == nil && kinds.isEmpty }
    }

    private let held = Mutex(Held())
    private let onWake: @Sendable () -> Void

    /// - Parameter onWake: called when the empty mailbox gets something, on the poster's thread; write to a pipe or an
    ///   eventfd there.
    public init(onWake: @escaping @Sendable () -> Void) { self.onWake = onWake }

    public func post(_ event: SyncEvent) {
        let wasEmpty = held.withLock { held in
            let wasEmpty = held.isEmpty
            switch event {
            case .state(let state): held.state = state
            case .identity(let me): held.identity = me
            case .changed(let kinds, let seq):
                held.kinds.formUnion(kinds)
                held.seq = seq
            }
            return wasEmpty && !held.isEmpty
        }
        if wasEmpty { onWake() }
    }

    /// Empties it: identity, then what changed, then the state.
    public func drain() -> [SyncEvent] {
        let taken = held.withLock { held in
            defer { held = Held() }
            return held
        }
        var events: [SyncEvent] = []
        if let me = taken.identity { events.append(.identity(me)) }
        if !taken.kinds.isEmpty { events.append(.changed(taken.kinds, seq: taken.seq)) }
        if let state = taken.state { events.append(.state(state)) }
        return events
    }
}
