/// A figure of a CDR that can be claimed wrongly. The raw value is OCPI's field.
public enum ClaimedFigure: String, CaseIterable, Sendable {
    case totalCost = "total_cost"
    case energyCost = "total_energy_cost"
    case timeCost = "total_time_cost"
    case parkingCost = "total_parking_cost"
    case fixedCost = "total_fixed_cost"
    case reservationCost = "total_reservation_cost"
    case energy = "total_energy"
    case time = "total_time"
    case parkingTime = "total_parking_time"
}

/// One claimed figure that is not what the tariff gives.
public struct Divergence: Hashable, Sendable, CustomStringConvertible {
    /// Which amount of a price differs.
    public enum Side: String, Sendable {
        case net = ".excl"
        case gross = ".incl"
    }

    public let figure: ClaimedFigure
    /// Nil for quantities.
    public let side: Side?
    public let claimed: Decimal4
    public let computed: ExactNumber
    /// Claimed minus computed.
    public let difference: ExactNumber
    /// No more than one unit of the last place that the claim shows.
    public let isRounding: Bool
    /// What the difference is written with at least.
    private let decimals: Int

    init(
        _ figure: ClaimedFigure, _ side: Side?, claimed: Decimal4, computed: ExactNumber, difference: ExactNumber,
        isRounding: Bool, decimals: Int
    ) {
        self.figure = figure
        self.side = side
        self.claimed = claimed
        self.computed = computed
        self.difference = difference
        self.isRounding = isRounding
        self.decimals = decimals
    }

    /// As results and vectors write it: `total_cost.excl:+1.50`.
    public var description: String {
        "\(figure.rawValue)\(side?.rawValue ?? ""):\(difference.numerator < 0 ? "" : "+")\(differenceText)"
    }

    private var differenceText: String {
        let text = difference.text(decimals: 4)
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let shown = parts.count > 1 ? parts[1].count : 0
        guard shown < decimals else { return text }
        return text + (shown == 0 ? "." : "") + String(repeating: "0", count: decimals - shown)
    }
}

/// A CDR's claim beside what its tariff gives.
///
/// A claimed figure agrees when it is the exact one rounded to the decimals that the claim shows (2 to 4), or one unit of
/// its last place from it; what is not exactly that is told as rounding. A figure that is not claimed is not compared.
/// For a credit CDR the total is compared with its negation, everything else as it is. Source: OCPI 2.2.1, cdrs.
public struct Comparison: Hashable, Sendable {
    /// In OCPI's order; without those that are rounding only.
    public private(set) var divergences: [Divergence] = []
    public private(set) var rounding: [Divergence] = []

    public init(of detail: ChargeDetail, with charge: RatedCharge) {
        let claim = detail.claim
        let decimals = min(detail.currency.exponent, 2)
        let total = detail.isCredit ? charge.total.negated : charge.total
        compare(.totalCost, claim.total, total, decimals)
        compare(.energyCost, claim.energyCost, charge.energy ?? .zero, decimals)
        compare(.timeCost, claim.timeCost, charge.time ?? .zero, decimals)
        compareFixed(claim, charge, decimals)
        compare(.energy, nil, claim.energy, detail.sum(of: .energy), 1)
        compareTime(detail)
        compare(.parkingTime, nil, claim.parkingTime, detail.sum(of: .parkingTime), 1)
    }

    public var agrees: Bool { divergences.isEmpty }

    /// OCPI leaves to the CPO whether a flat fee counts as fixed, or as part of parking or of the reservation: where flat
    /// fees and one of these cost something, each way of it is accepted, as a whole.
    private mutating func compareFixed(_ claim: Claim, _ charge: RatedCharge, _ decimals: Int) {
        let before = self
        var first: Comparison?
        for costs in FlatAttribution.all(of: charge) {
            self = before
            compare(.parkingCost, claim.parkingCost, costs.parking ?? .zero, decimals)
            compare(.fixedCost, claim.fixed, costs.fixed ?? .zero, decimals)
            compare(.reservationCost, claim.reservationCost, costs.reservation ?? .zero, decimals)
            if divergences.count == before.divergences.count { return }
            first = first ?? self
        }
        self = first ?? before
    }

    /// From the start of the session to its end, or of its periods where these lie elsewhere.
    private mutating func compareTime(_ detail: ChargeDetail) {
        func hours(_ from: Timestamp, _ to: Timestamp) -> ExactNumber {
            ExactNumber(scaled: Int128(to.milliseconds) - Int128(from.milliseconds), over: 3_600_000)
        }
        let whole = hours(detail.start, detail.end)
        let others = detail.periods.map(\.start).min().map { hours($0, detail.end) }
        if let others, Agreement.between(detail.claim.time, others, 2) != .differs { return }
        compare(.time, nil, detail.claim.time, whole, 1)
    }

    private mutating func compare(_ figure: ClaimedFigure, _ claim: Price?, _ computed: ExactPrice, _ decimals: Int) {
        guard let claim else { return }
        compare(figure, .net, claim.excludingVAT, computed.net, decimals)
        guard let including = claim.includingVAT, let gross = computed.gross else { return }
        // The tax is compared as one sum: a wrong net amount is told once.
        if let net = computed.net, let tax = try? gross.subtracting(net),
            let claimedTax = Int64(
                exactly: Int128(including.tenThousandths) - Int128(claim.excludingVAT.tenThousandths)),
            Agreement.between(Decimal4(tenThousandths: claimedTax), tax, decimals) != .differs
        {
            return
        }
        compare(figure, .gross, including, gross, decimals)
    }

    private mutating func compare(
        _ figure: ClaimedFigure, _ side: Divergence.Side?, _ claimed: Decimal4?, _ computed: ExactNumber?,
        _ decimals: Int
    ) {
        guard let claimed, let computed else { return }
        let agreement = Agreement.between(claimed, computed, side == nil ? 2 : decimals)
        guard agreement != .exact, let difference = try? ExactNumber(claimed).subtracting(computed) else { return }
        let divergence = Divergence(
            figure, side, claimed: claimed, computed: computed, difference: difference,
            isRounding: agreement == .rounding, decimals: decimals)
        if agreement == .rounding { rounding.append(divergence) } else { divergences.append(divergence) }
    }

    /// How a claimed number stands to an exact one.
    enum Agreement {
        /// The exact one, rounded to the decimals shown.
        case exact
        /// Within one unit of the last place shown.
        case rounding
        case differs

        /// - Parameter decimals: how many a claim has at least, even if the last are zero.
        static func between(_ claimed: Decimal4, _ exact: ExactNumber, _ decimals: Int) -> Agreement {
            var places = 4
            var unit: Int64 = 1
            while places > min(decimals, 4), claimed.tenThousandths % (unit * 10) == 0 {
                (places, unit) = (places - 1, unit * 10)
            }
            if let rounded = exact.rounded(decimals: places), rounded == claimed.tenThousandths / unit { return .exact }
            guard let difference = try? ExactNumber(claimed).subtracting(exact).magnitude else { return .differs }
            return difference <= ExactNumber(scaled: Int128(unit), over: 10_000) ? .rounding : .differs
        }
    }
}

extension ExactPrice {
    var negated: ExactPrice { ExactPrice(net: net?.negated, gross: gross?.negated) }
}
