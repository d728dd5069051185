import Roaming

/// Why a value cannot be chosen, in words.
struct ChoiceProblem: Error {
    let text: SafeText
}

extension TariffChoice {
    /// Turns a knob to the next of its usual values, or to the one that was typed, and says to what.
    mutating func turn(
        _ knob: TariffKnob, by step: Int, to typed: String, now: Timestamp, zone: ZoneRules?
    ) throws(ChoiceProblem) -> SafeText {
        switch knob {
        case .dimension: try turnDimension(step, typed)
        case .energySoFar:
            energySoFar = try Self.next(energySoFar, [0, 10, 30], step, typed, "kWh so far")
        case .minutesSoFar:
            let minutes = Decimal4(tenThousandths: Int64(minutesSoFar) * 10_000)
            minutesSoFar = Int(
                try Self.next(minutes, [0, 60, 240], step, typed, "minutes so far").tenThousandths / 10_000)
        case .power: try turnPower(step, typed, now, zone)
        case .date: try turnDay(step, typed, now, zone)
        case .zone: zoneIndex += step
        case .standardSession: try turnStandard(step, typed)
        case .energy, .parked, .start, .reservation, .pace: try turnPlan(knob, step, typed, now, zone)
        case .version, .baseline, .breakEven: preconditionFailure("these are of one page, not of all")
        }
        return words(knob, now, zone)
    }

    private func words(_ knob: TariffKnob, _ now: Timestamp, _ zone: ZoneRules?) -> SafeText {
        let plan = plan(now, zone)
        switch knob {
        case .dimension: return "prices of \(dimension.words)"
        case .energySoFar: return "after \(untrusted: energySoFar.text) kWh"
        case .minutesSoFar: return "after \(untrusted: TariffPhrases.time(seconds: minutesSoFar * 60))"
        case .power: return "at \(untrusted: power.text) kW"
        case .date: return "on \(untrusted: date(now, zone).description)"
        case .zone: return "the next zone of its locations"
        case .standardSession: return "\(untrusted: standard.id)  \(untrusted: standard.title)"
        case .energy: return "\(untrusted: plan.energy.text) kWh"
        case .parked: return "parked \(untrusted: TariffPhrases.time(seconds: Int(plan.parked.components.seconds)))"
        case .start: return "from \(untrusted: TariffPhrases.clock(plan.start.minute)) on"
        case .reservation:
            guard let reservation = plan.reservation else { return "no reservation" }
            let time = TariffPhrases.time(seconds: Int(reservation.lasting.components.seconds))
            return "reserved for \(untrusted: time)\(reservation.expires ? ", never used" : "")"
        case .pace: return plan.pace.words
        case .version, .baseline, .breakEven: return ""
        }
    }

    private mutating func turnDimension(_ step: Int, _ typed: String) throws(ChoiceProblem) {
        let all: [TariffDimension] = [.energy, .time, .parkingTime, .flat]
        if typed.isEmpty {
            dimension = all[wrapped((all.firstIndex(of: dimension) ?? 0) + step, all.count)]
        } else if let found = all.first(where: { $0.rawValue.lowercased().hasPrefix(typed.lowercased()) }) {
            dimension = found
        } else {
            throw ChoiceProblem(text: "a price is for energy, time, parking_time or flat, not \(untrusted: typed)")
        }
    }

    /// Of the charts, and of the session's pace.
    private mutating func turnPower(
        _ step: Int, _ typed: String, _ now: Timestamp, _ zone: ZoneRules?
    ) throws(ChoiceProblem) {
        let next = try Self.next(power, [11, 50, 150], step, typed, "kW")
        guard next > .zero else { throw ChoiceProblem(text: "a power is above 0 kW") }
        power = next
        if var plan = ownPlan {
            plan.pace = .power(next)
            ownPlan = plan
        }
    }

    private mutating func turnDay(
        _ step: Int, _ typed: String, _ now: Timestamp, _ zone: ZoneRules?
    ) throws(ChoiceProblem) {
        let before = date(now, zone)
        var wanted: CivilDate?
        switch typed.lowercased() {
        case "": wanted = CivilDate(daysSince1970: before.daysSince1970 + Int64(step))
        case "today": wanted = nil
        default:
            guard let date = CivilDate(typed), (1970...2200).contains(date.year) else {
                throw ChoiceProblem(text: "a day is written 2026-11-28, not \(untrusted: typed)")
            }
            wanted = date
        }
        day = wanted
        if var plan = ownPlan {
            let days = date(now, zone).daysSince1970 - before.daysSince1970
            plan.start = LocalTime(milliseconds: plan.start.milliseconds + days * 86_400_000)
            ownPlan = plan
        }
    }

    private mutating func turnStandard(_ step: Int, _ typed: String) throws(ChoiceProblem) {
        let all = StandardSession.all
        if typed.isEmpty {
            // From one's own session back to the standard one that it began as.
            standardIndex = ownPlan == nil ? wrapped(standardIndex + step, all.count) : standardIndex
        } else if let index = all.firstIndex(where: { $0.id.lowercased() == typed.lowercased() }) {
            standardIndex = index
        } else {
            throw ChoiceProblem(text: "standard sessions are S1 to S8 and S7x, not \(untrusted: typed)")
        }
        ownPlan = nil
    }

    /// The value typed, or the one that is `step` further among the usual ones.
    static func next(
        _ value: Decimal4, _ usual: [Int64], _ step: Int, _ typed: String, _ unit: SafeText
    ) throws(ChoiceProblem) -> Decimal4 {
        if !typed.isEmpty { return try number(typed, unit) }
        let values = usual.map { Decimal4(tenThousandths: $0 * 10_000) }
        if let index = values.firstIndex(of: value) { return values[wrapped(index + step, values.count)] }
        let next = step > 0 ? values.first { $0 > value } : values.last { $0 < value }
        return next ?? values[step > 0 ? 0 : values.count - 1]
    }

    static func number(_ typed: String, _ unit: SafeText) throws(ChoiceProblem) -> Decimal4 {
        guard let value = Decimal4(typed), value >= .zero, value <= Decimal4(tenThousandths: 100_000_000) else {
            throw ChoiceProblem(text: "\(unit) is a number from 0 to 10000, not \(untrusted: typed)")
        }
        return value
    }
}

/// `index` brought round into `0..<count`.
func wrapped(_ index: Int, _ count: Int) -> Int { (index % count + count) % count }

extension TariffDimension {
    /// What it prices.
    var words: SafeText {
        switch self {
        case .energy: "energy"
        case .time: "charging time"
        case .parkingTime: "parking time"
        case .flat: "start fee"
        case .sessionTime: "time connected"
        }
    }

    /// After a price: `/kWh`; hours are OCPI's unit of time.
    var unit: SafeText {
        switch self {
        case .energy: "/kWh"
        case .time, .parkingTime, .sessionTime: "/h"
        case .flat: " once"
        }
    }
}

extension ChargingPace {
    var words: SafeText {
        switch self {
        case .power(let power): "\(untrusted: power.text) kW all the time"
        case .lasting(let duration): "in \(untrusted: TariffPhrases.time(seconds: Int(duration.components.seconds)))"
        case .curve(let steps):
            "a curve from \(untrusted: steps.first?.power.text ?? "0") to \(untrusted: steps.last?.power.text ?? "0") kW"
        }
    }
}
