/// What the hub and a DP take from the price of a session, excluding VAT, in basis points; the CPO has the rest.
public struct Terms: Hashable, Sendable {
    /// Basis points in the whole price.
    public static let whole = 10_000

    public let commissionBasisPoints: Int
    public let dpShareBasisPoints: Int

    /// Nil when a part is negative or both together exceed the price.
    public init?(commissionBasisPoints: Int, dpShareBasisPoints: Int) {
        guard (0...Terms.whole).contains(commissionBasisPoints), (0...Terms.whole).contains(dpShareBasisPoints),
            commissionBasisPoints + dpShareBasisPoints <= Terms.whole
        else { return nil }
        self.commissionBasisPoints = commissionBasisPoints
        self.dpShareBasisPoints = dpShareBasisPoints
    }
}

/// Terms with the modules they cover and the time they are in force.
public struct Agreement: Hashable, Sendable {
    /// `default`, or `NL*FAS>DE*EMP`.
    public let id: String
    /// OCPI module identifiers that the pair may use; for a bilateral override an empty list forbids trade.
    public let modules: Set<String>
    public let terms: Terms
    public let validFrom: Timestamp
    /// Exclusive; nil for no end.
    public let validTo: Timestamp?

    public init(id: String, modules: Set<String>, terms: Terms, validFrom: Timestamp, validTo: Timestamp? = nil) {
        self.id = id
        self.modules = modules
        self.terms = terms
        self.validFrom = validFrom
        self.validTo = validTo
    }

    public func isInForce(at moment: Timestamp) -> Bool {
        moment >= validFrom && validTo.map { moment < $0 } ?? true
    }

    /// The id of the override between a CPO and a DP.
    public static func id(cpo: PartyID, dp: PartyID) -> String { "\(cpo)>\(dp)" }

    public static let defaultID = "default"
}

/// Everything that decides whether two parties trade: the hub-wide terms, who accepted them, and bilateral overrides.
public struct AgreementBook: Sendable {
    /// Versions of the hub-wide terms; of those in force, the one that came into force last counts.
    public var defaults: [Agreement]
    /// Parties that accepted the hub's terms.
    public var acceptedBy: Set<PartyID>
    /// Versions of the overrides by agreement id.
    public var overrides: [String: [Agreement]]

    public init(defaults: [Agreement], acceptedBy: Set<PartyID>, overrides: [String: [Agreement]] = [:]) {
        self.defaults = defaults
        self.acceptedBy = acceptedBy
        self.overrides = overrides
    }

    /// Whether a CPO and a DP may use an OCPI module together at a moment, and under which terms.
    ///
    /// Both must have accepted the hub's terms. An override in force replaces the hub-wide terms for its pair.
    public func trade(cpo: PartyID, dp: PartyID, module: String, at moment: Timestamp) -> Trade {
        for party in [cpo, dp] where !acceptedBy.contains(party) { return .refused(.notAccepted(party)) }
        let latest = { (versions: [Agreement]) in
            versions.filter { $0.isInForce(at: moment) }.max { $0.validFrom < $1.validFrom }
        }
        let bilateral = overrides[Agreement.id(cpo: cpo, dp: dp)].flatMap(latest)
        guard let agreement = bilateral ?? latest(defaults) else { return .refused(.noTerms(moment)) }
        guard agreement.modules.contains(module) else {
            return .refused(.moduleForbidden(module: module, agreement: agreement.id))
        }
        return .allowed(agreement)
    }
}

/// The answer to whether two parties trade.
public enum Trade: Hashable, Sendable {
    case allowed(Agreement)
    case refused(TradeRefusal)
}

/// Why two parties do not trade.
public enum TradeRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    case notAccepted(PartyID)
    case noTerms(Timestamp)
    case moduleForbidden(module: String, agreement: String)

    public var description: String {
        switch self {
        case .notAccepted(let party): "\(party) has not accepted the hub's terms"
        case .noTerms(let moment): "no terms are in force at \(moment)"
        case .moduleForbidden(let module, let agreement): "agreement \(agreement) does not allow the module \(module)"
        }
    }
}
