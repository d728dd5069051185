import AdminAPI
import JSON
import Roaming
import SQLite

/// The limits of clearing and supervision: one JSON object in the store, the standard ones until finance sets others.
enum HubSettings {
    private static let key = "limits"

    static func read(_ db: Connection) throws -> Settings {
        guard let text = try SettingStore.value(db, key) else { return standard }
        return try Settings(ObjectReader(JSON.parse(Array(text.utf8))))
    }

    static let standard = Settings(
        version: 1, updatedAt: Timestamp(milliseconds: 0), priceToleranceMinor: 1, stuckAfterSeconds: 900,
        cdrDueAfterSeconds: 1200, disputeDueHours: 168, largePayoutMinor: 1_000_000)

    /// - Throws: a stale-version problem when the settings are not at `version` any more.
    static func write(
        _ db: Connection, _ body: SettingsBody, expecting version: Int, by person: String, at now: Timestamp
    ) throws -> Settings {
        let present = try read(db)
        guard present.version == version else {
            throw Problem(.staleVersion, "the settings are at version \(present.version), you saw \(version)")
        }
        let settings = Settings(
            version: version + 1, updatedAt: now, priceToleranceMinor: body.priceToleranceMinor,
            stuckAfterSeconds: body.stuckAfterSeconds, cdrDueAfterSeconds: body.cdrDueAfterSeconds,
            disputeDueHours: body.disputeDueHours, largePayoutMinor: body.largePayoutMinor,
            disabledRules: body.disabledRules ?? present.disabledRules)
        if settings.disabledRules != present.disabledRules { try TariffReviewStore.markAllStale(db) }
        try SettingStore.set(
            db, key, value: String(decoding: settings.json.serialized(), as: UTF8.self), by: person, at: now)
        return settings
    }
}

extension Settings {
    /// The price rules as switched here.
    var rules: RuleSettings {
        var rules = RuleSettings.standard
        rules.off = Set(disabledRules.compactMap { PriceRule(rawValue: $0) })
        return rules
    }
}
