import SQLite

extension HubSchema {
    static let feedAndSettings = Migration(
        name: "feed and settings",
        sql: """
            CREATE TABLE meta (key TEXT PRIMARY KEY CHECK (key <> ''), value TEXT NOT NULL) STRICT, WITHOUT ROWID;

            CREATE TABLE setting (
              key TEXT PRIMARY KEY CHECK (key <> ''), value TEXT NOT NULL CHECK (json_valid(value)),
              updated_by TEXT NOT NULL, updated_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;

            -- One row a resource, moved to the end by each change; a deletion is a row too.
            CREATE TABLE feed (
              seq INTEGER PRIMARY KEY CHECK (seq > 0), kind TEXT NOT NULL CHECK (kind <> ''),
              id TEXT NOT NULL COLLATE NOCASE CHECK (id <> ''), version INTEGER NOT NULL CHECK (version > 0),
              is_deleted INTEGER NOT NULL CHECK (is_deleted IN (0, 1)), at INTEGER NOT NULL,
              UNIQUE (kind, id)) STRICT;
            CREATE TRIGGER feed_no_delete BEFORE DELETE ON feed BEGIN SELECT RAISE(ABORT, 'IMMUTABLE'); END;
            CREATE TRIGGER feed_forward BEFORE UPDATE ON feed
            WHEN NEW.seq <= (SELECT max(seq) FROM feed) OR NEW.kind <> OLD.kind OR NEW.id <> OLD.id
              OR NEW.version < OLD.version
            BEGIN SELECT RAISE(ABORT, 'FEED_BACKWARD'); END;
            """)
}
