import OCPI
import Roaming

/// A tariff as the CPO's own back office reads it, to price step by step.
///
/// Written apart from the hub's engine on purpose: that the two agree is the proof.
struct PriceList: Hashable, Sendable {
    /// What a step depends on.
    struct Moment {
        let local: LocalTime
        /// Of the session so far.
        let wh: Int
        let seconds: Int
        /// During the step.
        let watts: Int
    }

    /// What a step is asked, in ten-thousandths of the currency: per kWh, per hour, per hour, once.
    struct Prices: Hashable, Sendable {
        var energy: Int64 = 0
        var time: Int64 = 0
        var parking: Int64 = 0
        var flat: Int64 = 0
    }

    private let elements: [PriceElement]
    let vatPercent: Int64

    init(_ tariff: V221.Tariff) {
        elements = tariff.elements.map(PriceElement.init).filter { !$0.isForReservations }
        let vat = tariff.elements.lazy.flatMap(\.components).compactMap(\.vat).first
        vatPercent = vat.map { $0.decimal.tenThousandths / 10_000 } ?? 0
    }

    func prices(at moment: Moment) -> Prices {
        let open = elements.filter { $0.holds(at: moment) }
        func price(_ type: V221.TariffDimension) -> Int64 { open.lazy.compactMap { $0.prices[type] }.first ?? 0 }
        return Prices(
            energy: price(.energy), time: price(.time), parking: price(.parkingTime), flat: price(.flat))
    }

    /// The next amount of energy at which a price may change, so that a step can end there; nil when none is ahead.
    func nextTier(afterWh wh: Int) -> Int? {
        elements.flatMap { [$0.minWh, $0.maxWh] }.compactMap(\.self).filter { $0 > wh }.min()
    }
}

/// Prices with the conditions under which they hold.
private struct PriceElement: Hashable, Sendable {
    let prices: [V221.TariffDimension: Int64]
    let isForReservations: Bool
    /// Minutes since local midnight; an end before the start is on the next day.
    let start: Int?
    let end: Int?
    /// 1 is Monday; empty for every day.
    let weekdays: Set<Int>
    let minWh: Int?
    let maxWh: Int?
    let seconds: ClosedRange<Int>
    let watts: Range<Int>

    init(_ element: V221.TariffElement) {
        var prices: [V221.TariffDimension: Int64] = [:]
        for component in element.components where prices[component.type] == nil {
            prices[component.type] = component.price.decimal.tenThousandths
        }
        self.prices = prices
        let restrictions = element.restrictions
        isForReservations = restrictions?.reservation != nil
        start = restrictions?.startTime.map(PriceElement.minute)
        end = restrictions?.endTime.map(PriceElement.minute)
        let names = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"]
        weekdays = Set((restrictions?.daysOfWeek ?? []).compactMap { names.firstIndex(of: $0).map { $0 + 1 } })
        // A kWh is 10,000 ten-thousandths and 1,000 Wh; a kW 1,000 W.
        minWh = (restrictions?.minKWh).map { Int($0.decimal.tenThousandths / 10) }
        maxWh = (restrictions?.maxKWh).map { Int($0.decimal.tenThousandths / 10) }
        seconds = (restrictions?.minDuration ?? 0)...(restrictions?.maxDuration.map { $0 - 1 } ?? Int.max)
        let least = (restrictions?.minPower).map { Int($0.decimal.tenThousandths / 10) } ?? 0
        watts = least..<((restrictions?.maxPower).map { Int($0.decimal.tenThousandths / 10) } ?? Int.max)
    }

    func holds(at moment: PriceList.Moment) -> Bool {
        holds(at: moment.local.minute) && (weekdays.isEmpty || weekdays.contains(moment.local.weekday))
            && minWh.map { $0 <= moment.wh } ?? true && maxWh.map { moment.wh < $0 } ?? true
            && seconds.contains(moment.seconds) && watts.contains(moment.watts)
    }

    private func holds(at minute: Int) -> Bool {
        let from = start ?? 0
        let until = end.map { $0 == 0 ? 1440 : $0 } ?? 1440
        return from < until ? from <= minute && minute < until : minute >= from || minute < until
    }

    /// Of a time that was checked when it was read, `hh:mm`.
    private static func minute(_ clock: String) -> Int {
        clock.split(separator: ":").compactMap { Int($0) }.reduce(0) { $0 * 60 + $1 }
    }
}
