import SQLite

extension HubSchema {
    /// What was promised, shown and found about prices.
    static let pricing = Migration(
        name: "pricing",
        sql: """
            -- The version that prices a session, one for each tariff: once written it stays, whatever the CPO publishes.
            CREATE TABLE session_tariff (
              session INTEGER NOT NULL REFERENCES session (id), tariff INTEGER NOT NULL REFERENCES tariff (id),
              tariff_version INTEGER NOT NULL REFERENCES tariff_version (id), pinned_at INTEGER NOT NULL,
              is_promised INTEGER NOT NULL CHECK (is_promised IN (0, 1)), reason TEXT NOT NULL CHECK (reason <> ''),
              PRIMARY KEY (session, tariff)) STRICT, WITHOUT ROWID;
            CREATE INDEX session_tariff_version ON session_tariff (tariff_version);
            \(immutable("session_tariff"))
            -- The meter of sessions whose CPO sends no charging periods, as told by their updates.
            CREATE TABLE session_sample (
              session INTEGER NOT NULL REFERENCES session (id), at INTEGER NOT NULL, energy INTEGER NOT NULL,
              PRIMARY KEY (session, at)) STRICT, WITHOUT ROWID;
            -- Evidence of what a DP was shown; counts may lag by a minute, the first row never.
            CREATE TABLE price_served (
              dp TEXT NOT NULL CHECK (\(isParty("dp"))), owner TEXT NOT NULL CHECK (\(isParty("owner"))),
              location_id TEXT NOT NULL COLLATE NOCASE, evse_uid TEXT NOT NULL COLLATE NOCASE,
              connector_id TEXT NOT NULL COLLATE NOCASE,
              tariff_version INTEGER NOT NULL REFERENCES tariff_version (id), etag TEXT NOT NULL,
              first_served_at INTEGER NOT NULL, last_served_at INTEGER NOT NULL,
              count INTEGER NOT NULL CHECK (count > 0), CHECK (first_served_at <= last_served_at),
              PRIMARY KEY (dp, owner, location_id, evse_uid, connector_id, tariff_version)) STRICT, WITHOUT ROWID;
            CREATE TRIGGER price_served_forward BEFORE UPDATE ON price_served
            WHEN NEW.first_served_at <> OLD.first_served_at OR NEW.last_served_at < OLD.last_served_at
              OR NEW.count < OLD.count
            BEGIN SELECT RAISE(ABORT, 'IMMUTABLE'); END;
            CREATE TRIGGER price_served_no_delete BEFORE DELETE ON price_served
            BEGIN SELECT RAISE(ABORT, 'IMMUTABLE'); END;
            -- What the hub made of a version: headline prices, costs of the standard sessions, findings of the price rules.
            -- Stale when a setting or a connector changed that it depends on, until the watch has looked again.
            CREATE TABLE tariff_review (
              tariff_version INTEGER PRIMARY KEY REFERENCES tariff_version (id),
              document TEXT NOT NULL CHECK (json_valid(document)), reviewed_at INTEGER NOT NULL,
              is_stale INTEGER NOT NULL CHECK (is_stale IN (0, 1))) STRICT;
            CREATE INDEX tariff_review_stale ON tariff_review (tariff_version) WHERE is_stale = 1;
            ALTER TABLE session ADD COLUMN cost_is_estimate INTEGER NOT NULL DEFAULT 0
              CHECK (cost_is_estimate IN (0, 1));
            ALTER TABLE agreement ADD COLUMN pricing TEXT CHECK (pricing IS NULL OR json_valid(pricing));
            """)
}
