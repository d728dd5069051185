import Roaming
import SQLite

/// Carries out what clearing decided about one stored CDR: journal, state, window, delivery and feed, together.
struct CDRPosting {
    let db: Connection
    let record: CDRRecord
    let detail: ChargeDetail
    /// The person's name, or "hub".
    let actor: String
    let now: Timestamp

    /// Decides and writes; answers the CDR's new state.
    func clear() throws -> CDRState {
        let known = try CDRFacts(db, record, detail, at: now)
        var result = Clearing.decide(detail, facts: known.facts, policy: known.terms.clearing)
        if case .hold(let reason) = result.decision, reason.check == .price {
            result = Clearing.decide(
                detail, facts: try known.withOtherVersions(db), policy: known.terms.clearing)
        }
        var state = CDRState(
            cdrRowID: record.rowID, state: .held, verdicts: CDRDocuments.verdicts(result.verdicts),
            ratingLines: CDRDocuments.ratingLines(result.rating), computedMinor: result.computed?.minorUnits,
            tariffVersionID: known.tariffVersionID, updatedAt: now)
        switch result.decision {
        case .accept(let amount, let split, let agreement):
            try accept(&state, amount, split, agreement)
        case .credit(let original): try credit(&state, original)
        case .hold(let reason): state.holdReason = reason.description
        }
        try CDRStateStore.put(db, state)
        try deliver(isHeld: state.state == .held)
        try Feed.touch(db, .cdr, id: record.id, at: now)
        return state
    }

    private func accept(_ state: inout CDRState, _ amount: Money, _ split: Split, _ agreement: Agreement) throws {
        state.state = .accepted
        state.clearedMinor = amount.minorUnits
        state.cpoMinor = split.cpo
        state.hubMinor = split.hub
        state.dpMinor = split.dp
        state.commissionBasisPoints = agreement.terms.commissionBasisPoints
        state.dpShareBasisPoints = agreement.terms.dpShareBasisPoints
        state.windowID = try enterWindow()
        if let journal = Posting.accepted(detail.key, dp: record.dp, split: split, on: now.date) {
            state.journalSeq = try LedgerStore.post(db, journal, by: actor, at: now).seq
        }
    }

    /// Takes the original back. When its money has not left the window, both stay out of settlement; when it was
    /// settled, the credit enters the open window and is deducted there.
    private func credit(_ state: inout CDRState, _ key: CDRKey) throws {
        guard let first = try CDRStore.get(db, key.cpo, key.id),
            var original = try CDRStateStore.get(db, first.rowID)
        else { throw CDRRefusal.unknown(key.description) }
        let before = original.state
        state.state = .credited
        if before == .disputed { try endDispute(of: first, original, key) }
        if let seq = original.journalSeq, let posted = try LedgerStore.journal(db, seq) {
            let mirror = Posting.credited(key, original: posted.journal, sequence: seq, on: now.date)
            state.journalSeq = try LedgerStore.post(db, mirror, by: actor, at: now).seq
            state.clearedMinor = original.clearedMinor.map { -$0 }
            state.cpoMinor = original.cpoMinor.map { -$0 }
            state.hubMinor = original.hubMinor.map { -$0 }
            state.dpMinor = original.dpMinor.map { -$0 }
            state.commissionBasisPoints = original.commissionBasisPoints
            state.dpShareBasisPoints = original.dpShareBasisPoints
            if before == .settled {
                state.state = .accepted
                state.windowID = try enterWindow()
            } else if before == .accepted {
                state.windowID = original.windowID
            }
        }
        original.state = .credited
        original.holdReason = nil
        original.updatedAt = now
        try CDRStateStore.put(db, original)
        if before == .held, var delivery = try DeliveryStore.get(db, first.rowID), delivery.attempts == 0 {
            delivery.state = .refused
            delivery.answer = "never sent: credited while it was on hold"
            delivery.nextAttemptAt = nil
            delivery.updatedAt = now
            try DeliveryStore.put(db, delivery)
        }
        try Feed.touch(db, .cdr, id: first.id, at: now)
    }

    /// A credit that comes while its CDR is disputed ends the dispute: the held part goes back before the mirror.
    private func endDispute(of first: CDRRecord, _ original: CDRState, _ key: CDRKey) throws {
        guard var dispute = try DisputeStore.live(db, cdr: first.rowID), let currency = Currency(first.currency)
        else { return }
        let before = dispute.state
        let part = Money(minorUnits: original.cpoMinor ?? 0, currency: currency)
        if let charge = Posting.disputeCharged(
            dispute.id, cpo: key.cpo, part: part, held: dispute.heldMinor, on: now.date)
        {
            dispute.decisionJournalSeq = try LedgerStore.post(db, charge, by: actor, at: now).seq
        }
        dispute.state = .closed
        dispute.decisionText = "The CPO credited the CDR with \(record.cdrID)."
        dispute.updatedAt = now
        try DisputeStore.update(db, dispute, from: before)
        try DisputeStore.say(db, dispute.id, by: "hub", text: dispute.decisionText ?? "", at: now)
        try Feed.touch(db, .dispute, id: dispute.id, at: now)
    }

    private func enterWindow() throws -> String {
        let window = try SettlementWindows.current(db, currency: record.currency, at: now)
        try Feed.touch(db, .window, id: window.id, at: now, bumpsVersion: false)
        return window.id
    }

    /// A DP learns of a CDR when it is cleared; while it is on hold its delivery waits.
    private func deliver(isHeld: Bool) throws {
        var delivery =
            try DeliveryStore.get(db, record.rowID)
            ?? CDRDelivery(cdrRowID: record.rowID, dp: record.dp, state: .pending, attempts: 0, updatedAt: now)
        guard delivery.state == .pending else { return }
        delivery.nextAttemptAt = isHeld ? nil : now
        delivery.updatedAt = now
        try DeliveryStore.put(db, delivery)
    }
}
