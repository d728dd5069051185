import OCPI
import Roaming

/// Either kind of party, behind what the shell needs of both.
enum PartyCore: Sendable {
    case cpo(OperatorCore)
    case dp(ProviderCore)

    init(plan: PartyPlan, rate: Rate, seed: UInt64, generation: Int, at now: Timestamp) {
        if plan.role == .cpo {
            self = .cpo(OperatorCore(plan: plan, rate: rate, seed: seed, generation: generation, at: now))
        } else {
            self = .dp(ProviderCore(plan: plan, rate: rate, seed: seed, generation: generation, at: now))
        }
    }

    var counters: Counters {
        get {
            switch self {
            case .cpo(let core): core.counters
            case .dp(let core): core.counters
            }
        }
        set {
            operatorCore?.counters = newValue
            providerCore?.counters = newValue
        }
    }

    /// The CPO's core; setting does nothing on an eMSP.
    var operatorCore: OperatorCore? {
        get { if case .cpo(let core) = self { core } else { nil } }
        set { if case .cpo = self, let newValue { self = .cpo(newValue) } }
    }

    /// The eMSP's core; setting does nothing on a CPO.
    var providerCore: ProviderCore? {
        get { if case .dp(let core) = self { core } else { nil } }
        set { if case .dp = self, let newValue { self = .dp(newValue) } }
    }

    mutating func publish() -> [Outgoing] {
        operatorCore?.publish() ?? providerCore?.publish() ?? []
    }

    mutating func pass(to now: Timestamp, address: PartyAddress) -> [Outgoing] {
        switch self {
        case .cpo(var core):
            let out = core.pass(to: now)
            self = .cpo(core)
            return out
        case .dp(var core):
            let out = core.pass(to: now) { address.responseURL($0, $1) }
            self = .dp(core)
            return out
        }
    }

    /// Puts the world's clocks to now: nothing happened while nobody was registered.
    mutating func begin(at now: Timestamp) {
        operatorCore?.begin(at: now)
        providerCore?.begin(at: now)
    }
}
