import AdminAPI
import Roaming
import SQLite

/// What the frame says about the whole: counts, load, and what wants attention.
public struct CacheOverview: Hashable, Sendable {
    public var counts: [Kind: Int] = [:]
    public var activeSessions = 0
    /// Sum over active sessions.
    public var activeWatts = 0
    public var flaggedSessions = 0
    public var alerts: [AlertResource.Severity: Int] = [:]
    /// Partners with an alert, offline or suspended.
    public var partnersInTrouble = 0
    /// READY or RELEASED: somebody has to act.
    public var payoutsWaiting = 0
    public var disputesOpen = 0
    /// Open, and due within four hours or overdue.
    public var disputesDue = 0
}

extension CacheReader {
    /// All of it from indexes and small tables: under a millisecond with thousands of sessions.
    public func overview(now: Timestamp) throws -> CacheOverview {
        var overview = CacheOverview()
        for kind in Kind.allCases { overview.counts[kind] = try total(kind) }
        // Power is stored in ten-thousandths of a kilowatt, ten to the watt.
        let load = try connection.one(
            "SELECT count(*), coalesce(sum(max(power_w, 0)), 0) FROM session WHERE status = 'ACTIVE'"
        ) { (try $0.int(0), try $0.int(1) / 10) }
        (overview.activeSessions, overview.activeWatts) = load ?? (0, 0)
        overview.flaggedSessions = try number("SELECT count(*) FROM session WHERE flags > ''")
        let severities = try connection.query("SELECT severity, count(*) FROM alert GROUP BY severity") {
            (AlertResource.Severity(rawValue: try $0.text(0)), try $0.int(1))
        }
        for (severity, count) in severities { if let severity { overview.alerts[severity] = count } }
        overview.partnersInTrouble = try number(
            "SELECT count(*) FROM partner WHERE alerts_code <> '' OR status IN ('OFFLINE', 'SUSPENDED')")
        overview.payoutsWaiting = try number("SELECT count(*) FROM payout WHERE state IN ('READY', 'RELEASED')")
        overview.disputesOpen = try number("SELECT count(*) FROM dispute WHERE state IN ('OPEN', 'PROPOSED')")
        overview.disputesDue = try number(
            "SELECT count(*) FROM dispute WHERE state IN ('OPEN', 'PROPOSED') AND due_at <= ?",
            (now + .seconds(4 * 3_600)).milliseconds)
        return overview
    }

    private func number(_ sql: String, _ values: (any Bindable)?...) throws -> Int {
        try connection.one(sql, values: values) { try $0.int(0) } ?? 0
    }
}
