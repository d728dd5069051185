import JSON
import Roaming

/// What PUT and PATCH do to a stored session, and when they must be refused.
///
/// Source: OCPI 2.2.1, module sessions. A PATCH appends its `charging_periods`; a PUT replaces everything.
public enum SessionMerge {
    public struct Patched: Sendable {
        public let object: JSONObject
        public let appendedPeriods: Int
        /// Periods the session already had, dropped: the trace of a PATCH that was sent twice.
        public let repeatedPeriods: Int
    }

    /// The stored session after a PATCH.
    ///
    /// - Throws: when `last_updated` is missing, or `charging_periods` is not a list, or the PATCH names another id.
    public static func patch(_ stored: JSONObject, with patch: JSONObject) throws(FieldError) -> Patched {
        for name in ["country_code", "party_id", "id"] {
            if case .string(let new)? = patch[name], case .string(let old)? = stored[name],
                new.uppercased() != old.uppercased()
            {
                throw FieldError(field: name, rule: "cannot be changed by a PATCH", value: new)
            }
        }
        var merged = try MergePatch.apply(patch, to: stored)
        guard let sent = patch["charging_periods"], sent != .null else {
            return Patched(object: merged, appendedPeriods: 0, repeatedPeriods: 0)
        }
        guard case .array(let new) = sent else {
            throw FieldError(field: "charging_periods", rule: "must be a list", value: nil)
        }
        var periods: [JSONValue] = []
        if case .array(let old)? = stored["charging_periods"] { periods = old }
        let before = periods.count
        for period in new where !periods.contains(period) { periods.append(period) }
        merged["charging_periods"] = .array(periods)
        let appended = periods.count - before
        return Patched(object: merged, appendedPeriods: appended, repeatedPeriods: new.count - appended)
    }

    /// How a new state of a session stands to the stored one.
    public enum Order: Hashable, Sendable {
        case forward
        /// `last_updated` is older than what we have: ignore it, the sender is late, not wrong.
        case late
        /// The session would go backwards; the sentence names the rule that refuses it.
        case backward(String)
    }

    /// What of a stored session decides whether a new state may follow it.
    public struct Standing: Hashable, Sendable {
        public let status: V221.SessionStatus
        public let kwh: Decimal4
        public let lastUpdated: Timestamp

        public init(status: V221.SessionStatus, kwh: Decimal4, lastUpdated: Timestamp) {
            self.status = status
            self.kwh = kwh
            self.lastUpdated = lastUpdated
        }

        public init(_ session: V221.Session) {
            self.init(status: session.status, kwh: session.kwh.decimal, lastUpdated: session.lastUpdated)
        }
    }

    public static func order(from stored: V221.Session, to next: V221.Session) -> Order {
        order(from: Standing(stored), to: next)
    }

    /// COMPLETED and INVALID are final, energy never falls, and a running session does not become PENDING again.
    ///
    /// A repeat of the final state with the same energy is forward, so that a retry is answered like the first time.
    public static func order(from stored: Standing, to next: V221.Session) -> Order {
        let repeatsFinal = stored.status == next.status && stored.kwh == next.kwh.decimal
        if stored.status.isFinal, !repeatsFinal {
            return .backward("a session that is \(stored.status.rawValue) accepts no more changes")
        }
        if next.lastUpdated < stored.lastUpdated {
            return .late
        }
        if next.kwh.decimal < stored.kwh {
            return .backward("kwh cannot fall from \(stored.kwh.text) to \(next.kwh)")
        }
        if stored.status == .active, next.status == .pending || next.status == .reservation {
            return .backward("a session that is ACTIVE cannot become \(next.status.rawValue)")
        }
        return .forward
    }
}
