import SQLite

extension HubSchema {
    static let commands = Migration(
        name: "commands",
        sql: """
            CREATE TABLE command (
              id TEXT PRIMARY KEY, command TEXT NOT NULL, requester TEXT NOT NULL CHECK (\(isParty("requester"))),
              cpo TEXT NOT NULL CHECK (\(isParty("cpo"))), dp TEXT, session_id TEXT COLLATE NOCASE,
              state TEXT NOT NULL CHECK (state IN ('SENT', 'ACCEPTED', 'REJECTED', 'RESULT', 'NO_RESULT', 'FAILED')),
              result TEXT, reason TEXT, by TEXT, created_at INTEGER NOT NULL, timeout_at INTEGER, result_at INTEGER,
              dp_informed_at INTEGER, request_body BLOB NOT NULL, message_id INTEGER,
              CHECK ((state = 'RESULT') = (result_at IS NOT NULL))) STRICT, WITHOUT ROWID;
            CREATE INDEX command_open ON command (timeout_at) WHERE state IN ('SENT', 'ACCEPTED');
            """)

    static let messages = Migration(
        name: "messages",
        sql: """
            -- Every OCPI request as the bytes that came or went; secrets are fingerprints before they get here.
            CREATE TABLE message (
              id INTEGER PRIMARY KEY, direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
              platform_id INTEGER, from_party TEXT, to_party TEXT, method TEXT NOT NULL, path TEXT NOT NULL,
              headers TEXT NOT NULL, body BLOB NOT NULL, request_id TEXT NOT NULL, correlation_id TEXT NOT NULL,
              module TEXT, object_id TEXT, session_ref TEXT COLLATE NOCASE, cause_id INTEGER, at INTEGER NOT NULL) STRICT;
            CREATE INDEX message_correlation ON message (correlation_id);
            CREATE INDEX message_session ON message (session_ref) WHERE session_ref IS NOT NULL;
            CREATE INDEX message_platform ON message (platform_id, at);
            \(immutable("message"))

            -- Its answer, once, when it is known: no row means "in flight", or "maybe" after a crash.
            CREATE TABLE message_answer (
              message_id INTEGER PRIMARY KEY REFERENCES message (id), http_status INTEGER, ocpi_status INTEGER,
              headers TEXT NOT NULL, body BLOB NOT NULL, latency_us INTEGER NOT NULL CHECK (latency_us >= 0),
              outcome TEXT NOT NULL CHECK (outcome IN ('ok', 'refused', 'timeout', 'failed', 'maybe')), detail TEXT,
              at INTEGER NOT NULL) STRICT;
            \(immutable("message_answer"))
            """)
}
