/// What a session costs under its tariffs, exactly; rounding is the caller's, once a figure.
public struct RatedCharge: Hashable, Sendable {
    /// By dimension (energy, time, parking, flat), then by period.
    public let lines: [RatedLine]
    /// Sums by dimension; absent where nothing was priced.
    public let parts: [TariffDimension: ExactPrice]
    /// After the price limits.
    public let total: ExactPrice
    /// The sum of the lines.
    public let totalBeforeLimit: ExactPrice
    public let limit: PriceLimitApplied?
    public let notes: [RatingNote]
    /// Ids of the tariffs that priced a period, in order of first use; empty when nothing was priced.
    public let tariffIDs: [String]
}

/// Whether a tariff's minimum or maximum price moved the total.
public enum PriceLimitApplied: String, Sendable {
    case minimum = "min_price"
    case maximum = "max_price"
}

/// An amount in a currency's major unit, without and with VAT.
public struct ExactPrice: Hashable, Sendable {
    public var net: ExactNumber
    public var gross: ExactNumber

    public static let zero = ExactPrice(net: .zero, gross: .zero)

    func adding(_ other: ExactPrice) throws(ExactOverflow) -> ExactPrice {
        ExactPrice(net: try net.adding(other.net), gross: try gross.adding(other.gross))
    }
}

/// One priced quantity.
public struct RatedLine: Hashable, Sendable {
    public let dimension: TariffDimension
    /// Index into the periods sorted by start; nil for the whole session.
    public let period: Int
    /// kWh, hours, or 1 for a flat fee; after rounding up to the step size.
    public let quantity: ExactNumber
    /// As in the tariff, per kWh, per hour, or once.
    public let price: Decimal4
    public let vat: Decimal4?
    public let tariffID: String
    /// Indices into the tariff's elements and the element's components.
    public let element: Int
    public let component: Int
    public let cost: ExactPrice
}

/// Something about the input that did not stop rating, and that a person who looks at the price should know.
public enum RatingNote: Hashable, Sendable, CustomStringConvertible {
    case periodsOutOfOrder
    case tariffIDMissing(period: Int)
    case unpriced(VolumeDimension, period: Int)
    case negativeEnergy(period: Int)

    public var description: String {
        switch self {
        case .periodsOutOfOrder: "the periods were not in order of time"
        case .tariffIDMissing(let period): "period \(period) names no tariff, others do"
        case .unpriced(let dimension, let period): "\(dimension.rawValue) of period \(period) has no price"
        case .negativeEnergy(let period): "period \(period) gave energy back"
        }
    }
}

/// The answer of rating: a price, or the exact reason why there is none. A price is never guessed.
public enum RatingOutcome: Hashable, Sendable {
    case rated(RatedCharge)
    case cannotRate(RatingObstacle)
}

/// Why a session cannot be rated.
public enum RatingObstacle: Error, Hashable, Sendable, CustomStringConvertible {
    case noTariff
    case noTariffValid(at: Timestamp)
    case unknownTariff(id: String, period: Int)
    case currencyDiffers(tariff: String, Currency, session: Currency)
    case restricted(tariff: String, element: Int, dimension: TariffDimension, restrictions: [String])
    case reservation(tariff: String)
    case taxRateMissing(tariff: String)
    case noPeriods
    case negativeVolume(VolumeDimension, period: Int)
    case negativeStep(tariff: String)
    case tooLarge

    public var description: String {
        switch self {
        case .noTariff: "there is no tariff: neither in the CDR nor published by the CPO"
        case .noTariffValid(let moment): "no tariff is valid at the start of the session, \(moment)"
        case .unknownTariff(let id, let period): "period \(period) names tariff \(id), which is not in the CDR"
        case .currencyDiffers(let tariff, let its, let session):
            "tariff \(tariff) is in \(its), the session in \(session)"
        case .restricted(let tariff, let element, let dimension, let names):
            "element \(element) of tariff \(tariff) prices \(dimension.rawValue) under \(names.joined(separator: ", ")), "
                + "and restrictions are not rated yet"
        case .reservation(let tariff): "tariff \(tariff) prices reservations, which are not rated yet"
        case .taxRateMissing(let tariff): "tariff \(tariff) includes tax and does not say at which rate"
        case .noPeriods: "the CDR has no charging period"
        case .negativeVolume(let dimension, let period): "\(dimension.rawValue) of period \(period) is below zero"
        case .negativeStep(let tariff): "tariff \(tariff) has a step_size below zero"
        case .tooLarge: "a quantity or price is too large to be true"
        }
    }
}
