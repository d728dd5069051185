import SQLite

extension HubSchema {
    static let sessions = Migration(
        name: "sessions",
        sql: """
            CREATE TABLE session (
              id INTEGER PRIMARY KEY, cpo TEXT NOT NULL CHECK (\(isParty("cpo"))), dp TEXT NOT NULL CHECK (\(isParty("dp"))),
              session_id TEXT NOT NULL COLLATE NOCASE CHECK (session_id <> ''), raw BLOB NOT NULL, status TEXT NOT NULL,
              started_at INTEGER NOT NULL, ended_at INTEGER, energy INTEGER NOT NULL, power_w INTEGER,
              power_history TEXT NOT NULL, location_id TEXT NOT NULL, evse_uid TEXT NOT NULL, evse_id TEXT,
              connector_id TEXT NOT NULL, token_uid TEXT NOT NULL, token_type TEXT NOT NULL, contract_id TEXT NOT NULL,
              auth_method TEXT NOT NULL, authorization_reference TEXT, currency TEXT NOT NULL, cost_minor INTEGER,
              cost_source TEXT CHECK (cost_source IN ('cpo', 'hub')), last_updated INTEGER NOT NULL,
              received_at INTEGER NOT NULL, flags TEXT NOT NULL, flag_reason TEXT, cdr_id TEXT, tariff_id TEXT,
              CHECK ((cost_minor IS NULL) = (cost_source IS NULL)), UNIQUE (cpo, session_id)) STRICT;
            CREATE INDEX session_by_id ON session (session_id);
            CREATE INDEX session_live ON session (id) WHERE status IN ('PENDING', 'ACTIVE', 'RESERVATION');
            CREATE INDEX session_dp ON session (dp, id);
            CREATE TRIGGER session_guard BEFORE UPDATE ON session
            WHEN NEW.last_updated < OLD.last_updated OR NEW.cpo <> OLD.cpo OR NEW.session_id <> OLD.session_id
            BEGIN
              SELECT RAISE(ABORT, 'SESSION_BACKWARD') WHERE NEW.last_updated < OLD.last_updated;
              SELECT RAISE(ABORT, 'IMMUTABLE');
            END;
            CREATE TRIGGER session_no_delete BEFORE DELETE ON session BEGIN SELECT RAISE(ABORT, 'IMMUTABLE'); END;
            """)
}
