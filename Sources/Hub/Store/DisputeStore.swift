import Roaming
import SQLite

/// A claim that a CDR is wrong.
struct DisputeRecord: Hashable, Sendable {
    /// "D-0001".
    var id: String
    var cdrRowID: Int64
    var sessionID: String?
    /// A code of the list of reasons.
    var reason: String
    var claimant: PartyID
    var respondent: PartyID
    var amountMinor: Int64
    var heldMinor: Int64 = 0
    var currency: String
    var state: DisputeState = .open
    var proposal: DisputeDecision?
    var proposalText: String?
    var proposedBy: Int64?
    var proposedAt: Timestamp?
    var decision: DisputeDecision?
    var decisionText: String?
    var raisedBy: Int64
    /// Never who raised it.
    var decidedBy: Int64?
    var dueAt: Timestamp
    var raisedAt: Timestamp
    var holdJournalSeq: Int64?
    var decisionJournalSeq: Int64?
    var updatedAt: Timestamp
}

struct DisputeRemarkRecord: Hashable, Sendable {
    let at: Timestamp
    let by: String
    let text: String
}

enum DisputeStore {
    /// - Throws: a duplicate while the CDR has a live dispute.
    static func insert(_ db: Connection, _ dispute: DisputeRecord) throws {
        try db.run(
            """
            INSERT INTO dispute (id, cdr, session_id, reason, claimant, respondent, amount_minor, held_minor, currency,
              state, raised_by, due_at, raised_at, hold_journal_seq, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, dispute.id, dispute.cdrRowID, dispute.sessionID, dispute.reason, dispute.claimant,
            dispute.respondent, dispute.amountMinor, dispute.heldMinor, dispute.currency, dispute.state.rawValue,
            dispute.raisedBy, dispute.dueAt, dispute.raisedAt, dispute.holdJournalSeq, dispute.updatedAt)
    }

    /// Writes what may change, if the dispute is still in `previous`.
    ///
    /// - Throws: `stateChanged`; rules `ILLEGAL_MOVE`, `FOUR_EYES` when the decider raised it.
    static func update(_ db: Connection, _ dispute: DisputeRecord, from previous: DisputeState) throws {
        let changed = try db.run(
            """
            UPDATE dispute SET held_minor = ?, state = ?, proposal = ?, proposal_text = ?, proposed_by = ?,
              proposed_at = ?, decision = ?, decision_text = ?, decided_by = ?, due_at = ?, hold_journal_seq = ?,
              decision_journal_seq = ?, updated_at = ? WHERE id = ? AND state = ?
            """, dispute.heldMinor, dispute.state.rawValue, dispute.proposal?.rawValue, dispute.proposalText,
            dispute.proposedBy, dispute.proposedAt, dispute.decision?.rawValue, dispute.decisionText,
            dispute.decidedBy, dispute.dueAt, dispute.holdJournalSeq, dispute.decisionJournalSeq, dispute.updatedAt,
            dispute.id, previous.rawValue)
        guard changed == 1 else { throw StoreError.stateChanged("dispute \(dispute.id)") }
    }

    static func get(_ db: Connection, _ id: String) throws -> DisputeRecord? {
        try db.one("SELECT * FROM dispute WHERE id = ?", id) { try DisputeRecord(row: $0) }
    }

    /// The CDR's OPEN or PROPOSED dispute.
    static func live(_ db: Connection, cdr rowID: Int64) throws -> DisputeRecord? {
        try db.one("SELECT * FROM dispute WHERE cdr = ? AND state IN ('OPEN', 'PROPOSED')", rowID) {
            try DisputeRecord(row: $0)
        }
    }

    static func list(_ db: Connection, cdr rowID: Int64) throws -> [DisputeRecord] {
        try db.query("SELECT * FROM dispute WHERE cdr = ? ORDER BY id", rowID) { try DisputeRecord(row: $0) }
    }

    static func all(_ db: Connection) throws -> [DisputeRecord] {
        try db.query("SELECT * FROM dispute ORDER BY id") { try DisputeRecord(row: $0) }
    }

    /// The next "D-0001".
    static func nextID(_ db: Connection) throws -> String {
        let number = String((try db.one("SELECT count(*) FROM dispute") { try $0.int(0) } ?? 0) + 1)
        return "D-" + String(repeating: "0", count: max(0, 4 - number.count)) + number
    }

    static func say(_ db: Connection, _ id: String, by: String, text: String, at: Timestamp) throws {
        try db.run("INSERT INTO dispute_remark (dispute_id, at, by, text) VALUES (?, ?, ?, ?)", id, at, by, text)
    }

    /// What was said, oldest first.
    static func thread(_ db: Connection, _ id: String) throws -> [DisputeRemarkRecord] {
        try db.query("SELECT at, by, text FROM dispute_remark WHERE dispute_id = ? ORDER BY id", id) {
            DisputeRemarkRecord(at: try $0.timestamp("at"), by: try $0.text("by"), text: try $0.text("text"))
        }
    }
}

extension DisputeRecord {
    fileprivate init(row: Row) throws {
        id = try row.text("id")
        cdrRowID = try row.int64("cdr")
        sessionID = try row.optionalText("session_id")
        reason = try row.text("reason")
        claimant = try row.party("claimant")
        respondent = try row.party("respondent")
        amountMinor = try row.int64("amount_minor")
        heldMinor = try row.int64("held_minor")
        currency = try row.text("currency")
        state = try row.choice("state")
        proposal = try row.optionalChoice("proposal")
        proposalText = try row.optionalText("proposal_text")
        proposedBy = try row.optionalInt64("proposed_by")
        proposedAt = try row.optionalTimestamp("proposed_at")
        decision = try row.optionalChoice("decision")
        decisionText = try row.optionalText("decision_text")
        raisedBy = try row.int64("raised_by")
        decidedBy = try row.optionalInt64("decided_by")
        dueAt = try row.timestamp("due_at")
        raisedAt = try row.timestamp("raised_at")
        holdJournalSeq = try row.optionalInt64("hold_journal_seq")
        decisionJournalSeq = try row.optionalInt64("decision_journal_seq")
        updatedAt = try row.timestamp("updated_at")
    }
}
