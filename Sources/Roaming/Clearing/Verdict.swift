/// The finding of one check of a CDR, with a sentence that explains it.
public struct Verdict: Hashable, Sendable {
    public enum Level: String, Comparable, Sendable {
        case ok, warn, fail

        private var rank: Int { self == .ok ? 0 : self == .warn ? 1 : 2 }

        public static func < (left: Level, right: Level) -> Bool { left.rank < right.rank }
    }

    public let check: ClearingCheck
    public let level: Level
    public let text: String

    public init(_ check: ClearingCheck, _ level: Level, _ text: String) {
        self.check = check
        self.level = level
        self.text = text
    }
}

/// What is checked before a CDR becomes money. The raw value names the rule on screens and in hold reasons; a failed
/// check puts the CDR on hold.
public enum ClearingCheck: String, CaseIterable, Sendable {
    /// The end is not before the start, and periods lie between them.
    case timeOrder = "TIME_ORDER"
    /// The session is over, and in this century.
    case timePlausible = "TIME_PLAUSIBLE"
    /// total_time is end − start.
    case totalTime = "TOTAL_TIME"
    /// total_parking_time is the sum of PARKING_TIME.
    case totalParkingTime = "TOTAL_PARKING_TIME"
    /// total_energy is the sum of ENERGY.
    case totalEnergy = "TOTAL_ENERGY"
    /// The energy is possible in the time; a factor of 1000 is named.
    case energyUnit = "ENERGY_UNIT"
    /// Nothing is below zero outside a credit CDR.
    case negative = "NEGATIVE"
    /// No cost without energy.
    case zeroEnergy = "ZERO_KWH"
    /// The parts of the cost sum to total_cost.
    case costSum = "COST_SUM"
    /// Amounts with VAT are possible for those without.
    case vat = "VAT"
    /// CDR, tariffs and session agree on the currency.
    case currency = "CURRENCY"
    /// Numbers have at most four decimals.
    case decimals = "DECIMALS"
    /// The tariff in the CDR is the one that the CPO published.
    case tariff = "TARIFF"
    /// No price rule finds an error in the published tariff.
    case priceRules = "PRICE_RULES"
    /// The periods are such that their tariff can price them without a doubt.
    case periods = "PERIODS"
    /// total_cost is what the tariff gives.
    case price = "PRICE"
    /// The token belongs to the DP that is to pay.
    case token = "TOKEN"
    /// The CDR belongs to a session that the hub saw, and agrees with it.
    case session = "SESSION"
    /// No other CDR bills the same.
    case duplicate = "DUPLICATE_CDR"
    /// CPO and DP trade under an agreement.
    case agreement = "AGREEMENT"
    /// The CDR came in time.
    case late = "LATE_CDR"
    /// A credit CDR refers to a CDR that can be credited, and takes back exactly that.
    case credit = "CREDIT"
}
