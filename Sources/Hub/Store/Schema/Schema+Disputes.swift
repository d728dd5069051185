import SQLite

extension HubSchema {
    static let disputes = Migration(
        name: "disputes",
        sql: """
            CREATE TABLE dispute (
              id TEXT PRIMARY KEY, cdr INTEGER NOT NULL REFERENCES cdr (id), session_id TEXT, reason TEXT NOT NULL,
              claimant TEXT NOT NULL CHECK (\(isParty("claimant"))),
              respondent TEXT NOT NULL CHECK (\(isParty("respondent"))), amount_minor INTEGER NOT NULL,
              held_minor INTEGER NOT NULL CHECK (held_minor >= 0), currency TEXT NOT NULL,
              state TEXT NOT NULL CHECK (state IN ('OPEN', 'PROPOSED', 'DECIDED', 'CLOSED')),
              proposal TEXT CHECK (proposal IN ('FOR_CPO', 'FOR_DP')), proposal_text TEXT, proposed_by INTEGER
                REFERENCES person (id), proposed_at INTEGER, decision TEXT CHECK (decision IN ('FOR_CPO', 'FOR_DP')),
              decision_text TEXT, raised_by INTEGER NOT NULL REFERENCES person (id),
              decided_by INTEGER REFERENCES person (id), due_at INTEGER NOT NULL, raised_at INTEGER NOT NULL,
              hold_journal_seq INTEGER REFERENCES journal (seq), decision_journal_seq INTEGER REFERENCES journal (seq),
              updated_at INTEGER NOT NULL,
              CHECK ((decision IS NULL) = (decided_by IS NULL)),
              CHECK ((state = 'DECIDED') = (decision IS NOT NULL)),
              CONSTRAINT four_eyes CHECK (decided_by IS NULL OR decided_by <> raised_by)) STRICT, WITHOUT ROWID;
            CREATE UNIQUE INDEX dispute_live ON dispute (cdr) WHERE state IN ('OPEN', 'PROPOSED');
            CREATE INDEX dispute_cdr ON dispute (cdr);
            CREATE TRIGGER dispute_guard BEFORE UPDATE ON dispute BEGIN
              SELECT RAISE(ABORT, 'IMMUTABLE') WHERE NEW.id <> OLD.id OR NEW.cdr <> OLD.cdr
                OR NEW.reason <> OLD.reason OR NEW.claimant <> OLD.claimant OR NEW.respondent <> OLD.respondent
                OR NEW.amount_minor <> OLD.amount_minor OR NEW.currency <> OLD.currency
                OR NEW.raised_by <> OLD.raised_by OR NEW.raised_at <> OLD.raised_at
                OR (OLD.decision IS NOT NULL AND (NEW.decision IS NOT OLD.decision OR NEW.decided_by IS NOT OLD.decided_by));
              SELECT RAISE(ABORT, 'ILLEGAL_MOVE')
              WHERE NEW.state <> OLD.state AND OLD.state || '>' || NEW.state NOT IN (
                'OPEN>PROPOSED', 'OPEN>DECIDED', 'OPEN>CLOSED', 'PROPOSED>OPEN', 'PROPOSED>DECIDED',
                'PROPOSED>CLOSED');
            END;
            CREATE TRIGGER dispute_no_delete BEFORE DELETE ON dispute BEGIN SELECT RAISE(ABORT, 'IMMUTABLE'); END;

            CREATE TABLE dispute_remark (
              id INTEGER PRIMARY KEY, dispute_id TEXT NOT NULL REFERENCES dispute (id), at INTEGER NOT NULL,
              by TEXT NOT NULL, text TEXT NOT NULL CHECK (text <> '')) STRICT;
            CREATE INDEX dispute_remark_of ON dispute_remark (dispute_id);
            \(immutable("dispute_remark"))
            """)
}
