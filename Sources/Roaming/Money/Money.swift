/// An amount in minor units of one currency; never a binary fraction.
public struct Money: Hashable, Sendable, CustomStringConvertible {
    public let minorUnits: Int64
    public let currency: Currency

    public init(minorUnits: Int64, currency: Currency) {
        self.minorUnits = minorUnits
        self.currency = currency
    }

    public static func zero(_ currency: Currency) -> Money { Money(minorUnits: 0, currency: currency) }

    /// The sum.
    /// - Throws: `MoneyError` when the currencies differ or the sum leaves `Int64`.
    public func adding(_ other: Money) throws(MoneyError) -> Money {
        guard currency == other.currency else { throw .currencyMismatch(currency, other.currency) }
        let (sum, overflow) = minorUnits.addingReportingOverflow(other.minorUnits)
        guard !overflow else { throw .overflow(currency) }
        return Money(minorUnits: sum, currency: currency)
    }

    /// The difference.
    /// - Throws: `MoneyError` when the currencies differ or the difference leaves `Int64`.
    public func subtracting(_ other: Money) throws(MoneyError) -> Money {
        guard currency == other.currency else { throw .currencyMismatch(currency, other.currency) }
        let (rest, overflow) = minorUnits.subtractingReportingOverflow(other.minorUnits)
        guard !overflow else { throw .overflow(currency) }
        return Money(minorUnits: rest, currency: currency)
    }

    /// `12.34`, with the currency's decimals, a point and no grouping; `-0.05` below zero.
    public var amountText: String {
        guard currency.exponent > 0 else { return String(minorUnits) }
        let divisor = UInt64(currency.minorUnitsPerMajor)
        let whole = minorUnits.magnitude / divisor
        let rest = minorUnits.magnitude % divisor
        return "\(minorUnits < 0 ? "-" : "")\(whole).\(Digits.padded(rest, currency.exponent))"
    }

    public var description: String { "\(amountText) \(currency.code)" }
}

/// Why two amounts could not become one.
public enum MoneyError: Error, Hashable, Sendable, CustomStringConvertible {
    case currencyMismatch(Currency, Currency)
    case overflow(Currency)

    public var description: String {
        switch self {
        case .currencyMismatch(let left, let right): "amounts in \(left) and \(right) cannot be added"
        case .overflow(let currency): "an amount in \(currency) is too large for 64 bits of minor units"
        }
    }
}
