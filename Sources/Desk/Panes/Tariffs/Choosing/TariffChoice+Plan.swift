import Roaming

extension TariffChoice {
    /// Changes one input of the session, which from then on is one's own.
    mutating func turnPlan(
        _ knob: TariffKnob, _ step: Int, _ typed: String, _ now: Timestamp, _ zone: ZoneRules?
    ) throws(ChoiceProblem) {
        var plan = plan(now, zone)
        switch knob {
        case .energy:
            let energy =
                typed.isEmpty
                ? plan.energy.tenThousandths + Int64(step) * 50_000 : try Self.number(typed, "kWh").tenThousandths
            plan.energy = Decimal4(tenThousandths: min(max(0, energy), 100_000_000))
        case .parked:
            let minutes = Int(plan.parked.components.seconds / 60)
            plan.parked = .seconds(60 * min(40_000, try Self.minutes(minutes, step * 30, typed)))
        case .start:
            if typed.isEmpty {
                plan.start = LocalTime(milliseconds: plan.start.milliseconds + Int64(step) * 30 * 60_000)
            } else {
                plan.start = LocalTime(plan.start.date, minute: try Self.clock(typed))
            }
        case .reservation: plan.reservation = try Self.reservation(plan.reservation, step, typed)
        case .pace: plan.pace = try pace(plan.pace, typed)
        default: return
        }
        ownPlan = plan
    }

    private static func minutes(_ value: Int, _ step: Int, _ typed: String) throws(ChoiceProblem) -> Int {
        if typed.isEmpty { return max(0, value + step) }
        return Int(try number(typed, "minutes").tenThousandths / 10_000)
    }

    /// `18:30`
    private static func clock(_ typed: String) throws(ChoiceProblem) -> Int {
        let parts = typed.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let hour = parts[0], let minute = parts[1], (0..<24).contains(hour),
            (0..<60).contains(minute)
        else { throw ChoiceProblem(text: "a time of day is written 18:30, not \(untrusted: typed)") }
        return hour * 60 + minute
    }

    /// None, 15 minutes, an hour that expires; or the minutes typed, with `x` behind them for one that expires.
    private static func reservation(
        _ old: PlannedReservation?, _ step: Int, _ typed: String
    ) throws(ChoiceProblem) -> PlannedReservation? {
        if !typed.isEmpty {
            let expires = typed.hasSuffix("x")
            let minutes = try number(expires ? String(typed.dropLast()) : typed, "minutes")
            let seconds = 60 * (minutes.tenThousandths / 10_000)
            return seconds == 0 ? nil : PlannedReservation(lasting: .seconds(min(seconds, 2_400_000)), expires: expires)
        }
        let usual: [PlannedReservation?] = [
            nil, PlannedReservation(lasting: .seconds(900)), PlannedReservation(lasting: .seconds(3600), expires: true),
        ]
        return usual[wrapped((usual.firstIndex(of: old) ?? 0) + step, usual.count)]
    }

    /// Constant power, or a curve that falls from it as batteries fill; or the minutes typed.
    private func pace(_ old: ChargingPace, _ typed: String) throws(ChoiceProblem) -> ChargingPace {
        if !typed.isEmpty {
            let minutes = try Self.number(typed, "minutes").tenThousandths / 10_000
            guard minutes > 0 else { throw ChoiceProblem(text: "charging takes at least a minute") }
            return .lasting(.seconds(minutes * 60))
        }
        if case .curve = old { return .power(power) }
        let shares: [(minutes: Int, tenths: Int64)] = [(0, 10), (10, 8), (20, 5), (35, 2)]
        return .curve(
            shares.map { share in
                PowerStep(
                    from: .seconds(share.minutes * 60),
                    power: Decimal4(tenThousandths: max(1, power.tenThousandths * share.tenths / 10)))
            })
    }
}
