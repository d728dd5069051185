import JSON
import Roaming

/// Limits of clearing and supervision that finance sets.
public struct Settings: JSONConvertible {
    public var version: Int
    public var updatedAt: Timestamp
    public var priceToleranceMinor: Int64
    public var stuckAfterSeconds: Int
    public var cdrDueAfterSeconds: Int
    public var disputeDueHours: Int
    public var largePayoutMinor: Int64
    /// Codes of the price rules that are switched off.
    public var disabledRules: [String]

    public init(
        version: Int, updatedAt: Timestamp, priceToleranceMinor: Int64, stuckAfterSeconds: Int,
        cdrDueAfterSeconds:
            Int, disputeDueHours: Int, largePayoutMinor: Int64, disabledRules: [String] = []
    ) {
        self.version = version
        self.updatedAt = updatedAt
        self.priceToleranceMinor = priceToleranceMinor
        self.stuckAfterSeconds = stuckAfterSeconds
        self.cdrDueAfterSeconds = cdrDueAfterSeconds
        self.disputeDueHours = disputeDueHours
        self.largePayoutMinor = largePayoutMinor
        self.disabledRules = disabledRules
    }
}

extension Settings {
    public init(_ reader: ObjectReader) throws(FieldError) {
        version = try reader.int("version")
        updatedAt = try reader.timestamp("updated_at")
        priceToleranceMinor = try reader.int64("price_tolerance_minor")
        stuckAfterSeconds = try reader.int("stuck_after_seconds")
        cdrDueAfterSeconds = try reader.int("cdr_due_after_seconds")
        disputeDueHours = try reader.int("dispute_due_hours")
        largePayoutMinor = try reader.int64("large_payout_minor")
        disabledRules = reader.has("disabled_rules") ? try reader.strings("disabled_rules") : []
    }

    public var json: JSONValue {
        var members = Members()
        members.add("version", version)
        members.add("updated_at", updatedAt)
        members.add("price_tolerance_minor", priceToleranceMinor)
        members.add("stuck_after_seconds", stuckAfterSeconds)
        members.add("cdr_due_after_seconds", cdrDueAfterSeconds)
        members.add("dispute_due_hours", disputeDueHours)
        members.add("large_payout_minor", largePayoutMinor)
        if !disabledRules.isEmpty { members.add("disabled_rules", disabledRules) }
        return members.json
    }

    public static let schema = Schema(
        "Settings", "Limits of clearing and supervision",
        [
            .field("version", .integer, "Counts changes from 1; the ETag is \"v<version>\""),
            .field("updated_at", .dateTime, "When they were last changed"),
            .field(
                "price_tolerance_minor", .minorUnits,
                "Largest difference between claim and our price that is still accepted"),
            .field("stuck_after_seconds", .integer, "A running session silent for this long is flagged STUCK"),
            .field(
                "cdr_due_after_seconds", .integer,
                "A finished session without a CDR for this long is flagged NO_CDR"),
            .field("dispute_due_hours", .integer, "Hours until the next step of a dispute is due"),
            .field("large_payout_minor", .minorUnits, "Payouts from this amount are flagged"),
            .optional("disabled_rules", .list(.text), "Price rules that are switched off; absent for none"),
        ])
}
