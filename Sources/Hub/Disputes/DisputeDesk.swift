import Roaming
import SQLite

/// A dispute to be raised.
struct DisputeClaim: Sendable {
    var cdr: CDRKey
    var reason: DisputeReason
    /// What is wrong, in the claimant's words; never empty.
    var text: String
    /// The CDR's CPO or its DP.
    var claimant: PartyID
}

/// What is refused besides the rules of `DisputeRefusal`.
enum DisputeDeskRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    case unknown(String)
    case unknownCDR(String)
    case textMissing

    var description: String {
        switch self {
        case .unknown(let id): "there is no dispute \(id)"
        case .unknownCDR(let id): "there is no CDR \(id)"
        case .textMissing: "say in words what is wrong"
        }
    }
}

/// Disputes: the CPO's part of a CDR is held, and a second person decides where it goes.
enum DisputeDesk {
    /// Raises a dispute and holds what can be held: before its note all of the CPO's part, afterwards what is payable.
    /// - Throws: `DisputeRefusal`, `DisputeDeskRefusal`.
    static func raise(
        _ db: Connection, _ claim: DisputeClaim, by person: Person, at now: Timestamp
    ) throws -> DisputeRecord {
        guard !claim.text.isBlank else { throw DisputeDeskRefusal.textMissing }
        guard let cdr = try CDRStore.get(db, claim.cdr.cpo, claim.cdr.id), let currency = Currency(cdr.currency),
            var state = try CDRStateStore.get(db, cdr.rowID)
        else { throw DisputeDeskRefusal.unknownCDR(claim.cdr.description) }
        let charge = DisputableCharge(
            cdr: CDRKey(cpo: cdr.cpo, id: cdr.cdrID), dp: cdr.dp, state: state.state, endedAt: cdr.endedAt,
            isCredit: cdr.isCredit,
            isDecided: try DisputeStore.list(db, cdr: cdr.rowID).contains { $0.state == .decided })
        let respondent = try charge.respondent(reason: claim.reason, claimant: claim.claimant, by: person, at: now)
        let funds: Posting.DisputedFunds = state.state == .accepted ? .unbilled : .payable
        let held = DisputeEffects.holdable(
            part: state.cpoMinor ?? 0, from: funds, available: try CPOFunds(db, cdr.cpo, currency).available)
        let id = try DisputeStore.nextID(db)
        let hold = Posting.disputeHeld(
            id, cpo: cdr.cpo, amount: Money(minorUnits: held, currency: currency), from: funds, on: now.date)
        let dispute = DisputeRecord(
            id: id, cdrRowID: cdr.rowID, sessionID: cdr.sessionID, reason: claim.reason.rawValue,
            claimant: claim.claimant, respondent: respondent, amountMinor: state.clearedMinor ?? 0, heldMinor: held,
            currency: cdr.currency, raisedBy: person.id,
            dueAt: DisputeClock.evidenceDue(claim.reason, raisedAt: now), raisedAt: now,
            holdJournalSeq: try hold.map { try LedgerStore.post(db, $0, by: person.name, at: now).seq },
            updatedAt: now)
        try DisputeStore.insert(db, dispute)
        try DisputeStore.say(db, id, by: person.name, text: claim.text, at: now)
        if claim.reason == .priceDiffers {
            try DisputeStore.say(db, id, by: "hub", text: try PriceEvidence.words(db, cdr), at: now)
        }
        state.state = .disputed
        state.disputeID = id
        try write(db, state, cdr, at: now)
        try Feed.touch(db, .dispute, id: id, at: now)
        return dispute
    }

    /// Proposes a decision, or another one; deciding is due two business days later.
    static func propose(
        _ db: Connection, _ id: String, _ decision: DisputeDecision, text: String, by person: Person,
        at now: Timestamp
    ) throws -> DisputeRecord {
        var dispute = try find(db, id)
        try standing(db, dispute).propose(by: person)
        let before = dispute.state
        dispute.state = .proposed
        dispute.proposal = decision
        dispute.proposalText = text
        dispute.proposedBy = person.id
        dispute.proposedAt = now
        dispute.dueAt = DisputeClock.decisionDue(proposedAt: now)
        return try save(db, dispute, from: before, saying: text, by: person, at: now)
    }

    /// Decides in full and carries it out: FOR_CPO releases what is held, FOR_DP takes the CDR back. Repeating one's own
    /// decision changes nothing.
    static func decide(
        _ db: Connection, _ id: String, _ decision: DisputeDecision, text: String, by person: Person,
        at now: Timestamp
    ) throws -> DisputeRecord {
        var dispute = try find(db, id)
        if dispute.state == .decided, dispute.decision == decision, dispute.decidedBy == person.id { return dispute }
        try standing(db, dispute).decide(by: person)
        let matter = try DisputeCase(db, dispute)
        let before = dispute.state
        for journal in matter.effects.journals(decision, owed: matter.owed, on: now.date) {
            dispute.decisionJournalSeq = try LedgerStore.post(db, journal, by: person.name, at: now).seq
        }
        dispute.state = .decided
        dispute.decision = decision
        dispute.decisionText = text
        dispute.decidedBy = person.id
        var state = matter.state
        state.state = decision == .forCPO ? .settled : .credited
        try write(db, state, matter.cdr, at: now)
        return try save(db, dispute, from: before, saying: text, by: person, at: now)
    }

    /// Ends a dispute without a decision; what is held goes back to the CPO.
    static func withdraw(
        _ db: Connection, _ id: String, text: String, by person: Person, at now: Timestamp
    ) throws -> DisputeRecord {
        var dispute = try find(db, id)
        try standing(db, dispute).withdraw(by: person)
        let matter = try DisputeCase(db, dispute)
        let before = dispute.state
        for journal in matter.effects.release(owed: matter.owed, on: now.date) {
            dispute.decisionJournalSeq = try LedgerStore.post(db, journal, by: person.name, at: now).seq
        }
        dispute.state = .closed
        dispute.decisionText = text
        var state = matter.state
        state.state = .settled
        try write(db, state, matter.cdr, at: now)
        return try save(db, dispute, from: before, saying: text, by: person, at: now)
    }

    private static func find(_ db: Connection, _ id: String) throws -> DisputeRecord {
        guard let dispute = try DisputeStore.get(db, id) else { throw DisputeDeskRefusal.unknown(id) }
        return dispute
    }

    private static func standing(_ db: Connection, _ dispute: DisputeRecord) throws -> DisputeStanding {
        let raiser = try PersonStore.get(db, dispute.raisedBy)
        return DisputeStanding(
            id: dispute.id, state: dispute.state,
            raisedBy: Person(id: dispute.raisedBy, name: raiser?.name ?? "person \(dispute.raisedBy)"))
    }

    private static func write(_ db: Connection, _ state: CDRState, _ cdr: CDRRecord, at now: Timestamp) throws {
        var state = state
        state.updatedAt = now
        try CDRStateStore.put(db, state)
        try Feed.touch(db, .cdr, id: cdr.id, at: now)
        if let window = state.windowID { try Feed.touch(db, .window, id: window, at: now, bumpsVersion: false) }
    }

    private static func save(
        _ db: Connection, _ dispute: DisputeRecord, from before: DisputeState, saying text: String,
        by person: Person, at now: Timestamp
    ) throws -> DisputeRecord {
        var dispute = dispute
        dispute.updatedAt = now
        try DisputeStore.update(db, dispute, from: before)
        if !text.isBlank { try DisputeStore.say(db, dispute.id, by: person.name, text: text, at: now) }
        try Feed.touch(db, .dispute, id: dispute.id, at: now)
        return dispute
    }
}
