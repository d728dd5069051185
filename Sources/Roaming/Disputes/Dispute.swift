/// Where a dispute stands. A decision is carried out in the same step.
public enum DisputeState: String, CaseIterable, Sendable {
    case open = "OPEN"
    case proposed = "PROPOSED"
    case decided = "DECIDED"
    /// Ended without a decision: withdrawn, or the CPO credited the CDR.
    case closed = "CLOSED"

    public var isLive: Bool { self == .open || self == .proposed }
}

/// Whom a dispute is decided for, in full.
public enum DisputeDecision: String, CaseIterable, Sendable {
    case forCPO = "FOR_CPO"
    case forDP = "FOR_DP"
}

/// The CDR that a dispute is about to be raised on.
public struct DisputableCharge: Hashable, Sendable {
    public let cdr: CDRKey
    public let dp: PartyID
    public let state: ClearingState
    /// The end of its session.
    public let endedAt: Timestamp
    /// True for a credit CDR.
    public let isCredit: Bool
    /// Whether an earlier dispute about it was decided.
    public let isDecided: Bool

    public init(
        cdr: CDRKey, dp: PartyID, state: ClearingState, endedAt: Timestamp, isCredit: Bool, isDecided: Bool
    ) {
        self.cdr = cdr
        self.dp = dp
        self.state = state
        self.endedAt = endedAt
        self.isCredit = isCredit
        self.isDecided = isDecided
    }

    /// Checks that a dispute may be raised, and names who has to answer it.
    public func respondent(
        reason: DisputeReason, claimant: PartyID, by person: Person, at now: Timestamp
    ) throws(DisputeRefusal) -> PartyID {
        guard !person.isService else { throw .service(person) }
        guard claimant == cdr.cpo || claimant == dp else { throw .stranger(claimant, cdr) }
        guard !isCredit else { throw .isCredit(cdr) }
        guard !isDecided else { throw .alreadyDecided(cdr) }
        switch state {
        case .accepted, .settled: break
        case .held: throw .onHold(cdr)
        case .credited: throw .alreadyCredited(cdr)
        case .disputed: throw .alreadyDisputed(cdr)
        }
        let days = DisputeClock.daysToRaise(reason)
        guard now - endedAt <= .seconds(days * 86_400) else { throw .tooLate(cdr, days: days) }
        return claimant == cdr.cpo ? dp : cdr.cpo
    }
}

/// A dispute as the rules see it.
public struct DisputeStanding: Hashable, Sendable {
    public let id: String
    public let state: DisputeState
    public let raisedBy: Person

    public init(id: String, state: DisputeState, raisedBy: Person) {
        self.id = id
        self.state = state
        self.raisedBy = raisedBy
    }

    public func propose(by person: Person) throws(DisputeRefusal) {
        guard !person.isService else { throw .service(person) }
        guard state.isLive else { throw .ended(id: id, state) }
    }

    /// Nobody decides a dispute that they raised.
    public func decide(by person: Person) throws(DisputeRefusal) {
        guard !person.isService else { throw .service(person) }
        guard state.isLive else { throw .ended(id: id, state) }
        guard person.id != raisedBy.id else { throw .ownDispute(id: id, person) }
    }

    public func withdraw(by person: Person) throws(DisputeRefusal) {
        guard !person.isService else { throw .service(person) }
        guard state.isLive else { throw .ended(id: id, state) }
    }
}

/// Why an action on a dispute is refused, with what to do instead.
public enum DisputeRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    case service(Person)
    case stranger(PartyID, CDRKey)
    case isCredit(CDRKey)
    case alreadyDecided(CDRKey)
    case onHold(CDRKey)
    case alreadyCredited(CDRKey)
    case alreadyDisputed(CDRKey)
    case tooLate(CDRKey, days: Int)
    case ended(id: String, DisputeState)
    case ownDispute(id: String, Person)

    public var description: String {
        switch self {
        case .service(let person): "\(person) is a service; disputes are for people"
        case .stranger(let party, let cdr): "\(party) has no part in CDR \(cdr); the claimant is its CPO or its DP"
        case .isCredit(let cdr): "CDR \(cdr) is a credit; contest the CDR that it takes back"
        case .alreadyDecided(let cdr): "a dispute about CDR \(cdr) was decided already"
        case .onHold(let cdr): "CDR \(cdr) is on hold and no money has moved; recheck it instead"
        case .alreadyCredited(let cdr): "CDR \(cdr) is credited; there is nothing left to contest"
        case .alreadyDisputed(let cdr): "CDR \(cdr) is in dispute already"
        case .tooLate(let cdr, let days): "the session of CDR \(cdr) ended more than \(days) days ago; it is too late"
        case .ended(let id, let state): "dispute \(id) is \(state.rawValue); nothing can change any more"
        case .ownDispute(let id, let person): "\(person) raised dispute \(id); somebody else has to decide it"
        }
    }
}
