/// What is checked on a tariff when a version of it arrives. The raw value is the code that people and settings use.
///
/// The rules are hints for a person, not legal advice; each can be switched off. `PriceRule.facts` has a row for each.
public enum PriceRule: String, CaseIterable, Hashable, Sendable {
    case energyPriceMissing = "AFIR-KWH"
    case timePrice = "AFIR-TIME"
    case flatPrice = "AFIR-FLAT"
    case minutePrice = "AFIR-ORDER"
    case adHocMissing = "AFIR-ADHOC-EXISTS"
    case typeOverlap = "TYPE-OVERLAP"
    case germanEnergyPrice = "PANGV-KWH"
    case grossUnknown = "GROSS-KNOWN"
    case priceInText = "ALT-TEXT-PRICE"
    case bigStep = "STEP-BIG"
    case unpriced = "UNPRICED"
    case unreachable = "UNREACHABLE"
    case neverActive = "NEVER-ACTIVE"
    case undecided = "UNDECIDED"
    case duplicateDimension = "DUP-DIM"
    case impossible = "IMPOSSIBLE"
    case wholeDay = "WHOLE-DAY"
    case emptyRestrictions = "EMPTY-RESTR"
    case reservationDimension = "RESERVATION-DIM"
    case limitsCross = "LIMITS-CROSS"
    case vatRange = "VAT-RANGE"
    case vatWithoutTax = "TAX-NA-WITH-VAT"
    case staleReference = "STALE-REF"
    case changeUnderway = "CHANGE-MID"
    case priceJump = "PRICE-JUMP"
    case publicDifference = "PUB-SAME"
    case partnerSpread = "PUB-DISCRIM"
    case abovePublic = "PUB-CAP"
    case signatureMissing = "SIG-PRESENT"
    case signatureFormat = "SIG-FORMAT"

    public var code: String { rawValue }
}

/// How much a finding matters; a greater one comes first.
public enum RuleSeverity: String, CaseIterable, Comparable, Sendable {
    case info, warning, error

    public static func < (left: RuleSeverity, right: RuleSeverity) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .info: 0
        case .warning: 1
        case .error: 2
        }
    }
}

/// Where a rule applies.
public enum RuleJurisdiction: Hashable, Sendable, CustomStringConvertible {
    case everywhere
    /// Member states of the European Union.
    case europeanUnion
    /// ISO 3166-1 alpha-3.
    case country(String)

    /// - Parameter country: ISO 3166-1 alpha-3, in letters of either case.
    public func covers(_ country: String) -> Bool {
        switch self {
        case .everywhere: true
        case .europeanUnion: RuleJurisdiction.memberStates.contains(country.uppercased())
        case .country(let code): code == country.uppercased()
        }
    }

    public var description: String {
        switch self {
        case .everywhere: "everywhere"
        case .europeanUnion: "EU"
        case .country(let code): code
        }
    }

    static let memberStates: Set<String> = [
        "AUT", "BEL", "BGR", "CYP", "CZE", "DEU", "DNK", "ESP", "EST", "FIN", "FRA", "GRC", "HRV", "HUN", "IRL", "ITA",
        "LTU", "LUX", "LVA", "MLT", "NLD", "POL", "PRT", "ROU", "SVK", "SVN", "SWE",
    ]
}

/// How well a rule's citation is known.
public enum RuleBasis: String, Hashable, Sendable {
    /// The words that the rule rests on were read.
    case seen
    /// Nobody looked it up; a person has to before relying on it.
    case fromMemory
    /// A plausibility check of the hub; there is nothing to look up.
    case own
}
