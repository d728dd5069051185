import Digest
import Roaming
import SQLite

/// Something a person or the hub did or was refused, before it has its place in the chain.
struct AuditDraft: Hashable, Sendable {
    var at: Timestamp
    /// The person's name, or "hub".
    var actor: String
    var personID: Int64?
    /// The action's name, such as `payout.approve`.
    var action: String
    var subjectKind: String
    var subjectID: String
    /// "done", or why it was refused.
    var outcome: String
    /// JSON.
    var detail = "{}"
}

struct AuditRow: Hashable, Sendable {
    let seq: Int64
    let draft: AuditDraft
    let hash: [UInt8]
}

/// Append-only, gapless, each row's hash over the one before and its own content.
enum AuditStore {
    @discardableResult
    static func append(_ db: Connection, _ draft: AuditDraft) throws -> AuditRow {
        let last = try db.one("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1") {
            (seq: try $0.int64(0), hash: try $0.blob(1))
        }
        let seq = (last?.seq ?? 0) + 1
        let previous = last?.hash ?? HashChain.genesis
        let hash = HashChain.next(after: previous, draft.chainBytes(seq: seq))
        try db.run(
            """
            INSERT INTO audit (seq, at, actor, person, action, subject_kind, subject_id, outcome, detail, prev_hash, hash)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, seq, draft.at, draft.actor, draft.personID, draft.action, draft.subjectKind, draft.subjectID,
            draft.outcome, draft.detail, previous, hash)
        return AuditRow(seq: seq, draft: draft, hash: hash)
    }

    /// After `seq`, oldest first.
    static func list(_ db: Connection, after seq: Int64, limit: Int) throws -> [AuditRow] {
        try db.query("SELECT * FROM audit WHERE seq > ? ORDER BY seq LIMIT ?", seq, limit) { try AuditRow(row: $0) }
    }

    /// The newest first.
    static func latest(_ db: Connection, limit: Int) throws -> [AuditRow] {
        try db.query("SELECT * FROM audit ORDER BY seq DESC LIMIT ?", limit) { try AuditRow(row: $0) }
    }

    static func about(_ db: Connection, kind: String, id: String) throws -> [AuditRow] {
        try db.query("SELECT * FROM audit WHERE subject_kind = ? AND subject_id = ? ORDER BY seq", kind, id) {
            try AuditRow(row: $0)
        }
    }

    /// The first row whose hash does not follow from its content and the row before; nil when all do.
    static func firstBroken(_ db: Connection) throws -> Int64? {
        var previous = HashChain.genesis
        var expected: Int64 = 1
        var broken: Int64?
        try db.each("SELECT * FROM audit ORDER BY seq", values: []) { row in
            guard broken == nil else { return }
            let audit = try AuditRow(row: row)
            let hash = HashChain.next(after: previous, audit.draft.chainBytes(seq: audit.seq))
            if audit.seq != expected || hash != audit.hash { broken = audit.seq }
            previous = audit.hash
            expected += 1
        }
        return broken
    }
}

/// A chain of SHA-256 hashes that begins at 32 zero bytes.
enum HashChain {
    static let genesis = [UInt8](repeating: 0, count: 32)

    static func next(after previous: [UInt8], _ content: [UInt8]) -> [UInt8] { SHA256.hash(previous + content) }
}

extension AuditDraft {
    fileprivate func chainBytes(seq: Int64) -> [UInt8] {
        var canonical = CanonicalBytes(schema: "audit/1")
        canonical.add("seq", seq)
        canonical.add("at", at.milliseconds)
        canonical.add("actor", actor)
        canonical.add("person", optional: personID.map { String($0) })
        canonical.add("action", action)
        canonical.add("subject_kind", subjectKind)
        canonical.add("subject_id", subjectID)
        canonical.add("outcome", outcome)
        canonical.add("detail", detail)
        return canonical.bytes
    }
}

extension AuditRow {
    fileprivate init(row: Row) throws {
        seq = try row.int64("seq")
        draft = AuditDraft(
            at: try row.timestamp("at"), actor: try row.text("actor"), personID: try row.optionalInt64("person"),
            action: try row.text("action"), subjectKind: try row.text("subject_kind"),
            subjectID: try row.text("subject_id"), outcome: try row.text("outcome"), detail: try row.text("detail"))
        hash = try row.blob("hash")
    }
}
