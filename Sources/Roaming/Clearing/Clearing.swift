/// Decides about a CDR: checks, rating, and whether it becomes money. Pure: the same input, the same answer.
public enum Clearing {
    public static func decide(
        _ detail: ChargeDetail, facts: ClearingFacts, policy: ClearingPolicy = .standard
    ) -> ClearingResult {
        var review = Review(detail: detail, facts: facts, policy: policy)
        return detail.isCredit ? review.credit() : review.charge()
    }
}

/// All that was found about a CDR, and what follows.
public struct ClearingResult: Sendable {
    /// One for each check that applies.
    public let verdicts: [Verdict]
    /// Nil for a credit CDR, which is never rated.
    public let rating: RatingOutcome?
    /// The price that the tariff gives, excluding VAT, rounded to minor units.
    public let computed: Money?
    public let decision: ClearingDecision
}

public enum ClearingDecision: Hashable, Sendable {
    /// Post it: the cleared amount is the CPO's claim, rounded to minor units.
    case accept(amount: Money, split: Split, agreement: Agreement)
    /// Take the original back, by the mirror of its journal; the amount is that of the original, negated.
    case credit(original: CDRKey)
    /// Not posted until a person or a correction settles the reason.
    case hold(HoldReason)
}

/// Why a CDR is on hold: the rule that failed and a sentence about the numbers.
public struct HoldReason: Hashable, Sendable, CustomStringConvertible {
    public let check: ClearingCheck
    public let text: String

    public init(check: ClearingCheck, text: String) {
        self.check = check
        self.text = text
    }

    public var description: String { "\(check.rawValue): \(text)" }
}

/// One run over a CDR that collects verdicts.
struct Review {
    let detail: ChargeDetail
    let facts: ClearingFacts
    let policy: ClearingPolicy
    private(set) var verdicts: [Verdict] = []

    init(detail: ChargeDetail, facts: ClearingFacts, policy: ClearingPolicy) {
        self.detail = detail
        self.facts = facts
        self.policy = policy
    }

    mutating func ok(_ check: ClearingCheck, _ text: String) { verdicts.append(Verdict(check, .ok, text)) }
    mutating func warn(_ check: ClearingCheck, _ text: String) { verdicts.append(Verdict(check, .warn, text)) }
    mutating func fail(_ check: ClearingCheck, _ text: String) { verdicts.append(Verdict(check, .fail, text)) }

    mutating func charge() -> ClearingResult {
        checkAgreement()
        checkDuplicate()
        checkToken()
        checkSession()
        checkTimes()
        checkEnergy()
        checkNegative()
        checkCurrency()
        checkDecimals()
        let tariffs = detail.tariffs.isEmpty ? facts.publishedTariffs : detail.tariffs
        checkTariff()
        checkPriceRules()
        let rating = Rating.rate(detail, tariffs: tariffs, zone: facts.zone, policy: facts.ratingPolicy)
        checkPeriods(rating)
        checkCosts(rating)
        let amount = checkPrice(rating, tariffs)
        let computed = rating.charge.flatMap(settled)
        return ClearingResult(
            verdicts: verdicts, rating: rating, computed: computed, decision: decision(amount))
    }

    mutating func credit() -> ClearingResult {
        checkAgreement()
        checkDecimals()
        let original = checkCredit()
        let failed = verdicts.contains { $0.level == .fail }
        return ClearingResult(
            verdicts: verdicts, rating: nil, computed: nil,
            decision: failed ? firstFailure : original.map { .credit(original: $0) } ?? firstFailure)
    }

    private func decision(_ amount: Money?) -> ClearingDecision {
        guard !verdicts.contains(where: { $0.level == .fail }), let amount, case .allowed(let agreement) = facts.trade
        else { return firstFailure }
        return .accept(amount: amount, split: Split(amount, under: agreement.terms), agreement: agreement)
    }

    /// The first failed check is the reason; the others stay visible among the verdicts.
    private var firstFailure: ClearingDecision {
        guard let failed = verdicts.first(where: { $0.level == .fail }) else {
            preconditionFailure("a CDR that is not accepted has a failed check")
        }
        return .hold(HoldReason(check: failed.check, text: failed.text))
    }
}
