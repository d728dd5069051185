/// Why a session cannot be rated.
public enum RatingObstacle: Error, Hashable, Sendable, CustomStringConvertible {
    case noTariff
    case noTariffValid(at: Timestamp)
    case currencyDiffers(tariff: String, Currency, session: Currency)
    /// The element has restrictions that this hub does not know, and everything else about it holds.
    case unknownRestriction(tariff: String, element: Int, names: [String])
    /// The tariff asks for local times, and the location's zone is not known.
    case noTimeZone(tariff: String)
    case noPeriods
    case negativeVolume(VolumeDimension, period: Int)
    case negativeStep(tariff: String, element: Int)
    case tooLarge

    /// For programs.
    public var code: String {
        switch self {
        case .noTariff: "no_tariff"
        case .noTariffValid: "no_tariff_valid"
        case .currencyDiffers: "currency_differs"
        case .unknownRestriction: "unknown_restriction"
        case .noTimeZone: "no_time_zone"
        case .noPeriods: "no_periods"
        case .negativeVolume: "negative_volume"
        case .negativeStep: "negative_step_size"
        case .tooLarge: "too_large"
        }
    }

    public var description: String {
        switch self {
        case .noTariff: "there is no tariff: neither in the CDR nor published by the CPO"
        case .noTariffValid(let moment): "no tariff is valid at the start of the session, \(moment)"
        case .currencyDiffers(let tariff, let its, let session):
            "tariff \(tariff) is in \(its), the session in \(session)"
        case .unknownRestriction(let tariff, let element, let names):
            "element \(element) of tariff \(tariff) is restricted by \(names.joined(separator: ", ")), "
                + "which this hub does not know"
        case .noTimeZone(let tariff):
            "tariff \(tariff) has prices by local time, and the time zone of the location is not known"
        case .noPeriods: "the CDR has no charging period"
        case .negativeVolume(let dimension, let period): "\(dimension.rawValue) of period \(period) is below zero"
        case .negativeStep(let tariff, let element):
            "element \(element) of tariff \(tariff) has a step_size below zero"
        case .tooLarge: "a quantity or price is too large to be true"
        }
    }
}

/// Bounds on what a partner can make the engine multiply, in ten-thousandths: 100 GWh, 10 million hours, a price of 10
/// million or VAT of 1,000 percent are no session. With them sums stay within 127 bits.
enum RatingLimits {
    static let volume: Int64 = 1_000_000_000_000
    static let price: Int64 = 100_000_000_000
    static let vat: Int64 = 10_000_000
    static let step: Int64 = 1_000_000_000
    static let periods = 100_000
    /// Of one line after its step, in 25ths of a second or ten-thousandths of a kWh.
    static let billed: UInt64 = 10_000_000_000_000
}
