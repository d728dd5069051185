import SQLite

extension HubSchema {
    static let cdrs = Migration(
        name: "cdrs",
        sql: """
            -- The bytes that came, once. The same id with other content is refused by UNIQUE.
            CREATE TABLE cdr (
              id INTEGER PRIMARY KEY, cpo TEXT NOT NULL CHECK (\(isParty("cpo"))), dp TEXT NOT NULL CHECK (\(isParty("dp"))),
              cdr_id TEXT NOT NULL COLLATE NOCASE CHECK (cdr_id <> ''), session_id TEXT COLLATE NOCASE,
              raw BLOB NOT NULL, content_hash BLOB NOT NULL CHECK (length(content_hash) = 32), currency TEXT NOT NULL,
              claimed_minor INTEGER NOT NULL, started_at INTEGER NOT NULL, ended_at INTEGER NOT NULL,
              energy INTEGER NOT NULL, location_id TEXT NOT NULL, evse_uid TEXT NOT NULL,
              is_credit INTEGER NOT NULL CHECK (is_credit IN (0, 1)), credit_reference_id TEXT COLLATE NOCASE,
              token_uid TEXT NOT NULL, token_type TEXT NOT NULL, last_updated INTEGER NOT NULL,
              received_at INTEGER NOT NULL, message_id INTEGER,
              CHECK (is_credit = 0 OR credit_reference_id IS NOT NULL), UNIQUE (cpo, cdr_id)) STRICT;
            CREATE INDEX cdr_session ON cdr (cpo, session_id) WHERE session_id IS NOT NULL;
            CREATE INDEX cdr_evse ON cdr (cpo, evse_uid, started_at, ended_at);
            CREATE INDEX cdr_credit ON cdr (cpo, credit_reference_id) WHERE is_credit = 1;
            CREATE INDEX cdr_dp ON cdr (dp, id);
            \(immutable("cdr"))

            -- What the hub made of it. window_id gets its rules where windows are created.
            CREATE TABLE cdr_state (
              cdr INTEGER PRIMARY KEY REFERENCES cdr (id),
              state TEXT NOT NULL CHECK (state IN ('ACCEPTED', 'HELD', 'CREDITED', 'DISPUTED', 'SETTLED')),
              hold_reason TEXT, verdicts TEXT NOT NULL CHECK (json_valid(verdicts)),
              rating_lines TEXT NOT NULL CHECK (json_valid(rating_lines)), computed_minor INTEGER,
              cleared_minor INTEGER, cpo_minor INTEGER, hub_minor INTEGER, dp_minor INTEGER,
              commission_bp INTEGER, dp_share_bp INTEGER, tariff_version_id INTEGER REFERENCES tariff_version (id),
              journal_seq INTEGER, window_id TEXT, note_id TEXT, payout_id TEXT, dispute_id TEXT,
              updated_at INTEGER NOT NULL,
              CHECK ((state = 'HELD') = (hold_reason IS NOT NULL)),
              CHECK (state IN ('HELD', 'CREDITED') OR cleared_minor IS NOT NULL),
              CHECK (cleared_minor IS NULL OR cpo_minor + hub_minor + dp_minor IS cleared_minor)) STRICT;
            CREATE INDEX cdr_state_window ON cdr_state (window_id) WHERE window_id IS NOT NULL;
            CREATE INDEX cdr_state_held ON cdr_state (cdr) WHERE state = 'HELD';
            CREATE TRIGGER cdr_state_no_delete BEFORE DELETE ON cdr_state BEGIN SELECT RAISE(ABORT, 'IMMUTABLE'); END;

            -- A CDR's way on to its DP.
            CREATE TABLE delivery (
              cdr INTEGER PRIMARY KEY REFERENCES cdr (id), dp TEXT NOT NULL CHECK (\(isParty("dp"))),
              state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'refused', 'maybe')),
              attempts INTEGER NOT NULL CHECK (attempts >= 0), answer TEXT, remote_url TEXT, next_attempt_at INTEGER,
              updated_at INTEGER NOT NULL) STRICT;
            CREATE INDEX delivery_due ON delivery (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
            CREATE INDEX delivery_open ON delivery (dp, state) WHERE state <> 'delivered';
            CREATE TRIGGER delivery_final BEFORE UPDATE ON delivery
            WHEN OLD.state = 'delivered' AND NEW.state <> 'delivered' OR NEW.attempts < OLD.attempts
            BEGIN SELECT RAISE(ABORT, 'DELIVERY_FINAL'); END;
            """)
}
