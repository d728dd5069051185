import SQLite

/// The hub's schema: released steps are never edited, new ones go to the end.
///
/// It refuses first. A trigger names the rule it refuses by (`FOUR_EYES`, `IMMUTABLE`, …); `StoreRule.of` reads it.
/// Moments are milliseconds since 1970, energy ten-thousandths of a kWh, money minor units, hashes 32 raw bytes.
public enum HubSchema {
    public static let migrations: [Migration] = [
        feedAndSettings, registry, objects, tokens, sessions, cdrs, commands, messages, people, ledger, ledgerProofs,
        settlement, payouts, disputes, pricing,
    ]

    /// Rows that are written once: UPDATE, DELETE and (through recursive triggers) REPLACE are refused.
    static func immutable(_ table: String) -> String {
        """
        CREATE TRIGGER \(table)_no_update BEFORE UPDATE ON \(table) BEGIN SELECT RAISE(ABORT, 'IMMUTABLE'); END;
        CREATE TRIGGER \(table)_no_delete BEFORE DELETE ON \(table) BEGIN SELECT RAISE(ABORT, 'IMMUTABLE'); END;
        """
    }

    /// "NL*FAS": two and three upper-case letters or digits.
    static func isParty(_ column: String) -> String {
        "\(column) GLOB '[A-Z0-9][A-Z0-9][*][A-Z0-9][A-Z0-9][A-Z0-9]'"
    }
}
