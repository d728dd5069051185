import AdminAPI
import Roaming
import SQLite

/// Takes out of the feed what operators need no more, and forgets addresses that cannot be used any more.
///
/// The rows themselves stay: money, messages and the audit are kept by other rules. At most a few hundred a run, so
/// that the writer is never held up.
enum Retention {
    private static let perRun = 200

    static func run(_ db: Connection, now: Timestamp) throws {
        for kind in Kind.allCases {
            guard let kept = kind.retention else { continue }
            for id in try Feed.stale(db, kind, before: now - kept, limit: perRun) {
                try Feed.delete(db, kind, id: id, at: now)
            }
        }
        try URLMapStore.purge(db, before: now)
    }
}
