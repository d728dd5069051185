import JSON
import Roaming

/// The limits of `Settings`, all of them, and the price rules that are switched off.
public struct SettingsBody: JSONConvertible {
    public var priceToleranceMinor: Int64
    public var stuckAfterSeconds: Int
    public var cdrDueAfterSeconds: Int
    public var disputeDueHours: Int
    public var largePayoutMinor: Int64
    /// Codes of the price rules to switch off, all others on; nil leaves them as they are.
    public var disabledRules: [String]?

    public init(
        priceToleranceMinor: Int64, stuckAfterSeconds: Int, cdrDueAfterSeconds: Int, disputeDueHours: Int,
        largePayoutMinor: Int64, disabledRules: [String]? = nil
    ) {
        self.priceToleranceMinor = priceToleranceMinor
        self.stuckAfterSeconds = stuckAfterSeconds
        self.cdrDueAfterSeconds = cdrDueAfterSeconds
        self.disputeDueHours = disputeDueHours
        self.largePayoutMinor = largePayoutMinor
        self.disabledRules = disabledRules
    }
}

extension SettingsBody {
    public init(_ reader: ObjectReader) throws(FieldError) {
        priceToleranceMinor = try reader.int64("price_tolerance_minor", in: 0...1_000_000)
        stuckAfterSeconds = try reader.int("stuck_after_seconds", in: 1...86_400)
        cdrDueAfterSeconds = try reader.int("cdr_due_after_seconds", in: 1...2_592_000)
        disputeDueHours = try reader.int("dispute_due_hours", in: 1...2_160)
        largePayoutMinor = try reader.int64("large_payout_minor", in: 0...Int64.max)
        disabledRules = reader.has("disabled_rules") ? try reader.strings("disabled_rules") : nil
        if let odd = disabledRules?.first(where: { PriceRule(rawValue: $0) == nil }) {
            throw reader.fail("disabled_rules", rule: "must hold codes of price rules such as AFIR-KWH, not \(odd)")
        }
    }

    public var json: JSONValue {
        var members = Members()
        members.add("price_tolerance_minor", priceToleranceMinor)
        members.add("stuck_after_seconds", stuckAfterSeconds)
        members.add("cdr_due_after_seconds", cdrDueAfterSeconds)
        members.add("dispute_due_hours", disputeDueHours)
        members.add("large_payout_minor", largePayoutMinor)
        if let disabledRules { members.add("disabled_rules", disabledRules) }
        return members.json
    }

    public static let schema = Schema(
        "SettingsBody", "Limits to set",
        [
            .field(
                "price_tolerance_minor", .minorUnits,
                "Largest difference between claim and our price that is still accepted"),
            .field("stuck_after_seconds", .integer, "A running session silent for this long is flagged STUCK"),
            .field(
                "cdr_due_after_seconds", .integer,
                "A finished session without a CDR for this long is flagged NO_CDR"),
            .field("dispute_due_hours", .integer, "Hours until the next step of a dispute is due"),
            .field("large_payout_minor", .minorUnits, "Payouts from this amount are flagged"),
            .optional("disabled_rules", .list(.text), "Price rules to switch off, all others on; absent to leave them"),
        ])
}
