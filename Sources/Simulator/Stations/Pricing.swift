import OCPI
import Roaming

/// What a charge costs, in ten-thousandths of the currency, each part rounded half up once.
///
/// Each period costs what was asked when it began: a charge closes its period where that changes.
struct Pricing: Hashable, Sendable {
    let flat: Int64
    let energy: Int64
    let time: Int64
    let parking: Int64
    let vatPercent: Int64

    init(_ charge: Charge) {
        let periods = charge.periods
        flat = periods.first?.prices.flat ?? 0
        energy = Self.rounded(periods.reduce(0) { $0 + $1.prices.energy * Int64($1.wh) }, per: 1000)
        time = Self.rounded(
            periods.reduce(0) { $0 + ($1.isParking ? 0 : $1.prices.time * Int64($1.steps)) }, per: 100)
        parking = Self.rounded(
            periods.reduce(0) { $0 + ($1.isParking ? $1.prices.parking * Int64($1.steps) : 0) }, per: 100)
        vatPercent = charge.prices.vatPercent
    }

    var total: Int64 { flat + energy + time + parking }

    /// The amount with VAT beside it, as a price of the wire.
    func price(_ tenThousandths: Int64) -> V221.Price {
        let withVAT = Self.rounded(tenThousandths * (100 + vatPercent), per: 100)
        return V221.Price(
            exclVAT: Quantity(Decimal4(tenThousandths: tenThousandths)),
            inclVAT: Quantity(Decimal4(tenThousandths: withVAT)))
    }

    private static func rounded(_ number: Int64, per divisor: Int64) -> Int64 {
        (number + (number < 0 ? -divisor : divisor) / 2) / divisor
    }
}
