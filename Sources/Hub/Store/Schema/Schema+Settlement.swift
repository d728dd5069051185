import SQLite

extension HubSchema {
    static let settlement = Migration(
        name: "settlement",
        sql: """
            -- "window" is a word of SQL's own.
            CREATE TABLE settlement_window (
              id TEXT PRIMARY KEY, currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
              state TEXT NOT NULL CHECK (state IN ('OPEN', 'CLOSED')), opened_at INTEGER NOT NULL, closed_at INTEGER,
              CHECK ((state = 'CLOSED') = (closed_at IS NOT NULL))) STRICT, WITHOUT ROWID;
            CREATE UNIQUE INDEX window_open ON settlement_window (currency) WHERE state = 'OPEN';
            CREATE TRIGGER window_final BEFORE UPDATE ON settlement_window
            WHEN OLD.state = 'CLOSED' OR NEW.id <> OLD.id OR NEW.currency <> OLD.currency
              OR NEW.opened_at <> OLD.opened_at
            BEGIN SELECT RAISE(ABORT, 'WINDOW_CLOSED'); END;
            CREATE TRIGGER window_no_delete BEFORE DELETE ON settlement_window
            BEGIN SELECT RAISE(ABORT, 'IMMUTABLE'); END;

            -- A CDR enters an open window of its currency, and never leaves or enters a closed one.
            -- An upsert of a row that is there fires this too, before it becomes an UPDATE.
            CREATE TRIGGER cdr_state_enters BEFORE INSERT ON cdr_state
            WHEN NEW.window_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM cdr_state WHERE cdr = NEW.cdr) BEGIN
              SELECT RAISE(ABORT, 'WINDOW_CLOSED') WHERE NOT EXISTS (
                SELECT 1 FROM settlement_window w JOIN cdr c ON c.currency = w.currency
                WHERE w.id = NEW.window_id AND c.id = NEW.cdr AND w.state = 'OPEN');
            END;
            CREATE TRIGGER cdr_state_moves BEFORE UPDATE ON cdr_state WHEN NEW.window_id IS NOT OLD.window_id BEGIN
              SELECT RAISE(ABORT, 'WINDOW_CLOSED') WHERE EXISTS (
                SELECT 1 FROM settlement_window WHERE id = OLD.window_id AND state = 'CLOSED');
              SELECT RAISE(ABORT, 'WINDOW_CLOSED') WHERE NEW.window_id IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM settlement_window w JOIN cdr c ON c.currency = w.currency
                WHERE w.id = NEW.window_id AND c.id = NEW.cdr AND w.state = 'OPEN');
            END;

            -- What one CPO gets out of one window. Lines first, then is_sealed: then the sum is checked, and it is final.
            CREATE TABLE note (
              id TEXT PRIMARY KEY, window_id TEXT NOT NULL REFERENCES settlement_window (id),
              cpo TEXT NOT NULL CHECK (\(isParty("cpo"))), currency TEXT NOT NULL, total_minor INTEGER NOT NULL,
              cdr_count INTEGER NOT NULL CHECK (cdr_count > 0), journal_seq INTEGER REFERENCES journal (seq),
              created_at INTEGER NOT NULL, is_sealed INTEGER NOT NULL CHECK (is_sealed IN (0, 1)),
              CHECK ((total_minor = 0) = (journal_seq IS NULL)), UNIQUE (window_id, cpo)) STRICT, WITHOUT ROWID;
            CREATE INDEX note_journal ON note (journal_seq);
            CREATE TABLE note_line (
              note_id TEXT NOT NULL REFERENCES note (id), line INTEGER NOT NULL CHECK (line > 0),
              cdr INTEGER NOT NULL UNIQUE REFERENCES cdr (id), amount_minor INTEGER NOT NULL,
              PRIMARY KEY (note_id, line)) STRICT, WITHOUT ROWID;
            CREATE TRIGGER note_unsealed_first BEFORE INSERT ON note
            WHEN NEW.is_sealed <> 0 OR (SELECT currency FROM settlement_window WHERE id = NEW.window_id) IS NOT NEW.currency
            BEGIN SELECT RAISE(ABORT, 'NOTE_SEALED'); END;
            CREATE TRIGGER note_seal BEFORE UPDATE ON note BEGIN
              SELECT RAISE(ABORT, 'IMMUTABLE') WHERE OLD.is_sealed = 1 OR NEW.is_sealed <> 1 OR NEW.id <> OLD.id
                OR NEW.window_id <> OLD.window_id OR NEW.cpo <> OLD.cpo OR NEW.currency <> OLD.currency
                OR NEW.total_minor <> OLD.total_minor OR NEW.cdr_count <> OLD.cdr_count
                OR NEW.journal_seq IS NOT OLD.journal_seq OR NEW.created_at <> OLD.created_at;
              SELECT RAISE(ABORT, 'SUM_DIFFERS') FROM (
                SELECT count(*) AS n, sum(amount_minor) AS total FROM note_line WHERE note_id = NEW.id)
              WHERE n <> NEW.cdr_count OR total IS NOT NEW.total_minor;
            END;
            CREATE TRIGGER note_no_delete BEFORE DELETE ON note BEGIN SELECT RAISE(ABORT, 'IMMUTABLE'); END;
            CREATE TRIGGER note_line_open BEFORE INSERT ON note_line
            WHEN (SELECT is_sealed FROM note WHERE id = NEW.note_id) IS NOT 0
              OR NOT EXISTS (SELECT 1 FROM note n JOIN cdr c ON c.cpo = n.cpo AND c.currency = n.currency
                WHERE n.id = NEW.note_id AND c.id = NEW.cdr)
            BEGIN SELECT RAISE(ABORT, 'NOTE_SEALED'); END;
            \(immutable("note_line"))

            CREATE VIEW proof_note AS
            SELECT n.id AS finding FROM note n LEFT JOIN note_line l ON l.note_id = n.id GROUP BY n.id
            HAVING n.is_sealed = 0 OR count(l.line) <> n.cdr_count OR sum(l.amount_minor) IS NOT n.total_minor;
            """)

    static let payouts = Migration(
        name: "payouts",
        sql: """
            -- Lines first (BUILDING), then READY: then the sums are checked. The money is reserved by a pending journal.
            CREATE TABLE payout (
              id TEXT PRIMARY KEY, cpo TEXT NOT NULL CHECK (\(isParty("cpo"))), currency TEXT NOT NULL,
              amount_minor INTEGER NOT NULL CHECK (amount_minor > 0), cdr_count INTEGER NOT NULL CHECK (cdr_count >= 0),
              window_id TEXT NOT NULL REFERENCES settlement_window (id), note_id TEXT REFERENCES note (id),
              state TEXT NOT NULL CHECK (state IN ('BUILDING', 'READY', 'RELEASED', 'APPROVED', 'HELD', 'CANCELLED')),
              content_hash BLOB NOT NULL CHECK (length(content_hash) = 32), created_at INTEGER NOT NULL,
              released_by INTEGER REFERENCES person (id), approved_by INTEGER REFERENCES person (id), hold_reason TEXT,
              pending_seq INTEGER NOT NULL UNIQUE REFERENCES journal (seq),
              largest_minor INTEGER NOT NULL, flags TEXT NOT NULL, updated_at INTEGER NOT NULL,
              CONSTRAINT four_eyes CHECK (approved_by IS NULL OR approved_by <> released_by),
              CHECK (state NOT IN ('RELEASED', 'APPROVED') OR released_by IS NOT NULL),
              CHECK (state <> 'APPROVED' OR approved_by IS NOT NULL),
              CHECK ((state = 'HELD') = (hold_reason IS NOT NULL) OR state = 'CANCELLED')) STRICT, WITHOUT ROWID;
            CREATE INDEX payout_window ON payout (window_id);

            -- One movement on the CPO's payable account that is paid or deducted.
            CREATE TABLE payout_line (
              payout_id TEXT NOT NULL REFERENCES payout (id), line INTEGER NOT NULL CHECK (line > 0),
              kind TEXT NOT NULL CHECK (kind IN ('cdr', 'release', 'held', 'recovered')),
              journal_seq INTEGER NOT NULL REFERENCES journal (seq), cdr INTEGER REFERENCES cdr (id),
              amount_minor INTEGER NOT NULL, is_live INTEGER NOT NULL CHECK (is_live IN (0, 1)),
              CHECK ((kind = 'recovered') = (cdr IS NULL)), CHECK (kind <> 'release' OR amount_minor > 0),
              CHECK (kind <> 'held' OR amount_minor < 0), CHECK (kind <> 'recovered' OR amount_minor <> 0),
              PRIMARY KEY (payout_id, line)) STRICT, WITHOUT ROWID;
            -- A movement is in one live payout at most; a cancelled payout leaves it to the next.
            CREATE UNIQUE INDEX payout_line_live ON payout_line (kind, journal_seq, coalesce(cdr, 0)) WHERE is_live = 1;
            CREATE INDEX payout_line_cdr ON payout_line (cdr) WHERE cdr IS NOT NULL;
            CREATE TRIGGER payout_line_open BEFORE INSERT ON payout_line BEGIN
              SELECT RAISE(ABORT, 'IMMUTABLE')
              WHERE NEW.is_live <> 1 OR (SELECT state FROM payout WHERE id = NEW.payout_id) IS NOT 'BUILDING';
              SELECT RAISE(ABORT, 'NOT_ON_NOTE')
              WHERE NEW.kind = 'cdr' AND NOT EXISTS (
                SELECT 1 FROM payout p JOIN note n ON n.cpo = p.cpo AND n.currency = p.currency
                JOIN note_line l ON l.note_id = n.id
                WHERE p.id = NEW.payout_id AND n.journal_seq = NEW.journal_seq AND l.cdr = NEW.cdr
                  AND l.amount_minor = NEW.amount_minor);
              -- 2100 is what is payable to a CPO, 1150 what it owes.
              SELECT RAISE(ABORT, 'NOT_IN_LEDGER') WHERE NOT EXISTS (
                SELECT 1 FROM payout p JOIN account a ON a.party = p.cpo AND a.currency = p.currency
                JOIN entry e ON e.account_id = a.id
                WHERE p.id = NEW.payout_id AND e.journal_seq = NEW.journal_seq AND a.code IN (2100, 1150));
            END;
            CREATE TRIGGER payout_line_guard BEFORE UPDATE ON payout_line
            WHEN NEW.payout_id <> OLD.payout_id OR NEW.line <> OLD.line OR NEW.kind <> OLD.kind
              OR NEW.journal_seq <> OLD.journal_seq OR NEW.cdr IS NOT OLD.cdr OR NEW.amount_minor <> OLD.amount_minor
              OR NEW.is_live <> 0 OR (SELECT state FROM payout WHERE id = OLD.payout_id) IS NOT 'CANCELLED'
            BEGIN SELECT RAISE(ABORT, 'IMMUTABLE'); END;
            CREATE TRIGGER payout_line_no_delete BEFORE DELETE ON payout_line BEGIN SELECT RAISE(ABORT, 'IMMUTABLE'); END;

            -- Who released and who approved what, bound to its content.
            CREATE TABLE approval (
              id INTEGER PRIMARY KEY, payout_id TEXT NOT NULL REFERENCES payout (id),
              person INTEGER NOT NULL REFERENCES person (id), action TEXT NOT NULL CHECK (action IN ('release', 'approve')),
              content_hash BLOB NOT NULL, amount_minor INTEGER NOT NULL, at INTEGER NOT NULL) STRICT;
            CREATE INDEX approval_payout ON approval (payout_id, person);
            CREATE TRIGGER approval_guard BEFORE INSERT ON approval BEGIN
              SELECT RAISE(ABORT, 'CONTENT_CHANGED') WHERE NOT EXISTS (
                SELECT 1 FROM payout WHERE id = NEW.payout_id AND content_hash = NEW.content_hash
                  AND amount_minor = NEW.amount_minor);
              SELECT RAISE(ABORT, 'SERVICE_ONLY_READS')
              WHERE (SELECT is_service = 0 AND is_active = 1 FROM person WHERE id = NEW.person) IS NOT 1;
              SELECT RAISE(ABORT, 'NOT_RELEASED')
              WHERE NEW.action = 'approve' AND (SELECT state FROM payout WHERE id = NEW.payout_id) IS NOT 'RELEASED';
              SELECT RAISE(ABORT, 'FOUR_EYES')
              WHERE NEW.action = 'approve' AND (SELECT released_by FROM payout WHERE id = NEW.payout_id) IS NEW.person;
            END;
            \(immutable("approval"))

            CREATE TRIGGER payout_starts BEFORE INSERT ON payout BEGIN
              SELECT RAISE(ABORT, 'ILLEGAL_MOVE')
              WHERE NEW.state <> 'BUILDING' OR NEW.released_by IS NOT NULL OR NEW.approved_by IS NOT NULL;
              SELECT RAISE(ABORT, 'NOT_ON_NOTE')
              WHERE NEW.note_id IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM note WHERE id = NEW.note_id AND cpo = NEW.cpo AND currency = NEW.currency AND is_sealed = 1);
              SELECT RAISE(ABORT, 'NOT_RESERVED') WHERE NOT EXISTS (
                SELECT 1 FROM journal j JOIN entry e ON e.journal_seq = j.seq JOIN account a ON a.id = e.account_id
                WHERE j.seq = NEW.pending_seq AND j.mode = 'pending' AND e.side = 'D' AND e.amount = NEW.amount_minor
                  AND a.code = 2100 AND a.party = NEW.cpo AND a.currency = NEW.currency);
            END;
            CREATE TRIGGER payout_guard BEFORE UPDATE ON payout BEGIN
              SELECT RAISE(ABORT, 'IMMUTABLE') WHERE NEW.id <> OLD.id OR NEW.cpo <> OLD.cpo
                OR NEW.currency <> OLD.currency OR NEW.amount_minor <> OLD.amount_minor
                OR NEW.cdr_count <> OLD.cdr_count OR NEW.window_id <> OLD.window_id OR NEW.note_id IS NOT OLD.note_id
                OR NEW.content_hash <> OLD.content_hash OR NEW.created_at <> OLD.created_at
                OR NEW.largest_minor <> OLD.largest_minor OR NEW.flags <> OLD.flags
                OR NEW.pending_seq <> OLD.pending_seq;
              SELECT RAISE(ABORT, 'ILLEGAL_MOVE')
              WHERE NEW.state <> OLD.state AND OLD.state || '>' || NEW.state NOT IN (
                'BUILDING>READY', 'READY>RELEASED', 'READY>HELD', 'READY>CANCELLED', 'RELEASED>APPROVED',
                'RELEASED>HELD', 'RELEASED>CANCELLED', 'HELD>READY', 'HELD>CANCELLED', 'APPROVED>CANCELLED');
              SELECT RAISE(ABORT, 'SUM_DIFFERS') FROM (
                SELECT sum(kind = 'cdr') AS n, sum(amount_minor) AS total, max(amount_minor) AS largest
                FROM payout_line WHERE payout_id = NEW.id)
              WHERE OLD.state = 'BUILDING'
                AND (n IS NOT NEW.cdr_count OR total IS NOT NEW.amount_minor OR largest IS NOT NEW.largest_minor);
              SELECT RAISE(ABORT, 'APPROVAL_MISSING')
              WHERE NEW.state = 'RELEASED' AND OLD.state <> 'RELEASED' AND NOT EXISTS (
                SELECT 1 FROM approval
                WHERE payout_id = NEW.id AND person = NEW.released_by AND action = 'release');
              SELECT RAISE(ABORT, 'APPROVAL_MISSING')
              WHERE NEW.state = 'APPROVED' AND OLD.state <> 'APPROVED' AND (
                NEW.released_by IS NOT OLD.released_by OR NOT EXISTS (
                  SELECT 1 FROM approval
                  WHERE payout_id = NEW.id AND person = NEW.approved_by AND action = 'approve'));
              -- State and ledger move together: the journal comes first, in the same transaction.
              SELECT RAISE(ABORT, 'NOT_POSTED')
              WHERE NEW.state = 'APPROVED' AND OLD.state <> 'APPROVED' AND NOT EXISTS (
                SELECT 1 FROM journal WHERE pending_seq = NEW.pending_seq AND mode = 'post_pending');
              SELECT RAISE(ABORT, 'NOT_POSTED')
              WHERE NEW.state = 'CANCELLED' AND OLD.state IN ('READY', 'RELEASED', 'HELD') AND NOT EXISTS (
                SELECT 1 FROM journal WHERE pending_seq = NEW.pending_seq AND mode = 'void_pending');
              SELECT RAISE(ABORT, 'NOT_POSTED')
              WHERE NEW.state = 'CANCELLED' AND OLD.state = 'APPROVED' AND NOT EXISTS (
                SELECT 1 FROM journal j JOIN entry e ON e.journal_seq = j.seq JOIN account a ON a.id = e.account_id
                WHERE j.source_type = 'payout' AND j.source_id = NEW.id AND j.mode = 'posted' AND e.side = 'C'
                  AND e.amount = NEW.amount_minor AND a.code = 2100 AND a.party = NEW.cpo);
            END;
            CREATE TRIGGER payout_frees_lines AFTER UPDATE OF state ON payout
            WHEN NEW.state = 'CANCELLED' AND OLD.state <> 'CANCELLED'
            BEGIN UPDATE payout_line SET is_live = 0 WHERE payout_id = NEW.id; END;
            CREATE TRIGGER payout_no_delete BEFORE DELETE ON payout BEGIN SELECT RAISE(ABORT, 'IMMUTABLE'); END;

            CREATE VIEW proof_payout AS
            SELECT p.id AS finding FROM payout p LEFT JOIN payout_line l ON l.payout_id = p.id GROUP BY p.id
            HAVING p.state = 'BUILDING' OR sum(l.kind = 'cdr') IS NOT p.cdr_count
              OR sum(l.amount_minor) IS NOT p.amount_minor OR sum(l.is_live = (p.state = 'CANCELLED')) > 0;
            """)
}
