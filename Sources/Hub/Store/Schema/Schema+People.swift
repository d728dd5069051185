import SQLite

extension HubSchema {
    static let people = Migration(
        name: "people",
        sql: """
            CREATE TABLE person (
              id INTEGER PRIMARY KEY, name TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (name <> ''),
              display_name TEXT NOT NULL CHECK (display_name <> ''),
              is_service INTEGER NOT NULL CHECK (is_service IN (0, 1)),
              is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)), created_at INTEGER NOT NULL) STRICT;
            CREATE TRIGGER person_stays BEFORE UPDATE OF id, name, is_service ON person
            BEGIN SELECT RAISE(ABORT, 'IMMUTABLE'); END;
            CREATE TRIGGER person_no_delete BEFORE DELETE ON person BEGIN SELECT RAISE(ABORT, 'IMMUTABLE'); END;

            CREATE TABLE person_role (
              person INTEGER NOT NULL REFERENCES person (id), role TEXT NOT NULL CHECK (role <> ''),
              PRIMARY KEY (person, role)) STRICT, WITHOUT ROWID;
            CREATE TRIGGER service_only_reads BEFORE INSERT ON person_role
            WHEN NEW.role NOT IN ('viewer', 'auditor') AND (SELECT is_service FROM person WHERE id = NEW.person) = 1
            BEGIN SELECT RAISE(ABORT, 'SERVICE_ONLY_READS'); END;
            CREATE TRIGGER person_role_stays BEFORE UPDATE ON person_role BEGIN SELECT RAISE(ABORT, 'IMMUTABLE'); END;

            CREATE TABLE admin_token (
              hash BLOB PRIMARY KEY CHECK (length(hash) = 32), person INTEGER NOT NULL REFERENCES person (id),
              label TEXT NOT NULL, created_at INTEGER NOT NULL, revoked_at INTEGER) STRICT, WITHOUT ROWID;
            CREATE TRIGGER admin_token_guard BEFORE UPDATE ON admin_token
            WHEN OLD.revoked_at IS NOT NULL OR NEW.hash <> OLD.hash OR NEW.person <> OLD.person
            BEGIN SELECT RAISE(ABORT, 'TOKEN_VOID'); END;
            CREATE TRIGGER admin_token_no_delete BEFORE DELETE ON admin_token
            BEGIN SELECT RAISE(ABORT, 'IMMUTABLE'); END;

            -- Each row's hash covers the row before it: history cannot be rewritten unnoticed.
            CREATE TABLE audit (
              seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, actor TEXT NOT NULL, person INTEGER REFERENCES person (id),
              action TEXT NOT NULL CHECK (action <> ''), subject_kind TEXT NOT NULL, subject_id TEXT NOT NULL,
              outcome TEXT NOT NULL, detail TEXT NOT NULL CHECK (json_valid(detail)),
              prev_hash BLOB NOT NULL CHECK (length(prev_hash) = 32), hash BLOB NOT NULL CHECK (length(hash) = 32)) STRICT;
            CREATE TRIGGER audit_chain BEFORE INSERT ON audit BEGIN
              SELECT RAISE(ABORT, 'SEQ_GAP') WHERE NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM audit);
              SELECT RAISE(ABORT, 'CHAIN_BROKEN')
              WHERE NEW.prev_hash IS NOT coalesce((SELECT hash FROM audit WHERE seq = NEW.seq - 1), zeroblob(32));
            END;
            \(immutable("audit"))

            -- What an action answered, so that its repetition gets the same.
            CREATE TABLE idempotency (
              person INTEGER NOT NULL REFERENCES person (id), key TEXT NOT NULL,
              request_hash BLOB NOT NULL CHECK (length(request_hash) = 32), status INTEGER NOT NULL,
              headers TEXT NOT NULL, body BLOB NOT NULL, at INTEGER NOT NULL,
              PRIMARY KEY (person, key)) STRICT, WITHOUT ROWID;
            \(immutable("idempotency"))

            CREATE TABLE alert (
              id TEXT PRIMARY KEY, severity TEXT NOT NULL, subject_kind TEXT NOT NULL, subject_id TEXT NOT NULL,
              code TEXT NOT NULL, text TEXT NOT NULL, since INTEGER NOT NULL, cleared_at INTEGER) STRICT, WITHOUT ROWID;
            CREATE UNIQUE INDEX alert_live ON alert (subject_kind, subject_id, code) WHERE cleared_at IS NULL;
            """)
}
