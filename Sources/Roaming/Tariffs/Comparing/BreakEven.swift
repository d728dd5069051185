/// Finds from how much on another of two tariffs is the cheaper one.
///
/// A cost is linear only between prices and blocks, so every point of the range is rated: none is left out, and no
/// formula stands beside the engine's.
public enum BreakEven {
    /// What grows while the rest of the plan stays.
    public enum Axis: Hashable, Sendable {
        /// Tenths of a kWh up to 100, charged at the plan's pace.
        case energy
        /// Minutes plugged in up to a day: the plan's energy is charged at its pace, then the car is parked.
        case minutes
    }

    /// Every change of the cheaper tariff, in order.
    /// - Throws: `BreakEvenObstacle` when the tariffs cannot be compared at every point.
    public static func points(
        _ first: Tariff, _ second: Tariff, along axis: Axis, plan: SessionPlan, zone: ZoneRules,
        policy: RatingPolicy = .hub1
    ) throws(BreakEvenObstacle) -> [BreakEvenPoint] {
        guard first.currency == second.currency else {
            throw .currenciesDiffer(first.currency, second.currency)
        }
        let sessions = try BreakEvenRange(plan: plan, zone: zone).sessions(along: axis)
        let totals = (
            try rated(sessions, PlanPricer(first, zone: zone, policy: policy)),
            try rated(sessions, PlanPricer(second, zone: zone, policy: policy))
        )
        guard let basis = PriceBasis(commonTo: totals.0 + totals.1) else { throw .noCommonBasis }
        var points: [BreakEvenPoint] = []
        var before: BreakEvenPoint.Cheaper?
        for (index, session) in sessions.enumerated() {
            let after = cheaper(totals.0[index], totals.1[index], basis)
            if let before, before != after {
                points.append(
                    BreakEvenPoint(
                        at: session.measure, before: before, after: after, first: totals.0[index],
                        second: totals.1[index]))
            }
            before = after
        }
        return points
    }

    private static func rated(
        _ sessions: [BreakEvenRange.Session], _ pricer: PlanPricer
    ) throws(BreakEvenObstacle) -> [ExactPrice] {
        var totals: [ExactPrice] = []
        totals.reserveCapacity(sessions.count)
        for session in sessions {
            switch pricer.outcome(for: session.metered) {
            case .rated(let charge): totals.append(charge.total)
            case .cannotRate(let obstacle): throw .cannotRate(tariff: pricer.tariff.id, obstacle)
            }
        }
        return totals
    }

    private static func cheaper(
        _ first: ExactPrice, _ second: ExactPrice, _ basis: PriceBasis
    ) -> BreakEvenPoint.Cheaper {
        guard let left = basis.amount(of: first), let right = basis.amount(of: second), left != right else {
            return .neither
        }
        return left < right ? .first : .second
    }
}

/// A point from which another of two tariffs is the cheaper one.
public struct BreakEvenPoint: Hashable, Sendable {
    public enum Measure: Hashable, Sendable {
        /// In kWh.
        case energy(Decimal4)
        /// Minutes plugged in.
        case minutes(Int)
    }

    public enum Cheaper: Hashable, Sendable { case first, second, neither }

    /// The first tenth of a kWh, or the first minute, at which `after` holds.
    public let at: Measure
    public let before: Cheaper
    public let after: Cheaper
    public let first: ExactPrice
    public let second: ExactPrice
}

/// Why two tariffs have no break-even.
public enum BreakEvenObstacle: Error, Hashable, Sendable, CustomStringConvertible {
    case currenciesDiffer(Currency, Currency)
    case cannotRate(tariff: String, RatingObstacle)
    case plan(PlanObstacle)
    /// One is known with tax only, the other without.
    case noCommonBasis

    public var description: String {
        switch self {
        case .currenciesDiffer(let first, let second): "amounts in \(first) and \(second) are not compared"
        case .cannotRate(let tariff, let obstacle): "tariff \(tariff): \(obstacle)"
        case .plan(let obstacle): obstacle.description
        case .noCommonBasis: "one tariff is known with tax only, the other without"
        }
    }
}
