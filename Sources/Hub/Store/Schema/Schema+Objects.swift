import SQLite

extension HubSchema {
    static let objects = Migration(
        name: "locations and tariffs",
        sql: """
            CREATE TABLE location (
              id INTEGER PRIMARY KEY, owner TEXT NOT NULL CHECK (\(isParty("owner"))),
              location_id TEXT NOT NULL COLLATE NOCASE CHECK (location_id <> ''), raw BLOB NOT NULL, name TEXT,
              city TEXT NOT NULL, country TEXT NOT NULL, time_zone TEXT NOT NULL,
              evse_count INTEGER NOT NULL CHECK (evse_count >= 0),
              connector_count INTEGER NOT NULL CHECK (connector_count >= 0),
              statuses TEXT NOT NULL, is_shared INTEGER NOT NULL CHECK (is_shared IN (0, 1)),
              last_updated INTEGER NOT NULL, received_at INTEGER NOT NULL, UNIQUE (owner, location_id)) STRICT;
            CREATE INDEX location_by_id ON location (location_id);

            CREATE TABLE connector (
              location INTEGER NOT NULL REFERENCES location (id) ON DELETE CASCADE,
              evse_uid TEXT NOT NULL COLLATE NOCASE, connector_id TEXT NOT NULL COLLATE NOCASE, evse_id TEXT,
              status TEXT NOT NULL, PRIMARY KEY (location, evse_uid, connector_id)) STRICT, WITHOUT ROWID;

            CREATE TABLE connector_tariff (
              owner TEXT NOT NULL, tariff_id TEXT NOT NULL COLLATE NOCASE, location INTEGER NOT NULL,
              evse_uid TEXT NOT NULL COLLATE NOCASE, connector_id TEXT NOT NULL COLLATE NOCASE,
              PRIMARY KEY (owner, tariff_id, location, evse_uid, connector_id),
              FOREIGN KEY (location, evse_uid, connector_id)
                REFERENCES connector (location, evse_uid, connector_id) ON DELETE CASCADE) STRICT, WITHOUT ROWID;
            CREATE INDEX connector_tariff_of ON connector_tariff (location, evse_uid, connector_id);

            CREATE TABLE tariff (
              id INTEGER PRIMARY KEY, owner TEXT NOT NULL CHECK (\(isParty("owner"))),
              tariff_id TEXT NOT NULL COLLATE NOCASE CHECK (tariff_id <> ''),
              version INTEGER NOT NULL CHECK (version > 0), is_shared INTEGER NOT NULL CHECK (is_shared IN (0, 1)),
              deleted_at INTEGER, UNIQUE (owner, tariff_id)) STRICT;

            -- Every version is kept: a CDR is rated with the one valid when its session began.
            CREATE TABLE tariff_version (
              id INTEGER PRIMARY KEY, tariff INTEGER NOT NULL REFERENCES tariff (id),
              version INTEGER NOT NULL CHECK (version > 0), raw BLOB NOT NULL,
              content_hash BLOB NOT NULL CHECK (length(content_hash) = 32), currency TEXT NOT NULL, type TEXT,
              summary TEXT NOT NULL, valid_from INTEGER, valid_to INTEGER, last_updated INTEGER NOT NULL,
              received_at INTEGER NOT NULL, UNIQUE (tariff, version)) STRICT;
            \(immutable("tariff_version"))
            """)

    static let tokens = Migration(
        name: "tokens",
        sql: """
            CREATE TABLE token (
              id INTEGER PRIMARY KEY, owner TEXT NOT NULL CHECK (\(isParty("owner"))),
              uid TEXT NOT NULL COLLATE NOCASE CHECK (uid <> ''), type TEXT NOT NULL, raw BLOB NOT NULL,
              contract_id TEXT NOT NULL, is_valid INTEGER NOT NULL CHECK (is_valid IN (0, 1)), whitelist TEXT NOT NULL,
              is_shared INTEGER NOT NULL CHECK (is_shared IN (0, 1)), last_updated INTEGER NOT NULL,
              received_at INTEGER NOT NULL, UNIQUE (owner, uid, type)) STRICT;
            CREATE INDEX token_by_uid ON token (uid, type);
            """)
}
