import Roaming
import SQLite

/// Reads and writes many rows at once for a window's closing: what it settles, and what is payable but unpaid.
enum PayableStore {
    /// The CPO's parts of the window's accepted CDRs, in the order of their acceptance.
    static func charges(_ db: Connection, window: String) throws -> [NoteLine] {
        try db.query(
            """
            SELECT c.cpo, c.cdr_id, s.cdr, s.cpo_minor FROM cdr_state s JOIN cdr c ON c.id = s.cdr
            WHERE s.window_id = ? AND s.state = 'ACCEPTED' ORDER BY s.cdr
            """, window
        ) {
            NoteLine(
                cdr: CDRKey(cpo: try $0.party("cpo"), id: try $0.text("cdr_id")), row: try $0.int64("cdr"),
                amount: try $0.int64("cpo_minor"))
        }
    }

    /// The CDRs of a stored note become SETTLED.
    static func settle(_ db: Connection, note: String, at: Timestamp) throws {
        try db.run(
            """
            UPDATE cdr_state SET state = 'SETTLED', note_id = ?1, updated_at = ?2
            WHERE cdr IN (SELECT cdr FROM note_line WHERE note_id = ?1)
            """, note, at)
    }

    /// Points the CDRs that a payout pays to it, or away from it.
    static func link(_ db: Connection, payout: String, isLive: Bool) throws {
        try db.run(
            """
            UPDATE cdr_state SET payout_id = ?1
            WHERE cdr IN (SELECT cdr FROM payout_line WHERE payout_id = ?2 AND kind IN ('cdr', 'release'))
            """, isLive ? payout : nil, payout)
    }

    /// The feed's ids of the CDRs of a payout.
    static func cdrIDs(_ db: Connection, payout: String) throws -> [String] {
        try db.query(
            """
            SELECT DISTINCT c.cpo || '/' || c.cdr_id FROM payout_line l JOIN cdr c ON c.id = l.cdr WHERE l.payout_id = ?
            """, payout
        ) { try $0.text(0) }
    }

    /// CPOs that have, or had, something payable in a currency, in order.
    static func payees(_ db: Connection, currency: String) throws -> [PartyID] {
        try db.query(
            "SELECT party FROM account WHERE code = 2100 AND currency = ? ORDER BY party", currency
        ) { try $0.party("party") }
    }

    /// Whether a CPO has a payout that was not cancelled.
    static func wasPaid(_ db: Connection, _ cpo: PartyID) throws -> Bool {
        try db.exists("SELECT 1 FROM payout WHERE cpo = ? AND state <> 'CANCELLED'", cpo)
    }

    /// Everything that moved a CPO's payable account and that no live payout pays or deducts, in the order of posting.
    /// Its sum is what can be paid.
    static func unpaid(_ db: Connection, cpo: PartyID, currency: String) throws -> [PayoutLine] {
        let movements = try db.query(
            """
            SELECT j.seq, j.event, j.source_id,
              sum(CASE e.side WHEN 'C' THEN e.amount ELSE -e.amount END) AS moved
            FROM account a JOIN entry e ON e.account_id = a.id JOIN journal j ON j.seq = e.journal_seq
            WHERE a.code = 2100 AND a.party = ?1 AND a.currency = ?2 AND j.source_type <> 'payout'
              AND NOT EXISTS (SELECT 1 FROM payout_line l WHERE l.journal_seq = j.seq AND l.is_live = 1)
            GROUP BY j.seq ORDER BY j.seq
            """, cpo, currency
        ) {
            (
                seq: try $0.int64("seq"), event: try $0.text("event"), source: try $0.text("source_id"),
                moved: try $0.int64("moved")
            )
        }
        var lines: [PayoutLine] = []
        for movement in movements {
            var explained: [PayoutLine] = []
            switch JournalEvent(rawValue: movement.event) {
            case .settlementNote:
                explained = try NoteStore.lines(db, movement.source).map {
                    PayoutLine(kind: .cdr, journal: movement.seq, row: $0.row, amount: $0.amount)
                }
            case .disputeHeld, .disputeReleased:
                guard let dispute = try DisputeStore.get(db, movement.source) else {
                    throw StoreError.notFound("dispute \(movement.source)")
                }
                let isRelease = movement.event == JournalEvent.disputeReleased.rawValue
                explained = [
                    PayoutLine(
                        kind: isRelease ? .release : .held, journal: movement.seq, row: dispute.cdrRowID,
                        amount: isRelease ? dispute.heldMinor : -dispute.heldMinor)
                ]
            default: throw StoreError.notFound("lines of journal \(movement.seq), \(movement.event)")
            }
            // What the lines and the account differ by was taken back from, or became, the CPO's debt.
            let rest = movement.moved - explained.reduce(0) { $0 + $1.amount }
            if rest != 0 {
                explained.append(PayoutLine(kind: .recovered, journal: movement.seq, row: nil, amount: rest))
            }
            lines += explained
        }
        return lines
    }
}
