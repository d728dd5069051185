import Digest
import Roaming
import SQLite

/// A journal as the ledger holds it.
struct LedgerJournal: Hashable, Sendable {
    let seq: Int64
    let journal: Journal
    let actor: String
    let recordedAt: Timestamp
    let hash: [UInt8]
}

/// The four counters of one account, each of which only a journal moves.
struct LedgerBalance: Hashable, Sendable {
    var debitsPending: Int64 = 0
    var debitsPosted: Int64 = 0
    var creditsPending: Int64 = 0
    var creditsPosted: Int64 = 0

    /// Credits less debits, posted: what a liability account owes.
    var owed: Int64 { creditsPosted - debitsPosted }

    /// What may still be debited from a credit-limited account: pending debits count, pending credits do not.
    var available: Int64 { creditsPosted - debitsPosted - debitsPending }
}

struct AccountBalance: Hashable, Sendable {
    let account: LedgerAccount
    let balance: LedgerBalance
}

struct TrialBalanceLine: Hashable, Sendable {
    let currency: String
    let code: AccountCode
    let balance: LedgerBalance
}

struct JournalFilter: Sendable {
    var source: JournalSource?
    /// With an entry on an account of this party.
    var party: PartyID?
    /// Of the window's CDRs, notes and payouts.
    var window: String?
    /// Only higher seqs, oldest first; nil for the newest first.
    var after: Int64?
    var limit = 100
}

extension LedgerStore {
    /// Zeros for an account without entries.
    static func balance(_ db: Connection, _ account: LedgerAccount) throws -> LedgerBalance {
        try db.one(
            """
            SELECT b.* FROM account a JOIN balance b ON b.account_id = a.id
            WHERE a.code = ? AND a.party = ? AND a.currency = ?
            """, account.code.rawValue, account.party?.description ?? "", account.currency.code
        ) { try LedgerBalance(row: $0) } ?? LedgerBalance()
    }

    /// Every account, or those of one party.
    static func balances(_ db: Connection, party: PartyID? = nil) throws -> [AccountBalance] {
        try db.query(
            """
            SELECT a.code, a.party, a.currency, b.* FROM account a JOIN balance b ON b.account_id = a.id
            WHERE ?1 IS NULL OR a.party = ?1 ORDER BY a.currency, a.code, a.party
            """, party
        ) { AccountBalance(account: try LedgerAccount(row: $0), balance: try LedgerBalance(row: $0)) }
    }

    static func trialBalance(_ db: Connection) throws -> [TrialBalanceLine] {
        try db.query("SELECT * FROM trial_balance ORDER BY currency, code") {
            TrialBalanceLine(
                currency: try $0.text("currency"), code: try AccountCode(row: $0), balance: try LedgerBalance(row: $0))
        }
    }

    static func journal(_ db: Connection, _ seq: Int64) throws -> LedgerJournal? {
        try db.one(select + "WHERE j.seq = ?", seq) { try LedgerJournal(row: $0, db) }
    }

    /// Where an event stands, by its idempotency key.
    static func journal(_ db: Connection, key: String) throws -> LedgerJournal? {
        try db.one(select + "WHERE j.idem_key = ?", key) { try LedgerJournal(row: $0, db) }
    }

    static func journals(_ db: Connection, _ filter: JournalFilter) throws -> [LedgerJournal] {
        var terms: [String] = []
        var values: [(any Bindable)?] = []
        if let source = filter.source {
            terms.append("j.source_type = ? AND j.source_id = ?")
            values += [source.kind.rawValue, source.id]
        }
        if let party = filter.party {
            terms.append(
                "j.seq IN (SELECT e.journal_seq FROM account a JOIN entry e ON e.account_id = a.id WHERE a.party = ?)")
            values.append(party)
        }
        if let window = filter.window {
            terms.append(
                """
                j.seq IN (SELECT journal_seq FROM cdr_state WHERE window_id = ?
                  UNION SELECT journal_seq FROM note WHERE window_id = ?
                  UNION SELECT p.seq FROM journal p JOIN payout o ON o.id = p.source_id
                    WHERE p.source_type = 'payout' AND o.window_id = ?)
                """)
            values += [window, window, window]
        }
        if let after = filter.after {
            terms.append("j.seq > ?")
            values.append(after)
        }
        values.append(filter.limit)
        return try db.query(
            """
            \(select) WHERE \(terms.isEmpty ? "1" : terms.joined(separator: " AND "))
            ORDER BY j.seq \(filter.after == nil ? "DESC" : "ASC") LIMIT ?
            """, values: values
        ) { try LedgerJournal(row: $0, db) }
    }

    /// The first journal whose hash does not follow from its content and the one before; nil when all do.
    static func firstBroken(_ db: Connection) throws -> Int64? {
        var previous = HashChain.genesis
        var expected: Int64 = 1
        for stored in try db.query(select + "ORDER BY j.seq", row: { try LedgerJournal(row: $0, db) }) {
            let content = stored.journal.chainBytes(
                sequence: stored.seq, recordedAt: stored.recordedAt, actor: stored.actor)
            guard stored.seq == expected, HashChain.next(after: previous, content) == stored.hash else {
                return stored.seq
            }
            previous = stored.hash
            expected += 1
        }
        return nil
    }

    /// The last journal's seq and hash, printed where history must not be rewritten unnoticed.
    static func head(_ db: Connection) throws -> (seq: Int64, hash: [UInt8]) {
        try db.one("SELECT journal_seq, hash FROM seal ORDER BY journal_seq DESC LIMIT 1") {
            (try $0.int64(0), try $0.blob(1))
        } ?? (0, HashChain.genesis)
    }

    /// Every finding of every proof view, as "view: finding"; empty when all hold.
    static func proofs(_ db: Connection) throws -> [String] {
        let views = try db.query(
            "SELECT name FROM sqlite_schema WHERE type = 'view' AND name GLOB 'proof_*' ORDER BY name"
        ) { try $0.text(0) }
        return try views.flatMap { view in
            try db.query("SELECT finding FROM \(view)") { "\(view): \(try $0.text(0))" }
        }
    }

    private static let select = """
        SELECT j.*, s.hash FROM journal j JOIN seal s ON s.journal_seq = j.seq

        """
}

extension LedgerBalance {
    fileprivate init(row: Row) throws {
        debitsPending = try row.int64("debits_pending")
        debitsPosted = try row.int64("debits_posted")
        creditsPending = try row.int64("credits_pending")
        creditsPosted = try row.int64("credits_posted")
    }
}

extension AccountCode {
    fileprivate init(row: Row) throws {
        guard let code = AccountCode(rawValue: try row.int("code")) else { throw unreadable("account code") }
        self = code
    }
}

extension LedgerAccount {
    fileprivate init(row: Row) throws {
        guard let currency = Currency(try row.text("currency")) else { throw unreadable("currency") }
        self.init(try AccountCode(row: row), party: PartyID(try row.text("party")), currency: currency)
    }
}

extension LedgerJournal {
    fileprivate init(row: Row, _ db: Connection) throws {
        seq = try row.int64("seq")
        actor = try row.text("actor")
        recordedAt = try row.timestamp("recorded_at")
        hash = try row.blob("hash")
        let entries = try db.query(
            """
            SELECT e.side, e.amount, a.code, a.party, a.currency FROM entry e JOIN account a ON a.id = e.account_id
            WHERE e.journal_seq = ? ORDER BY e.line
            """, seq
        ) { JournalEntry(try $0.choice("side"), try LedgerAccount(row: $0), try $0.int64("amount")) }
        guard let event = JournalEvent(rawValue: try row.text("event")),
            let kind = JournalSource.Kind(rawValue: try row.text("source_type")),
            let date = CivilDate(try row.text("effective_date")),
            let mode = JournalMode(name: try row.text("mode"), pending: try row.optionalInt64("pending_seq"))
        else { throw unreadable("journal") }
        journal = try Journal(
            event: event, idempotencyKey: try row.text("idem_key"), mode: mode,
            reverses: try row.optionalInt64("reverses_seq"), effectiveDate: date,
            source: JournalSource(kind, try row.text("source_id")), entries: entries)
    }
}

extension JournalMode {
    fileprivate init?(name: String, pending: Int64?) {
        switch (name, pending) {
        case ("posted", nil): self = .posted
        case ("pending", nil): self = .pending
        case ("post_pending", let seq?): self = .postPending(sequence: seq)
        case ("void_pending", let seq?): self = .voidPending(sequence: seq)
        default: return nil
        }
    }
}

private func unreadable(_ what: String) -> SQLiteError {
    SQLiteError(code: .mismatch, message: "the ledger holds a \(what) this program does not know")
}
