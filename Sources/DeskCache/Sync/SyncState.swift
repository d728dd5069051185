import AdminAPI
import Roaming

/// How the replica stands to its hub.
public enum SyncState: Hashable, Sendable {
    case connecting
    /// `done` of `of` in the feed's numbers; both grow.
    case syncing(done: Int64, of: Int64)
    case live
    /// Since when nothing was heard, what time the cache shows, and why in words.
    case offline(since: Timestamp, shown: Timestamp?, reason: String)
    /// The hub does not let us in; nothing is tried again until `retryNow`.
    case refused(status: Int, reason: String)
    /// The line is closed on purpose.
    case suspended
    /// The cache cannot be written; the next start makes a new one.
    case broken(String)
}

/// What the engine tells whoever shows the replica.
public enum SyncEvent: Hashable, Sendable {
    case state(SyncState)
    case identity(Me)
    /// These kinds have changed in the cache, which now stands at `seq`.
    case changed(Set<Kind>, seq: Int64)
}

/// How eagerly changes are fetched.
public enum SyncPace: Hashable, Sendable {
    /// At once when it is quiet, once a second when much changes.
    case live
    /// Every two seconds, for a desk that shows something else.
    case relaxed
    /// Not at all: the line is closed and the process can sleep.
    case suspended

    /// The least time between two doorbells, which the hub keeps; nil closes the line.
    public var interval: Duration? {
        switch self {
        case .live: .seconds(1)
        case .relaxed: .milliseconds(2_000)
        case .suspended: nil
        }
    }
}
