import AdminAPI
import Roaming

/// How the desk stands with its hub.
public enum Link: Hashable, Sendable {
    /// No answer yet since the start; `shown` is the hub's time of the newest cached row, nil when the cache is empty.
    case connecting(shown: Timestamp?)
    /// A first or a long catch-up; `of` is nil until the hub has said how much there is.
    case syncing(done: Int, of: Int?)
    case live
    /// Lost at `since`; what is on the screen is as of `shown`.
    case offline(since: Timestamp, shown: Timestamp?, reason: String)

    public var isLive: Bool { self == .live }
}

/// Who the hub says one is.
public struct Identity: Hashable, Sendable {
    public var caller: Caller
    public var hubName: String
    public var hubParty: String

    public init(caller: Caller, hubName: String, hubParty: String) {
        self.caller = caller
        self.hubName = hubName
        self.hubParty = hubParty
    }
}

/// The figures of the top lines.
public struct Overview: Hashable, Sendable {
    /// Rows in the cache.
    public var counts: [Kind: Int]
    public var activeSessions: Int
    /// The active sessions' power together, in watts.
    public var activeWatts: Int
    /// Open alerts of severity warning or critical.
    public var alerts: Int
    /// Rows that want somebody: partners with alerts, payouts to release or approve, open disputes, flagged sessions.
    public var attention: [Kind: Int]

    public init(
        counts: [Kind: Int] = [:], activeSessions: Int = 0, activeWatts: Int = 0, alerts: Int = 0,
        attention: [Kind: Int] = [:]
    ) {
        self.counts = counts
        self.activeSessions = activeSessions
        self.activeWatts = activeWatts
        self.alerts = alerts
        self.attention = attention
    }
}
