import Roaming

/// From how much on another tariff is the cheaper one, between the first of several tariffs and each other one.
///
/// Every point of a range is rated, some thousands of sessions: found when it is asked for, and kept.
struct BreakEvens: Sendable {
    /// What they were found for; anything else makes them out of date.
    struct Question: Hashable, Sendable {
        let tariffs: [Tariff]
        let plan: SessionPlan
        let zone: ZoneRules
    }

    struct Pair: Sendable {
        /// Index of the tariff that the first one is compared with.
        let other: Int
        let axis: BreakEven.Axis
        let points: Result<[BreakEvenPoint], BreakEvenObstacle>
        /// Which is the cheaper one for the session as it is.
        let now: BreakEvenPoint.Cheaper
    }

    let question: Question
    let pairs: [Pair]

    init(_ question: Question) {
        self.question = question
        var pairs: [Pair] = []
        for other in question.tariffs.indices.dropFirst() {
            let now = BreakEvens.cheaper(question, other)
            for axis in [BreakEven.Axis.energy, .minutes] {
                let points = Result { () throws(BreakEvenObstacle) in
                    try BreakEven.points(
                        question.tariffs[0], question.tariffs[other], along: axis, plan: question.plan,
                        zone: question.zone)
                }
                pairs.append(Pair(other: other, axis: axis, points: points, now: now))
            }
        }
        self.pairs = pairs
    }

    private static func cheaper(_ question: Question, _ other: Int) -> BreakEvenPoint.Cheaper {
        let totals = [0, other].compactMap { index in
            try? question.plan.rated(under: question.tariffs[index], zone: question.zone).total
        }
        guard totals.count == 2, let basis = PriceBasis(commonTo: totals), let first = basis.amount(of: totals[0]),
            let second = basis.amount(of: totals[1]), first != second
        else { return .neither }
        return first < second ? .first : .second
    }
}

extension State {
    /// Finds the break-even points of the tariffs that are compared, for the session chosen.
    mutating func findBreakEvens() -> [Effect] {
        guard let detail = place.detail else { return [] }
        let sheet = ComparisonSheet(DetailContext(self, detail))
        guard let question = sheet.question else {
            say("two tariffs that can be read are needed", .warn)
            return []
        }
        place.detail?.breakEvens = BreakEvens(question)
        return []
    }
}
