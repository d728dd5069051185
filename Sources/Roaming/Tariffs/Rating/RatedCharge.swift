/// What a session costs under its tariffs, exactly; rounding is the caller's, once a figure.
public struct RatedCharge: Hashable, Sendable {
    /// By family, then by period.
    public let lines: [RatedLine]
    /// After the price limits.
    public let total: ExactPrice
    public let limit: PriceLimitApplied?
    public let notes: [RatingNote]
    /// Ids of the tariffs that were given; lines name them by index.
    let givenTariffIDs: [String]

    /// Sums; nil where nothing was priced. The reservation's flat fee is part of the reservation.
    public var energy: ExactPrice? { sum { $0 == .energy } }
    public var time: ExactPrice? { sum { $0 == .time || $0 == .sessionTime } }
    public var parking: ExactPrice? { sum { $0 == .parkingTime } }
    public var fixed: ExactPrice? { sum { $0 == .flat } }
    public var reservation: ExactPrice? { sum { $0 == .reservation || $0 == .reservationFlat } }

    /// The sum of the lines.
    public var totalBeforeLimit: ExactPrice { limit == nil ? total : CostSum(of: lines).price }

    private func sum(_ isPart: (ChargeFamily) -> Bool) -> ExactPrice? {
        let part = lines.filter { isPart($0.family) }
        return part.isEmpty ? nil : CostSum(of: part).price
    }

    /// Ids of the tariffs that priced something, in the order given.
    public var tariffIDs: [String] {
        givenTariffIDs.indices.filter { index in lines.contains { $0.tariff == index } }.map { givenTariffIDs[$0] }
    }

    public func tariffID(of line: RatedLine) -> String { givenTariffIDs[line.tariff] }

    /// Quantities after rounding up to the step size.
    public var billed: BilledQuantities { BilledQuantities(lines) }
}

/// What was billed in all: kWh and hours; nil where nothing of it was.
public struct BilledQuantities: Hashable, Sendable {
    public private(set) var energy: ExactNumber?
    public private(set) var time: ExactNumber?
    public private(set) var parking: ExactNumber?
    public private(set) var reservation: ExactNumber?

    init(_ lines: [RatedLine]) {
        for line in lines {
            switch line.family {
            case .energy: energy = BilledQuantities.sum(energy, line)
            case .time, .sessionTime: time = BilledQuantities.sum(time, line)
            case .parkingTime: parking = BilledQuantities.sum(parking, line)
            case .reservation: reservation = BilledQuantities.sum(reservation, line)
            case .flat, .reservationFlat: break
            }
        }
    }

    /// Lines of one family share a denominator and are bounded, so their sum stays in range.
    private static func sum(_ total: ExactNumber?, _ line: RatedLine) -> ExactNumber {
        guard let total else { return line.quantity }
        return ExactNumber(
            scaled: total.numerator + line.quantity.numerator, over: line.quantity.denominator)
    }
}

/// Whether a tariff's minimum or maximum price moved the total.
public enum PriceLimitApplied: String, Sendable {
    case minimum = "min_price"
    case maximum = "max_price"
}

/// An amount in a currency's major unit, without and with tax; nil where the tariff does not allow to say it.
public struct ExactPrice: Hashable, Sendable {
    public var net: ExactNumber?
    public var gross: ExactNumber?

    public init(net: ExactNumber?, gross: ExactNumber?) {
        self.net = net
        self.gross = gross
    }

    public static let zero = ExactPrice(net: .zero, gross: .zero)

    /// The sum; unknown where one of the two is, or out of range.
    func plus(_ other: ExactPrice) -> ExactPrice {
        func sum(_ left: ExactNumber?, _ right: ExactNumber?) -> ExactNumber? {
            guard let left, let right else { return nil }
            return try? left.adding(right)
        }
        return ExactPrice(net: sum(net, other.net), gross: sum(gross, other.gross))
    }
}

/// The answer of rating: a price, or the exact reason why there is none. A price is never guessed.
public enum RatingOutcome: Hashable, Sendable {
    case rated(RatedCharge)
    case cannotRate(RatingObstacle)

    public var charge: RatedCharge? {
        if case .rated(let charge) = self { charge } else { nil }
    }
}
