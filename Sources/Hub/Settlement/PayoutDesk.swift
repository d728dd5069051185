import Digest
import Roaming
import SQLite

/// Payouts from ready to approved, by two people; each step moves the ledger with the state.
enum PayoutDesk {
    /// Carries out an action on a payout. Repeating a release or an approval of one's own changes nothing.
    /// - Throws: `PayoutRefusal` with what to do instead, `SettlementRefusal.unknownPayout`.
    static func act(
        _ db: Connection, _ id: String, _ action: PayoutAction, by person: Person, at now: Timestamp
    ) throws -> PayoutRecord {
        guard var payout = try PayoutStore.get(db, id), let currency = Currency(payout.currency) else {
            throw SettlementRefusal.unknownPayout(id)
        }
        if isDone(payout, action, by: person) { return payout }
        let amount = Money(minorUnits: payout.amountMinor, currency: currency)
        let hash = try contentHash(db, payout, currency)
        let releaser = try payout.releasedBy.flatMap { try PersonStore.get(db, $0) }
        let standing = PayoutStanding(
            id: id, state: payout.state, contentHash: SHA256.hex(hash), amount: amount,
            releasedBy: releaser.map { Person(id: $0.id, name: $0.name, isService: $0.isService) })
        let transition = try standing.transition(action, by: person)
        switch action {
        case .release, .approve:
            try ApprovalStore.insert(
                db,
                Approval(
                    payoutID: id, personID: person.id, action: action == .release ? .release : .approve,
                    contentHash: hash, amountMinor: payout.amountMinor, at: now))
        case .hold, .unhold, .cancel: break
        }
        if let journal = journal(transition.effect, payout, amount, on: now.date) {
            _ = try LedgerStore.post(db, journal, by: person.name, at: now)
        }
        let before = payout.state
        payout.state = transition.to
        payout.updatedAt = now
        switch action {
        case .release: payout.releasedBy = person.id
        case .approve: payout.approvedBy = person.id
        case .hold(let reason), .cancel(let reason): payout.holdReason = reason
        case .unhold:
            payout.holdReason = nil
            payout.releasedBy = nil
        }
        try PayoutStore.update(db, payout, from: before)
        if transition.to == .cancelled { try unlink(db, payout, at: now) }
        try Feed.touch(db, .payout, id: id, at: now)
        return payout
    }

    /// The hash over the stored lines, computed anew: what a person approves is what is there.
    static func contentHash(_ db: Connection, _ payout: PayoutRecord, _ currency: Currency) throws -> [UInt8] {
        let content = try PayoutContent(
            id: payout.id, cpo: payout.cpo, currency: currency, lines: try PayoutStore.lines(db, payout.id))
        return content.map { SHA256.hash($0.canonicalBytes) } ?? []
    }

    private static func isDone(_ payout: PayoutRecord, _ action: PayoutAction, by person: Person) -> Bool {
        switch action {
        case .release: payout.state == .released && payout.releasedBy == person.id
        case .approve(let hash, let amountMinor):
            payout.state == .approved && payout.approvedBy == person.id && hash == SHA256.hex(payout.contentHash)
                && amountMinor == payout.amountMinor
        case .hold, .unhold, .cancel: false
        }
    }

    private static func journal(
        _ effect: PayoutTransition.Effect, _ payout: PayoutRecord, _ amount: Money, on date: CivilDate
    ) -> Journal? {
        switch effect {
        case .none: nil
        case .postPending:
            Posting.payoutApproved(payout.id, cpo: payout.cpo, amount: amount, pending: payout.pendingSeq, on: date)
        case .voidPending:
            Posting.payoutVoided(payout.id, cpo: payout.cpo, amount: amount, pending: payout.pendingSeq, on: date)
        case .takeBack: Posting.payoutCancelled(payout.id, cpo: payout.cpo, amount: amount, on: date)
        }
    }

    /// A cancelled payout leaves its lines to the next one.
    private static func unlink(_ db: Connection, _ payout: PayoutRecord, at now: Timestamp) throws {
        try PayableStore.link(db, payout: payout.id, isLive: false)
        for cdr in try PayableStore.cdrIDs(db, payout: payout.id) { try Feed.touch(db, .cdr, id: cdr, at: now) }
    }
}
