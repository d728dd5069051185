/// Where a payout stands. Two different people bring it from ready to approved.
public enum PayoutState: String, CaseIterable, Sendable {
    case ready = "READY"
    case released = "RELEASED"
    case approved = "APPROVED"
    case held = "HELD"
    case cancelled = "CANCELLED"
}

/// What a person wants to do with a payout. Reasons are never empty.
public enum PayoutAction: Hashable, Sendable {
    case release
    /// Bound to the content that the person saw.
    case approve(contentHash: String, amountMinor: Int64)
    case hold(reason: String)
    /// Back to ready: an earlier release no longer counts.
    case unhold
    case cancel(reason: String)

    public var name: String {
        switch self {
        case .release: "release"
        case .approve: "approve"
        case .hold: "hold"
        case .unhold: "unhold"
        case .cancel: "cancel"
        }
    }
}

/// What follows from an allowed action.
public struct PayoutTransition: Hashable, Sendable {
    public enum Effect: Sendable {
        case none
        /// Post the pending journal.
        case postPending
        /// Void the pending journal.
        case voidPending
        /// Take the posted journal back: D 2130 · C 2100.
        case takeBack
    }

    public let to: PayoutState
    public let effect: Effect
}

/// A payout as the rules see it.
public struct PayoutStanding: Hashable, Sendable {
    public let id: String
    public let state: PayoutState
    /// Recomputed from the stored lines at this moment, hexadecimal.
    public let contentHash: String
    public let amount: Money
    public let releasedBy: Person?

    public init(id: String, state: PayoutState, contentHash: String, amount: Money, releasedBy: Person?) {
        self.id = id
        self.state = state
        self.contentHash = contentHash
        self.amount = amount
        self.releasedBy = releasedBy
    }

    /// The transition that an action by a person leads to.
    ///
    /// READY → RELEASED → APPROVED by two different people; READY and RELEASED ↔ HELD; anything not yet cancelled →
    /// CANCELLED.
    public func transition(_ action: PayoutAction, by person: Person) throws(PayoutRefusal) -> PayoutTransition {
        guard !person.isService else { throw .service(person, action.name) }
        switch (action, state) {
        case (.release, .ready): return PayoutTransition(to: .released, effect: .none)
        case (.approve(let hash, let amountMinor), .released):
            guard person.id != releasedBy?.id else { throw .ownRelease(id: id, person) }
            guard hash == contentHash, amountMinor == amount.minorUnits else {
                throw .changed(id: id, amount: amount, shown: Money(minorUnits: amountMinor, currency: amount.currency))
            }
            return PayoutTransition(to: .approved, effect: .postPending)
        case (.hold(let reason), .ready), (.hold(let reason), .released):
            guard !reason.isBlank else { throw .reasonMissing(action.name) }
            return PayoutTransition(to: .held, effect: .none)
        case (.unhold, .held): return PayoutTransition(to: .ready, effect: .none)
        case (.cancel(let reason), .ready), (.cancel(let reason), .released), (.cancel(let reason), .held):
            guard !reason.isBlank else { throw .reasonMissing(action.name) }
            return PayoutTransition(to: .cancelled, effect: .voidPending)
        case (.cancel(let reason), .approved):
            guard !reason.isBlank else { throw .reasonMissing(action.name) }
            return PayoutTransition(to: .cancelled, effect: .takeBack)
        default: throw .wrongState(id: id, state, action.name)
        }
    }
}

/// Why an action on a payout is refused, with what to do instead.
public enum PayoutRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    case service(Person, String)
    case ownRelease(id: String, Person)
    case changed(id: String, amount: Money, shown: Money)
    case reasonMissing(String)
    case wrongState(id: String, PayoutState, String)

    public var description: String {
        switch self {
        case .service(let person, let action): "\(person) is a service; a person has to \(action) a payout"
        case .ownRelease(let id, let person):
            "\(person) released payout \(id); somebody else has to approve it"
        case .changed(let id, let amount, let shown):
            shown == amount
                ? "payout \(id) changed since you saw it; read it again before you approve"
                : "payout \(id) changed since you saw it: it was \(shown), it is \(amount); read it again"
        case .reasonMissing(let action): "to \(action) a payout, give a reason"
        case .wrongState(let id, let state, let action):
            switch (state, action) {
            case (.ready, "approve"): "payout \(id) has to be released before it can be approved"
            case (.held, "approve"), (.held, "release"): "payout \(id) is on hold; take the hold away first"
            case (.approved, "hold"): "payout \(id) is approved; it can only be cancelled"
            case (.cancelled, _): "payout \(id) was cancelled; the next window pays its lines again"
            default: "payout \(id) is \(state.rawValue); \(action) is not possible"
            }
        }
    }
}

extension String {
    /// True when there is nothing to read in it.
    public var isBlank: Bool { utf8.allSatisfy { $0 <= 0x20 } }
}
