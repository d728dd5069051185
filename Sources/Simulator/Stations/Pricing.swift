import OCPI
import Roaming

/// What a charge costs under a tariff, in ten-thousandths of the currency, each part rounded half up once.
///
/// This is the CPO's own arithmetic, written apart from the hub's on purpose: that the two agree is the proof.
/// Restrictions are not looked at: the unrestricted element prices, as a CPO's old back office would.
struct Pricing: Hashable, Sendable {
    let flat: Int64
    let energy: Int64
    let time: Int64
    let parking: Int64
    let vatPercent: Int64

    init(_ tariff: V221.Tariff, wh: Int, chargingSteps: Int, parkingSteps: Int) {
        let components = tariff.elements.filter { $0.restrictions?.isEmpty ?? true }.flatMap(\.components)
        func price(_ type: V221.TariffDimension) -> Int64 {
            components.first { $0.type == type }?.price.decimal.tenThousandths ?? 0
        }
        flat = price(.flat)
        energy = Self.rounded(price(.energy) * Int64(wh), per: 1000)
        time = Self.rounded(price(.time) * Int64(chargingSteps), per: 100)
        parking = Self.rounded(price(.parkingTime) * Int64(parkingSteps), per: 100)
        vatPercent = components.lazy.compactMap(\.vat).first.map { $0.decimal.tenThousandths / 10_000 } ?? 0
    }

    init(_ tariff: V221.Tariff, _ charge: Charge) {
        self.init(
            tariff, wh: charge.periods.reduce(0) { $0 + $1.wh }, chargingSteps: charge.chargingSteps,
            parkingSteps: charge.parkingSteps)
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
