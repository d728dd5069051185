import SQLite

extension HubSchema {
    static let registry = Migration(
        name: "registry",
        sql: """
            CREATE TABLE platform (
              id INTEGER PRIMARY KEY, name TEXT NOT NULL,
              status TEXT NOT NULL CHECK (status IN ('invited', 'registered', 'unregistered')),
              versions_url TEXT, ocpi_version TEXT, version_url TEXT,
              token_encoding TEXT NOT NULL CHECK (token_encoding IN ('auto', 'base64', 'raw')),
              started_by_hub INTEGER NOT NULL CHECK (started_by_hub IN (0, 1)), terms_accepted_at INTEGER,
              registered_at INTEGER, last_seen_at INTEGER, created_at INTEGER NOT NULL,
              CHECK (status <> 'registered'
                OR (versions_url IS NOT NULL AND ocpi_version IS NOT NULL AND registered_at IS NOT NULL))) STRICT;
            CREATE TRIGGER platform_no_delete BEFORE DELETE ON platform BEGIN SELECT RAISE(ABORT, 'IMMUTABLE'); END;

            -- Tokens partners use towards the hub, as SHA-256. A void one is kept to say "stale", not "unknown".
            CREATE TABLE accept_token (
              hash BLOB PRIMARY KEY CHECK (length(hash) = 32), platform_id INTEGER NOT NULL REFERENCES platform (id),
              state TEXT NOT NULL CHECK (state IN ('registration', 'current', 'previous', 'void')),
              fingerprint TEXT NOT NULL, created_at INTEGER NOT NULL, voided_at INTEGER,
              CHECK ((state = 'void') = (voided_at IS NOT NULL))) STRICT, WITHOUT ROWID;
            CREATE UNIQUE INDEX accept_token_one ON accept_token (platform_id, state) WHERE state <> 'void';
            CREATE TRIGGER accept_token_guard BEFORE UPDATE ON accept_token
            WHEN OLD.state = 'void' OR NEW.hash <> OLD.hash OR NEW.platform_id <> OLD.platform_id
            BEGIN SELECT RAISE(ABORT, 'TOKEN_VOID'); END;
            CREATE TRIGGER accept_token_no_delete BEFORE DELETE ON accept_token
            BEGIN SELECT RAISE(ABORT, 'IMMUTABLE'); END;

            CREATE TABLE endpoint (
              platform_id INTEGER NOT NULL REFERENCES platform (id), module TEXT NOT NULL,
              role TEXT NOT NULL CHECK (role IN ('SENDER', 'RECEIVER')), url TEXT NOT NULL,
              PRIMARY KEY (platform_id, module, role)) STRICT, WITHOUT ROWID;

            CREATE TABLE party (
              party TEXT PRIMARY KEY CHECK (\(isParty("party"))),
              platform_id INTEGER NOT NULL REFERENCES platform (id), name TEXT NOT NULL, website TEXT,
              status TEXT NOT NULL CHECK (status IN ('CONNECTED', 'OFFLINE', 'PLANNED', 'SUSPENDED')),
              suspended_reason TEXT, terms_accepted_at INTEGER, last_updated INTEGER NOT NULL,
              CHECK ((status = 'SUSPENDED') = (suspended_reason IS NOT NULL))) STRICT, WITHOUT ROWID;
            -- One token never comes to speak for another platform's party.
            CREATE TRIGGER party_stays BEFORE UPDATE OF platform_id ON party
            WHEN NEW.platform_id <> OLD.platform_id
              AND (SELECT status FROM platform WHERE id = OLD.platform_id) = 'registered'
            BEGIN SELECT RAISE(ABORT, 'PARTY_OF_ANOTHER_PLATFORM'); END;
            CREATE INDEX party_platform ON party (platform_id);

            CREATE TABLE party_role (
              party TEXT NOT NULL REFERENCES party (party), role TEXT NOT NULL CHECK (role <> ''),
              PRIMARY KEY (party, role)) STRICT, WITHOUT ROWID;

            -- "default" for the hub-wide terms, "CPO>DP" for a pair's override.
            -- Versions of terms: each counts from its valid_from until the next one's.
            CREATE TABLE agreement (
              id TEXT NOT NULL, cpo TEXT, dp TEXT,
              is_allowed INTEGER NOT NULL CHECK (is_allowed IN (0, 1)), modules TEXT NOT NULL,
              commission_bp INTEGER NOT NULL CHECK (commission_bp >= 0),
              dp_share_bp INTEGER NOT NULL CHECK (dp_share_bp >= 0),
              valid_from INTEGER NOT NULL, valid_to INTEGER, updated_by TEXT NOT NULL, updated_at INTEGER NOT NULL,
              CHECK (commission_bp + dp_share_bp <= 10000), CHECK (valid_to IS NULL OR valid_to > valid_from),
              CHECK (CASE id WHEN 'default' THEN cpo IS NULL AND dp IS NULL
                ELSE \(isParty("cpo")) AND \(isParty("dp")) AND id = cpo || '>' || dp END),
              PRIMARY KEY (id, valid_from)) STRICT, WITHOUT ROWID;

            -- URLs the hub gave out in place of a partner's own (response_url, Link, Location).
            CREATE TABLE url_map (
              uid TEXT PRIMARY KEY, original_url TEXT NOT NULL,
              kind TEXT NOT NULL CHECK (kind IN ('response', 'link', 'location')),
              platform_id INTEGER NOT NULL REFERENCES platform (id), object_id TEXT, created_at INTEGER NOT NULL,
              expires_at INTEGER) STRICT, WITHOUT ROWID;
            CREATE INDEX url_map_expiry ON url_map (expires_at) WHERE expires_at IS NOT NULL;
            """)
}
