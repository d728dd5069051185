import SQLite

extension HubSchema {
    /// Double entry: a journal (one business event) has entries, and counts once its seal is there.
    ///
    /// Order of writing: journal, entries, seal. The seal's triggers check the whole and move the balances; before it
    /// nothing counts, after it nothing can change. Nothing here is ever updated except `balance`, and that only by
    /// exactly the sums of a sealed journal, once, in order: the schema recomputes them, whoever asks.
    static let ledger = Migration(
        name: "ledger",
        sql: """
            CREATE TABLE chart (
              code INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,
              kind TEXT NOT NULL CHECK (kind IN ('asset', 'liability', 'equity', 'income', 'expense')),
              is_credit_limited INTEGER NOT NULL CHECK (is_credit_limited IN (0, 1))) STRICT;
            INSERT INTO chart (code, name, kind, is_credit_limited) VALUES
              (1010, 'bank:operating', 'asset', 0), (1020, 'bank:client_money', 'asset', 0),
              (1040, 'clearing:collection', 'asset', 0), (1100, 'receivable:dp', 'asset', 0),
              (1110, 'unbilled:dp', 'asset', 0), (1150, 'receivable:cpo', 'asset', 0),
              (1200, 'vat:input', 'asset', 0), (1210, 'vat:rc_input', 'asset', 0),
              (1900, 'suspense:unmatched_bank', 'asset', 0), (2100, 'payable:cpo', 'liability', 1),
              (2105, 'payable:cpo:not_due', 'liability', 1), (2110, 'unbilled:cpo', 'liability', 0),
              (2120, 'held:dispute', 'liability', 1), (2130, 'payout:queued', 'liability', 1),
              (2140, 'payout:sent', 'liability', 1), (2150, 'payout:returned', 'liability', 1),
              (2200, 'vat:output', 'liability', 0), (2210, 'vat:rc_output', 'liability', 0),
              (2300, 'dp_funds', 'liability', 0), (2310, 'dp_share', 'liability', 0),
              (2400, 'suspense:unidentified_receipts', 'liability', 0), (3900, 'fx:conversion', 'equity', 0),
              (4100, 'income:commission', 'income', 0), (4300, 'income:fx_gain', 'income', 0),
              (4900, 'income:rounding', 'income', 0), (5100, 'expense:bank_fees', 'expense', 0),
              (5200, 'expense:fx_loss', 'expense', 0), (5300, 'expense:bad_debt', 'expense', 0),
              (5400, 'expense:goodwill', 'expense', 0), (5900, 'expense:rounding', 'expense', 0);
            CREATE TRIGGER chart_closed BEFORE INSERT ON chart BEGIN SELECT RAISE(ABORT, 'IMMUTABLE'); END;
            \(immutable("chart"))

            CREATE TABLE account (
              id INTEGER PRIMARY KEY, code INTEGER NOT NULL REFERENCES chart (code), party TEXT NOT NULL,
              currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'), UNIQUE (code, party, currency)) STRICT;
            -- Also without recursive triggers no REPLACE gets through: what is there is found before it is removed.
            CREATE TRIGGER account_once BEFORE INSERT ON account
            WHEN EXISTS (SELECT 1 FROM account WHERE id = NEW.id)
              OR EXISTS (SELECT 1 FROM account
                WHERE code = NEW.code AND party = NEW.party AND currency = NEW.currency)
            BEGIN SELECT RAISE(ABORT, 'IMMUTABLE'); END;
            \(immutable("account"))

            -- The deferred reference refuses the COMMIT of a journal without its seal.
            CREATE TABLE journal (
              seq INTEGER PRIMARY KEY REFERENCES seal (journal_seq) DEFERRABLE INITIALLY DEFERRED, event TEXT NOT NULL CHECK (event <> ''),
              idem_key TEXT NOT NULL UNIQUE CHECK (idem_key <> ''),
              content_hash BLOB NOT NULL CHECK (length(content_hash) = 32),
              effective_date TEXT NOT NULL CHECK (effective_date GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
              recorded_at INTEGER NOT NULL, actor TEXT NOT NULL CHECK (actor <> ''),
              source_type TEXT NOT NULL CHECK (source_type <> ''), source_id TEXT NOT NULL,
              mode TEXT NOT NULL CHECK (mode IN ('posted', 'pending', 'post_pending', 'void_pending')),
              pending_seq INTEGER UNIQUE REFERENCES journal (seq), reverses_seq INTEGER UNIQUE REFERENCES journal (seq),
              CHECK ((mode IN ('post_pending', 'void_pending')) = (pending_seq IS NOT NULL)),
              CHECK (reverses_seq IS NULL OR mode = 'posted')) STRICT;
            CREATE INDEX journal_source ON journal (source_type, source_id);

            CREATE TABLE entry (
              journal_seq INTEGER NOT NULL REFERENCES journal (seq), line INTEGER NOT NULL CHECK (line > 0),
              account_id INTEGER NOT NULL REFERENCES account (id), side TEXT NOT NULL CHECK (side IN ('D', 'C')),
              amount INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 1000000000000000),
              PRIMARY KEY (journal_seq, line)) STRICT, WITHOUT ROWID;
            CREATE INDEX entry_account ON entry (account_id, journal_seq);

            CREATE TABLE seal (
              journal_seq INTEGER PRIMARY KEY REFERENCES journal (seq),
              prev_hash BLOB NOT NULL CHECK (length(prev_hash) = 32),
              hash BLOB NOT NULL CHECK (length(hash) = 32)) STRICT;

            CREATE TABLE balance (
              account_id INTEGER PRIMARY KEY REFERENCES account (id),
              debits_pending INTEGER NOT NULL CHECK (debits_pending >= 0),
              debits_posted INTEGER NOT NULL CHECK (debits_posted >= 0),
              credits_pending INTEGER NOT NULL CHECK (credits_pending >= 0),
              credits_posted INTEGER NOT NULL CHECK (credits_posted >= 0),
              applied_seq INTEGER NOT NULL) STRICT;

            CREATE TRIGGER journal_in_order BEFORE INSERT ON journal BEGIN
              SELECT RAISE(ABORT, 'SEQ_GAP') WHERE NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM journal);
              SELECT RAISE(ABORT, 'UNSEALED_BEFORE')
              WHERE (SELECT max(seq) FROM journal) IS NOT (SELECT max(journal_seq) FROM seal);
              SELECT RAISE(ABORT, 'TIME_BACKWARD')
              WHERE NEW.recorded_at < (SELECT recorded_at FROM journal WHERE seq = NEW.seq - 1);
              SELECT RAISE(ABORT, 'DUPLICATE_KEY') WHERE EXISTS (SELECT 1 FROM journal WHERE idem_key = NEW.idem_key);
              SELECT RAISE(ABORT, 'ALREADY_RESOLVED')
              WHERE EXISTS (SELECT 1 FROM journal WHERE pending_seq = NEW.pending_seq);
              SELECT RAISE(ABORT, 'ALREADY_REVERSED')
              WHERE EXISTS (SELECT 1 FROM journal WHERE reverses_seq = NEW.reverses_seq);
            END;
            \(immutable("journal"))

            CREATE TRIGGER entry_open BEFORE INSERT ON entry BEGIN
              SELECT RAISE(ABORT, 'JOURNAL_SEALED') WHERE EXISTS (SELECT 1 FROM seal WHERE journal_seq = NEW.journal_seq);
              SELECT RAISE(ABORT, 'IMMUTABLE')
              WHERE EXISTS (SELECT 1 FROM entry WHERE journal_seq = NEW.journal_seq AND line = NEW.line);
            END;
            \(immutable("entry"))

            CREATE TRIGGER seal_check BEFORE INSERT ON seal BEGIN
              SELECT RAISE(ABORT, 'SEQ_GAP')
              WHERE NEW.journal_seq IS NOT (SELECT coalesce(max(journal_seq), 0) + 1 FROM seal);
              SELECT RAISE(ABORT, 'CHAIN_BROKEN')
              WHERE NEW.prev_hash
                IS NOT coalesce((SELECT hash FROM seal WHERE journal_seq = NEW.journal_seq - 1), zeroblob(32));
              SELECT RAISE(ABORT, 'EMPTY') WHERE NOT EXISTS (SELECT 1 FROM entry WHERE journal_seq = NEW.journal_seq);
              SELECT RAISE(ABORT, 'UNBALANCED') WHERE EXISTS (
                SELECT 1 FROM entry e JOIN account a ON a.id = e.account_id WHERE e.journal_seq = NEW.journal_seq
                GROUP BY a.currency HAVING sum(CASE e.side WHEN 'D' THEN e.amount ELSE -e.amount END) <> 0);
              -- A resolution has the pending journal's sums, account by account and side by side, neither half nor twice.
              SELECT RAISE(ABORT, 'PENDING_MISMATCH') FROM journal j
              WHERE j.seq = NEW.journal_seq AND j.pending_seq IS NOT NULL AND (
                (SELECT mode FROM journal WHERE seq = j.pending_seq) IS NOT 'pending'
                OR EXISTS (
                  SELECT 1 FROM (
                    SELECT account_id, side, amount FROM entry WHERE journal_seq = j.seq
                    UNION ALL SELECT account_id, side, -amount FROM entry WHERE journal_seq = j.pending_seq)
                  GROUP BY account_id, side HAVING sum(amount) <> 0));
              -- A reversal is the mirror of a posted journal, to the unit.
              SELECT RAISE(ABORT, 'REVERSAL_MISMATCH') FROM journal j
              WHERE j.seq = NEW.journal_seq AND j.reverses_seq IS NOT NULL AND (
                (SELECT mode FROM journal WHERE seq = j.reverses_seq) IS NOT 'posted'
                OR EXISTS (
                  SELECT 1 FROM (
                    SELECT account_id, side, amount FROM entry WHERE journal_seq = j.seq
                    UNION ALL
                    SELECT account_id, CASE side WHEN 'D' THEN 'C' ELSE 'D' END, -amount
                    FROM entry WHERE journal_seq = j.reverses_seq)
                  GROUP BY account_id, side HAVING sum(amount) <> 0));
            END;

            CREATE TRIGGER seal_apply AFTER INSERT ON seal BEGIN
              UPDATE balance SET
                debits_pending = debits_pending + m.debits * m.pending,
                debits_posted = debits_posted + m.debits * m.posted,
                credits_pending = credits_pending + m.credits * m.pending,
                credits_posted = credits_posted + m.credits * m.posted, applied_seq = NEW.journal_seq
              FROM movement m WHERE m.journal_seq = NEW.journal_seq AND m.account_id = balance.account_id;
              -- Where debits may not exceed credits, a pending debit counts already.
              SELECT RAISE(ABORT, 'EXCEEDS_CREDITS') WHERE EXISTS (
                SELECT 1 FROM entry e JOIN balance b ON b.account_id = e.account_id
                JOIN account a ON a.id = e.account_id JOIN chart c ON c.code = a.code
                WHERE e.journal_seq = NEW.journal_seq AND c.is_credit_limited = 1
                  AND b.debits_posted + b.debits_pending > b.credits_posted);
            END;
            \(immutable("seal"))

            -- What a journal adds to an account, and to which of its counters.
            CREATE VIEW movement AS
            SELECT e.journal_seq, e.account_id,
              sum(CASE e.side WHEN 'D' THEN e.amount ELSE 0 END) AS debits,
              sum(CASE e.side WHEN 'C' THEN e.amount ELSE 0 END) AS credits,
              CASE j.mode WHEN 'pending' THEN 1 WHEN 'posted' THEN 0 ELSE -1 END AS pending,
              CASE j.mode WHEN 'posted' THEN 1 WHEN 'post_pending' THEN 1 ELSE 0 END AS posted
            FROM entry e JOIN journal j ON j.seq = e.journal_seq GROUP BY e.journal_seq, e.account_id;

            CREATE TRIGGER account_balance AFTER INSERT ON account BEGIN
              INSERT INTO balance (account_id, debits_pending, debits_posted, credits_pending, credits_posted, applied_seq)
              VALUES (NEW.id, 0, 0, 0, 0, 0);
            END;
            CREATE TRIGGER balance_once BEFORE INSERT ON balance
            WHEN EXISTS (SELECT 1 FROM balance WHERE account_id = NEW.account_id) OR NEW.debits_pending <> 0
              OR NEW.debits_posted <> 0 OR NEW.credits_pending <> 0 OR NEW.credits_posted <> 0 OR NEW.applied_seq <> 0
            BEGIN SELECT RAISE(ABORT, 'BALANCE_IS_DERIVED'); END;
            CREATE TRIGGER balance_follows BEFORE UPDATE ON balance
            WHEN NEW.account_id <> OLD.account_id OR NEW.applied_seq <= OLD.applied_seq
              OR NOT EXISTS (SELECT 1 FROM seal WHERE journal_seq = NEW.applied_seq)
              OR NOT EXISTS (
                SELECT 1 FROM movement m WHERE m.journal_seq = NEW.applied_seq AND m.account_id = OLD.account_id
                  AND NEW.debits_pending = OLD.debits_pending + m.debits * m.pending
                  AND NEW.debits_posted = OLD.debits_posted + m.debits * m.posted
                  AND NEW.credits_pending = OLD.credits_pending + m.credits * m.pending
                  AND NEW.credits_posted = OLD.credits_posted + m.credits * m.posted)
            BEGIN SELECT RAISE(ABORT, 'BALANCE_IS_DERIVED'); END;
            CREATE TRIGGER balance_no_delete BEFORE DELETE ON balance BEGIN SELECT RAISE(ABORT, 'IMMUTABLE'); END;
            """)

    /// Each must be empty, always; `LedgerStore.proofs` and the tests ask them.
    static let ledgerProofs = Migration(
        name: "ledger proofs",
        sql: """
            CREATE VIEW proof_unbalanced AS
            SELECT e.journal_seq || ' ' || a.currency AS finding
            FROM entry e JOIN account a ON a.id = e.account_id GROUP BY e.journal_seq, a.currency
            HAVING sum(CASE e.side WHEN 'D' THEN e.amount ELSE -e.amount END) <> 0;

            CREATE VIEW proof_unsealed AS
            SELECT 'journal ' || seq AS finding FROM journal WHERE seq NOT IN (SELECT journal_seq FROM seal);

            CREATE VIEW proof_chain AS
            SELECT 'seal ' || s.journal_seq AS finding FROM seal s
            LEFT JOIN seal p ON p.journal_seq = s.journal_seq - 1
            WHERE s.prev_hash IS NOT coalesce(p.hash, zeroblob(32)) OR (p.hash IS NULL AND s.journal_seq <> 1);

            -- Balances against a recount from the entries; a pending journal counts until it is resolved.
            CREATE VIEW proof_balance AS
            WITH counted AS (
              SELECT e.account_id, e.side, e.amount, j.mode IN ('posted', 'post_pending') AS is_posted,
                j.mode = 'pending' AND NOT EXISTS (SELECT 1 FROM journal r WHERE r.pending_seq = j.seq) AS is_pending
              FROM entry e JOIN journal j ON j.seq = e.journal_seq),
            sums AS (
              SELECT account_id, sum(amount * is_posted * (side = 'D')) AS dp, sum(amount * is_posted * (side = 'C')) AS cp,
                sum(amount * is_pending * (side = 'D')) AS dq, sum(amount * is_pending * (side = 'C')) AS cq
              FROM counted GROUP BY account_id)
            SELECT 'account ' || a.id AS finding FROM account a
            LEFT JOIN balance b ON b.account_id = a.id LEFT JOIN sums s ON s.account_id = a.id
            WHERE b.debits_posted IS NOT coalesce(s.dp, 0) OR b.credits_posted IS NOT coalesce(s.cp, 0)
              OR b.debits_pending IS NOT coalesce(s.dq, 0) OR b.credits_pending IS NOT coalesce(s.cq, 0);

            CREATE VIEW proof_credit_limit AS
            SELECT 'account ' || b.account_id AS finding
            FROM balance b JOIN account a ON a.id = b.account_id JOIN chart c ON c.code = a.code
            WHERE c.is_credit_limited = 1 AND b.debits_posted + b.debits_pending > b.credits_posted;

            CREATE VIEW proof_trial_balance AS
            SELECT currency AS finding FROM trial_balance
            GROUP BY currency HAVING sum(debits_posted) <> sum(credits_posted)
              OR sum(debits_pending) <> sum(credits_pending);

            CREATE VIEW trial_balance AS
            SELECT a.currency, a.code, c.name, c.kind, sum(b.debits_pending) AS debits_pending,
              sum(b.debits_posted) AS debits_posted, sum(b.credits_pending) AS credits_pending,
              sum(b.credits_posted) AS credits_posted
            FROM account a JOIN chart c ON c.code = a.code JOIN balance b ON b.account_id = a.id
            GROUP BY a.currency, a.code;
            """)
}
