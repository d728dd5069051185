import Roaming
import SQLite

/// One person's release or approval of a payout, bound to what that person saw.
struct Approval: Hashable, Sendable {
    enum Action: String, Sendable { case release, approve }

    var payoutID: String
    var personID: Int64
    var action: Action
    var contentHash: [UInt8]
    var amountMinor: Int64
    var at: Timestamp
}

enum ApprovalStore {
    /// Before the payout's state is moved, in the same transaction.
    ///
    /// - Throws: rules `CONTENT_CHANGED`, `FOUR_EYES`, `NOT_RELEASED`, `SERVICE_ONLY_READS`.
    static func insert(_ db: Connection, _ approval: Approval) throws {
        try db.run(
            """
            INSERT INTO approval (payout_id, person, action, content_hash, amount_minor, at) VALUES (?, ?, ?, ?, ?, ?)
            """, approval.payoutID, approval.personID, approval.action.rawValue, approval.contentHash,
            approval.amountMinor, approval.at)
    }

    static func list(_ db: Connection, payout: String) throws -> [Approval] {
        try db.query("SELECT * FROM approval WHERE payout_id = ? ORDER BY id", payout) {
            Approval(
                payoutID: try $0.text("payout_id"), personID: try $0.int64("person"), action: try $0.choice("action"),
                contentHash: try $0.blob("content_hash"), amountMinor: try $0.int64("amount_minor"),
                at: try $0.timestamp("at"))
        }
    }
}
