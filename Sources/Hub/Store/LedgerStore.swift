import Digest
import Roaming
import SQLite

/// Where a journal stands in the ledger.
struct PostedJournal: Hashable, Sendable {
    let seq: Int64
    let hash: [UInt8]
    let recordedAt: Timestamp
    /// True when the same event had been posted before; nothing was written now.
    let isReplay: Bool
}

/// Why the ledger refused a journal.
enum LedgerRefusal: Error, Hashable, Sendable {
    /// The key was used for another content.
    case conflict(key: String)
    /// More would leave an account than is there.
    case exceedsCredits(key: String)
    /// The pending journal has been posted or voided before.
    case alreadyResolved(key: String)
    /// The resolution is not exactly the pending journal, or there is none.
    case pendingMismatch(key: String)
    case alreadyReversed(key: String)
    case reversalMismatch(key: String)
    /// Any other rule of the schema.
    case refused(key: String, rule: String)
}

extension LedgerRefusal: CustomStringConvertible {
    var description: String {
        switch self {
        case .conflict(let key): "\(key) is already posted with other content"
        case .exceedsCredits(let key): "\(key) would take more from an account than is there"
        case .alreadyResolved(let key): "\(key) resolves a pending journal that is already resolved"
        case .pendingMismatch(let key): "\(key) is not exactly the pending journal it resolves"
        case .alreadyReversed(let key): "\(key) reverses a journal that is already reversed"
        case .reversalMismatch(let key): "\(key) is not the mirror of the journal it reverses"
        case .refused(let key, let rule): "\(key) is refused by the ledger: \(rule)"
        }
    }
}

/// The ledger: journals go in whole, once, and never change.
enum LedgerStore {
    /// Posts the journal, or answers where the same event stands already.
    ///
    /// - Parameter actor: the person's name, or "hub".
    /// - Parameter at: the recorded moment; a clock that went back does not take the ledger with it.
    /// - Throws: `LedgerRefusal`; nothing of the journal is left then.
    static func post(_ db: Connection, _ journal: Journal, by actor: String, at: Timestamp) throws -> PostedJournal {
        let contentHash = SHA256.hash(journal.requestBytes)
        if let stored = try find(db, key: journal.idempotencyKey) {
            guard stored.contentHash == contentHash else { throw LedgerRefusal.conflict(key: journal.idempotencyKey) }
            return stored.posted
        }
        do {
            return try db.savepoint { try write(db, journal, contentHash, actor, at) }
        } catch {
            throw refusal(error, key: journal.idempotencyKey)
        }
    }

    private static func write(
        _ db: Connection, _ journal: Journal, _ contentHash: [UInt8], _ actor: String, _ at: Timestamp
    ) throws -> PostedJournal {
        let last = try db.one(
            "SELECT j.seq, j.recorded_at, s.hash FROM journal j JOIN seal s ON s.journal_seq = j.seq ORDER BY j.seq DESC LIMIT 1"
        ) { (seq: try $0.int64(0), at: try $0.timestamp("recorded_at"), hash: try $0.blob(2)) }
        let seq = (last?.seq ?? 0) + 1
        let recordedAt = max(at, last?.at ?? at)
        try db.run(
            """
            INSERT INTO journal (seq, event, idem_key, content_hash, effective_date, recorded_at, actor, source_type,
              source_id, mode, pending_seq, reverses_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, seq, journal.event.rawValue, journal.idempotencyKey, contentHash, journal.effectiveDate.description,
            recordedAt, actor, journal.source.kind.rawValue, journal.source.id, journal.mode.name,
            journal.mode.pendingSequence, journal.reverses)
        for (index, entry) in journal.entries.enumerated() {
            try db.run(
                "INSERT INTO entry (journal_seq, line, account_id, side, amount) VALUES (?, ?, ?, ?, ?)",
                seq, index + 1, try account(db, entry.account), entry.side.rawValue, entry.amount)
        }
        let previous = last?.hash ?? HashChain.genesis
        let content = journal.chainBytes(sequence: seq, recordedAt: recordedAt, actor: actor)
        let hash = HashChain.next(after: previous, content)
        try db.run("INSERT INTO seal (journal_seq, prev_hash, hash) VALUES (?, ?, ?)", seq, previous, hash)
        return PostedJournal(seq: seq, hash: hash, recordedAt: recordedAt, isReplay: false)
    }

    /// The account's row, opened when this is its first entry.
    private static func account(_ db: Connection, _ account: LedgerAccount) throws -> Int64 {
        let party = account.party?.description ?? ""
        let known = try db.one(
            "SELECT id FROM account WHERE code = ? AND party = ? AND currency = ?", account.code.rawValue, party,
            account.currency.code
        ) { try $0.int64(0) }
        if let known { return known }
        try db.run(
            "INSERT INTO account (code, party, currency) VALUES (?, ?, ?)", account.code.rawValue, party,
            account.currency.code)
        return db.lastInsertRowid
    }

    private static func find(
        _ db: Connection, key: String
    ) throws -> (posted: PostedJournal, contentHash: [UInt8])? {
        try db.one(
            """
            SELECT j.seq, j.content_hash, j.recorded_at, s.hash FROM journal j JOIN seal s ON s.journal_seq = j.seq
            WHERE j.idem_key = ?
            """, key
        ) {
            let posted = PostedJournal(
                seq: try $0.int64(0), hash: try $0.blob(3), recordedAt: try $0.timestamp("recorded_at"),
                isReplay: true)
            return (posted, try $0.blob(1))
        }
    }

    private static func refusal(_ error: any Error, key: String) -> any Error {
        switch StoreRule.of(error) {
        case "EXCEEDS_CREDITS": LedgerRefusal.exceedsCredits(key: key)
        case "ALREADY_RESOLVED": LedgerRefusal.alreadyResolved(key: key)
        case "PENDING_MISMATCH": LedgerRefusal.pendingMismatch(key: key)
        case "ALREADY_REVERSED": LedgerRefusal.alreadyReversed(key: key)
        case "REVERSAL_MISMATCH": LedgerRefusal.reversalMismatch(key: key)
        case let rule?: LedgerRefusal.refused(key: key, rule: rule)
        case nil: error
        }
    }
}
