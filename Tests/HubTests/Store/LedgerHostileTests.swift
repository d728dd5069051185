import Roaming
import SQLite
import Testing

@testable import Hub

/// SQL as an attacker, a slip or a later programmer would write it: each must be refused, with nothing changed.
@Suite struct LedgerHostileTests {
    static let tables = ["chart", "account", "journal", "entry", "seal", "balance"]

    /// 1 accepted CDR · 2 note of 1000 · 3 pending payout of 600 · 4 its posting · 5 pending payout of 100.
    static let ledger = StoreTemplate { db in
        try db.post(LedgerSample.accepted("cdr:1"))
        try db.post(LedgerSample.note("note:1", 1000))
        try db.post(LedgerSample.payout("payout:1", 600))
        try db.post(LedgerSample.payout("payout:1:end", 600, mode: .postPending(sequence: 3)))
        try db.post(LedgerSample.payout("payout:2", 100))
    }

    /// A sixth journal in the columns' order, then entries (account by code, side, amount), then its seal.
    static func journal(
        seq: Int = 6, key: String = "evil", mode: String = "posted", pending: String = "NULL",
        reverses: String = "NULL", at: Int64 = 1_795_365_600_001, _ entries: [(Int, String, String)], seal: Bool = true,
        prev: String = "(SELECT hash FROM seal WHERE journal_seq = 5)"
    ) -> String {
        var sql = """
            INSERT INTO journal VALUES (\(seq), 'E', '\(key)', zeroblob(32), '2026-11-22', \(at), 'x', 'cdr', 'c',
              '\(mode)', \(pending), \(reverses));
            """
        for (line, entry) in entries.enumerated() {
            sql += """
                INSERT INTO entry VALUES (\(seq), \(line + 1),
                  (SELECT id FROM account WHERE code = \(entry.0) LIMIT 1), '\(entry.1)', \(entry.2));
                """
        }
        if seal { sql += "INSERT INTO seal VALUES (\(seq), \(prev), zeroblob(32));" }
        return sql
    }

    static let fine = [(1110, "D", "10"), (2110, "C", "10")]

    static let statements: [(String, String)] = [
        // Journals
        ("IMMUTABLE", "UPDATE journal SET actor = 'x' WHERE seq = 1"),
        ("IMMUTABLE", "UPDATE OR REPLACE journal SET seq = 2 WHERE seq = 1"),
        ("IMMUTABLE", "DELETE FROM journal WHERE seq = 5"),
        ("SEQ_GAP", journal(seq: 9, fine)),
        ("SEQ_GAP", journal(seq: 1, fine)),
        (
            "SEQ_GAP",
            journal(fine).replacing("INSERT INTO journal", with: "INSERT OR REPLACE INTO journal").replacing(
                "(6,", with: "(5,")
        ),
        ("DUPLICATE_KEY", journal(key: "cdr:1", fine)),
        ("DUPLICATE_KEY", journal(key: "cdr:1", fine).replacing("INSERT INTO", with: "INSERT OR REPLACE INTO")),
        ("DUPLICATE_KEY", journal(key: "cdr:1", fine).replacing("INSERT INTO", with: "INSERT OR IGNORE INTO")),
        ("TIME_BACKWARD", journal(at: 1, fine)),
        ("FOREIGN KEY", journal(fine, seal: false)),
        ("FOREIGN KEY", journal([], seal: false)),
        ("CHECK", journal(mode: "sealed", fine)),
        ("CHECK", journal(mode: "post_pending", fine)),
        ("CHECK", journal(mode: "posted", pending: "5", fine)),
        ("CHECK", journal(mode: "pending", reverses: "1", fine)),
        // Entries
        ("IMMUTABLE", "UPDATE entry SET amount = amount + 1"),
        ("IMMUTABLE", "DELETE FROM entry"),
        ("JOURNAL_SEALED", "INSERT INTO entry VALUES (1, 9, 1, 'D', 5)"),
        ("JOURNAL_SEALED", "INSERT OR REPLACE INTO entry VALUES (1, 1, 1, 'D', 1)"),
        ("FOREIGN KEY", "INSERT INTO entry VALUES (77, 1, 1, 'D', 5)"),
        (
            "FOREIGN KEY",
            journal([(1110, "D", "5"), (9999, "C", "5")]).replacing(
                "(SELECT id FROM account WHERE code = 9999 LIMIT 1)", with: "12345")
        ),
        ("NOT NULL", journal([(1110, "D", "5"), (9999, "C", "5")])),
        ("CHECK", journal([(1110, "D", "-5"), (2110, "C", "-5")])),
        ("CHECK", journal([(1110, "D", "0"), (2110, "C", "0")])),
        ("CHECK", journal([(1110, "D", "1000000000000001"), (2110, "C", "1000000000000001")])),
        ("CHECK", journal([(1110, "X", "5"), (2110, "C", "5")])),
        ("cannot store REAL", journal([(1110, "D", "5.5"), (2110, "C", "5.5")])),
        ("cannot store TEXT", journal([(1110, "D", "'much'"), (2110, "C", "'much'")])),
        // Seals
        ("IMMUTABLE", "UPDATE seal SET hash = zeroblob(32)"),
        ("IMMUTABLE", "DELETE FROM seal WHERE journal_seq = 5"),
        ("SEQ_GAP", "INSERT INTO seal VALUES (7, zeroblob(32), zeroblob(32))"),
        ("SEQ_GAP", "INSERT OR REPLACE INTO seal SELECT journal_seq, prev_hash, zeroblob(32) FROM seal"),
        ("CHAIN_BROKEN", journal(fine, prev: "zeroblob(32)")),
        ("EMPTY", journal([])),
        ("UNBALANCED", journal([(1110, "D", "10"), (2110, "C", "9")])),
        ("UNBALANCED", journal([(1110, "D", "10")])),
        (
            "UNBALANCED",
            "INSERT INTO account (code, party, currency) VALUES (1010, '', 'SEK');"
                + journal([(1010, "D", "10"), (2110, "C", "10")])
        ),
        ("EXCEEDS_CREDITS", journal([(2100, "D", "301"), (2110, "C", "301")])),
        ("EXCEEDS_CREDITS", journal(mode: "pending", [(2100, "D", "301"), (2110, "C", "301")])),
        ("EXCEEDS_CREDITS", journal([(2130, "D", "601"), (2110, "C", "601")])),
        // Resolutions
        ("ALREADY_RESOLVED", journal(mode: "void_pending", pending: "3", [(2100, "D", "600"), (2130, "C", "600")])),
        (
            "ALREADY_RESOLVED",
            journal(mode: "void_pending", pending: "3", [(2100, "D", "600"), (2130, "C", "600")]).replacing(
                "INSERT INTO journal", with: "INSERT OR REPLACE INTO journal")
        ),
        ("PENDING_MISMATCH", journal(mode: "post_pending", pending: "5", [(2100, "D", "50"), (2130, "C", "50")])),
        (
            "PENDING_MISMATCH",
            journal(
                mode: "post_pending", pending: "5",
                [(2100, "D", "100"), (2130, "C", "100"), (2100, "D", "100"), (2130, "C", "100")])
        ),
        ("PENDING_MISMATCH", journal(mode: "post_pending", pending: "5", [(2100, "D", "100"), (2110, "C", "100")])),
        ("PENDING_MISMATCH", journal(mode: "post_pending", pending: "5", [(2130, "D", "100"), (2100, "C", "100")])),
        ("PENDING_MISMATCH", journal(mode: "post_pending", pending: "2", [(2110, "D", "1000"), (2100, "C", "1000")])),
        ("FOREIGN KEY", journal(mode: "post_pending", pending: "88", fine)),
        // Reversals
        ("REVERSAL_MISMATCH", journal(reverses: "2", [(2100, "D", "10"), (2110, "C", "10")])),
        ("REVERSAL_MISMATCH", journal(reverses: "2", [(2110, "D", "1000"), (2100, "C", "1000")])),
        ("REVERSAL_MISMATCH", journal(reverses: "5", [(2130, "D", "100"), (2100, "C", "100")])),
        // Accounts and chart
        ("IMMUTABLE", "UPDATE account SET party = 'NL*TNM'"),
        ("IMMUTABLE", "DELETE FROM account"),
        ("IMMUTABLE", "INSERT OR REPLACE INTO account (id, code, party, currency) VALUES (1, 2100, 'NL*TNM', 'EUR')"),
        (
            "IMMUTABLE",
            "INSERT OR REPLACE INTO account (code, party, currency) SELECT code, party, currency FROM account"
        ),
        ("FOREIGN KEY", "INSERT INTO account (code, party, currency) VALUES (2199, '', 'EUR')"),
        ("CHECK", "INSERT INTO account (code, party, currency) VALUES (2100, '', 'eur')"),
        ("IMMUTABLE", "UPDATE chart SET is_credit_limited = 0"),
        ("IMMUTABLE", "DELETE FROM chart WHERE code = 5900"),
        ("IMMUTABLE", "INSERT INTO chart VALUES (2199, 'mine', 'liability', 0)"),
        ("IMMUTABLE", "INSERT OR REPLACE INTO chart VALUES (2100, 'payable:cpo', 'liability', 0)"),
        // Balances
        ("BALANCE_IS_DERIVED", "UPDATE balance SET credits_posted = credits_posted + 100"),
        ("BALANCE_IS_DERIVED", "UPDATE balance SET credits_posted = credits_posted + 100, applied_seq = 5"),
        ("BALANCE_IS_DERIVED", "UPDATE balance SET applied_seq = 0"),
        ("BALANCE_IS_DERIVED", "UPDATE balance SET applied_seq = 99"),
        ("BALANCE_IS_DERIVED", "UPDATE balance SET account_id = account_id + 100"),
        ("BALANCE_IS_DERIVED", "UPDATE balance SET debits_pending = 0"),
        ("IMMUTABLE", "DELETE FROM balance"),
        ("BALANCE_IS_DERIVED", "INSERT INTO balance VALUES (1, 0, 0, 0, 0, 0)"),
        ("BALANCE_IS_DERIVED", "INSERT OR REPLACE INTO balance VALUES (1, 0, 0, 0, 0, 0)"),
        ("BALANCE_IS_DERIVED", "INSERT OR REPLACE INTO balance VALUES (1, 0, 500, 0, 0, 5)"),
        // A journal's movement applied by hand, before its seal and a second time after it
        (
            "BALANCE_IS_DERIVED",
            journal([(1110, "D", "10"), (2110, "C", "10")], seal: false)
                + "UPDATE balance SET credits_posted = credits_posted + 10, applied_seq = 6 WHERE account_id = (SELECT id FROM account WHERE code = 2110)"
        ),
        (
            "BALANCE_IS_DERIVED",
            journal(fine)
                + "UPDATE balance SET credits_posted = credits_posted + 10, applied_seq = 6 WHERE account_id = (SELECT id FROM account WHERE code = 2110)"
        ),
    ]

    @Test(arguments: statements.indices, [true, false])
    func `a hostile statement is refused by its rule and changes nothing`(
        index: Int, hasRecursiveTriggers: Bool
    ) throws {
        let (rule, sql) = Self.statements[index]
        let store = try TemporaryStore(template: Self.ledger)
        // Somebody else's connection need not have them; the rules must hold all the same.
        if !hasRecursiveTriggers { try store.db.execute("PRAGMA recursive_triggers=OFF") }
        let before = try store.db.dump(Self.tables)
        let error = #expect(throws: SQLiteError.self, "\(sql)") {
            try store.db.transaction { try store.db.execute(sql) }
        }
        #expect(error?.message.contains(rule) == true, "\(error?.message ?? "") for \(sql)")
        #expect(try store.db.dump(Self.tables) == before)
        #expect(try LedgerStore.proofs(store.db) == [])
    }

    @Test func `the hostile journal's skeleton is accepted when it is honest`() throws {
        let store = try TemporaryStore(template: Self.ledger)
        try store.db.transaction { try store.db.execute(Self.journal(Self.fine)) }
        try store.db.transaction {
            try store.db.execute(
                Self.journal(
                    seq: 7, key: "ok", mode: "post_pending", pending: "5", [(2100, "D", "100"), (2130, "C", "100")],
                    prev: "zeroblob(32)"))
        }
        #expect(try LedgerStore.proofs(store.db) == [])
    }
}
