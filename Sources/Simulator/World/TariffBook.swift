import JSON
import OCPI
import Roaming

/// A CPO's prices, one tariff for each kind of condition. The scale follows the currency: ten times for crowns.
struct TariffBook: Sendable {
    let tariffs: [V221.Tariff]

    static func make(for plan: PartyPlan, random: inout SeededRandom, at now: Timestamp) -> TariffBook {
        let print = TariffPrint(plan: plan, now: now)
        let (slow, fast) = (random.int(38...49), random.int(55...69))
        return TariffBook(tariffs: slowTariffs(slow, print) + fastTariffs(fast, print))
    }

    /// What a connector asks with a contract, and without one. Places take turns.
    static func tariffIDs(isFast: Bool, place: Int) -> [String] {
        let ids =
            isFast
            ? ["DC-NIGHT", "DC", "DC-POWER", "DC-STAY"] : ["AC-NIGHT", "AC", "AC-BLOCKS", "AC-LIMIT", "AC-RESERVE"]
        return [ids[place % ids.count], isFast ? "DC-ADHOC" : "AC-ADHOC"]
    }

    func tariff(_ id: String) -> V221.Tariff {
        tariffs.first { $0.id == id } ?? tariffs[0]
    }

    private static func slowTariffs(_ cents: Int, _ print: TariffPrint) -> [V221.Tariff] {
        let energy = V221.TariffDimension.energy
        return [
            print.tariff("AC", [print.element([(energy, cents)])]),
            print.tariff("AC-NIGHT", dayAndNight(cents, print)),
            // The first 10 kWh are cheaper.
            print.tariff(
                "AC-BLOCKS",
                [
                    print.element([(energy, cents - 6)], when: ["max_kwh": 10]),
                    print.element([(energy, cents + 5)], when: ["min_kwh": 10]),
                ]),
            // Whoever stays longer than half an hour pays for the place.
            print.tariff(
                "AC-LIMIT",
                [
                    print.element([(energy, cents - 2)]),
                    print.element([(.time, 240), (.parkingTime, 600)], when: ["min_duration": 1800]),
                ]),
            print.tariff(
                "AC-RESERVE",
                [
                    print.element([(.time, 300)], when: ["reservation": "RESERVATION"]),
                    print.element([(.flat, 250)], when: ["reservation": "RESERVATION_EXPIRES"]),
                    print.element([(energy, cents + 1)]),
                ]),
            print.tariff("AC-ADHOC", type: "AD_HOC_PAYMENT", [print.element([(energy, cents + 14)])]),
        ]
    }

    private static func fastTariffs(_ cents: Int, _ print: TariffPrint) -> [V221.Tariff] {
        let energy = V221.TariffDimension.energy
        return [
            print.tariff("DC", [print.element([(.flat, 50), (energy, cents)])]),
            print.tariff("DC-STAY", [print.element([(energy, cents - 6), (.time, 120), (.parkingTime, 600)])]),
            print.tariff("DC-NIGHT", dayAndNight(cents, print)),
            // What goes in fast costs more.
            print.tariff(
                "DC-POWER",
                [
                    print.element([(energy, cents + 6)], when: ["min_power": 100]),
                    print.element([(energy, cents)], when: ["min_power": 50, "max_power": 100]),
                    print.element([(energy, cents - 8)], when: ["max_power": 50]),
                ]),
            print.tariff("DC-ADHOC", type: "AD_HOC_PAYMENT", [print.element([(energy, cents + 10)])]),
        ]
    }

    /// Dear on evenings of working days, cheap at night.
    private static func dayAndNight(_ cents: Int, _ print: TariffPrint) -> [V221.TariffElement] {
        let workdays: JSONValue = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"]
        return [
            print.element(
                [(.energy, cents + 12)],
                when: ["start_time": "17:00", "end_time": "21:00", "day_of_week": workdays]),
            print.element([(.energy, cents - 12)], when: ["start_time": "23:00", "end_time": "07:00"]),
            print.element([(.energy, cents)]),
        ]
    }
}

/// Puts prices into OCPI's form.
private struct TariffPrint {
    let plan: PartyPlan
    let now: Timestamp

    func tariff(_ id: String, type: String = "REGULAR", _ elements: [V221.TariffElement]) -> V221.Tariff {
        V221.Tariff(
            party: plan.id, id: id, currency: plan.currency, type: type, elements: elements, lastUpdated: now)
    }

    /// - Parameter prices: in cents.
    func element(_ prices: [(V221.TariffDimension, Int)], when restrictions: JSONObject? = nil) -> V221.TariffElement {
        let scale = ["SEK", "NOK", "DKK"].contains(plan.currency.code) ? 10 : 1
        let components = prices.map { type, cents in
            V221.PriceComponent(
                type: type, price: Quantity(Decimal4(tenThousandths: Int64(cents * scale) * 100)),
                vat: Quantity(plan.country.vatPercent), stepSize: 1)
        }
        return V221.TariffElement(components: components, restrictions: restrictions.map(TariffPrint.read))
    }

    private static func read(_ members: JSONObject) -> V221.TariffRestrictions {
        do {
            return try V221.TariffRestrictions(try ObjectReader(.object(members)))
        } catch {
            preconditionFailure("a tariff of the simulator cannot be read: \(error)")
        }
    }
}
