import JSON
import OCPI
import Roaming

/// A CPO's prices. The scale follows the currency: ten times for crowns.
struct TariffBook: Sendable {
    /// For alternating current, for fast charging, for fast charging with a fee for staying, and perhaps restricted.
    let tariffs: [V221.Tariff]

    static func make(for plan: PartyPlan, random: inout SeededRandom, at now: Timestamp) -> TariffBook {
        let scale = ["SEK", "NOK", "DKK"].contains(plan.currency.code) ? 10 : 1
        let vat = Quantity(plan.country.vatPercent)
        func component(_ type: V221.TariffDimension, _ cents: Int) -> V221.PriceComponent {
            let price = Quantity(Decimal4(tenThousandths: Int64(cents * scale) * 100))
            return V221.PriceComponent(type: type, price: price, vat: vat, stepSize: 1)
        }
        func tariff(_ id: String, _ elements: [V221.TariffElement]) -> V221.Tariff {
            V221.Tariff(
                party: plan.id, id: id, currency: plan.currency, type: "REGULAR", elements: elements,
                lastUpdated: now)
        }
        let slow = random.int(38...49)
        let fast = random.int(55...69)
        var tariffs = [
            tariff("AC", [V221.TariffElement(components: [component(.energy, slow)])]),
            tariff("DC", [V221.TariffElement(components: [component(.flat, 50), component(.energy, fast)])]),
            tariff(
                "DC-STAY",
                [
                    V221.TariffElement(components: [
                        component(.energy, fast - 6), component(.time, 120), component(.parkingTime, 600),
                    ])
                ]),
        ]
        if plan.faults.contains(.restrictedTariff) {
            tariffs.append(
                tariff(
                    "NIGHT",
                    [
                        V221.TariffElement(
                            components: [component(.energy, slow - 10)], restrictions: hours("22:00", "06:00")),
                        V221.TariffElement(components: [component(.energy, slow + 4)]),
                    ]))
        }
        return TariffBook(tariffs: tariffs)
    }

    func tariff(_ id: String) -> V221.Tariff {
        tariffs.first { $0.id == id } ?? tariffs[0]
    }

    private static func hours(_ start: String, _ end: String) -> V221.TariffRestrictions? {
        let object: JSONValue = ["start_time": .string(start), "end_time": .string(end)]
        return (try? ObjectReader(object)).flatMap { try? V221.TariffRestrictions($0) }
    }
}
