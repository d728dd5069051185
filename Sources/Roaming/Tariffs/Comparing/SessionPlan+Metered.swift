extension SessionPlan {
    /// The session as a meter would have seen it.
    ///
    /// Charging ends on a whole millisecond.
    public func metered(in zone: ZoneRules) throws(PlanObstacle) -> MeteredSession {
        try check()
        let start = zone.firstInstant(of: self.start)
        var samples: [MeterSample] = []
        if let reservation, reservation.lasting.wholeMilliseconds > 0 {
            samples.append(MeterSample(start - reservation.lasting, energy: .zero, state: .reserved))
        }
        var (end, energy) = (start, Decimal4.zero)
        if reservation?.expires != true {
            energy = self.energy
            let charging = try chargingSteps()
            samples += charging.steps.map {
                MeterSample(start + $0.from, energy: $0.energy, state: .charging, power: $0.power)
            }
            end = start + charging.end
            if parked.wholeMilliseconds > 0 {
                samples.append(MeterSample(end, energy: energy, state: .parking))
                end = end + parked
            }
        }
        samples.append(MeterSample(end, energy: energy, state: .parking))
        guard let session = MeteredSession(samples: samples) else { throw .nothingPlanned }
        guard session.end - session.start <= PlanObstacle.longest else { throw .tooLong(session.end - session.start) }
        return session
    }

    private func check() throws(PlanObstacle) {
        if energy < .zero { throw .negative(field: "energy", value: energy.text) }
        if energy.tenThousandths > RatingLimits.volume { throw .cannotRate(.tooLarge) }
        if parked < .zero { throw .negative(field: "parked", value: "\(parked)") }
        if let reservation, reservation.lasting < .zero {
            throw .negative(field: "reservation", value: "\(reservation.lasting)")
        }
        for duration in [parked, reservation?.lasting ?? .zero] where duration > PlanObstacle.longest {
            throw .tooLong(duration)
        }
    }

    private typealias Charging = (steps: [(from: Duration, energy: Decimal4, power: Decimal4?)], end: Duration)

    private func chargingSteps() throws(PlanObstacle) -> Charging {
        switch pace {
        case .lasting(let duration):
            if duration < .zero { throw .negative(field: "charging time", value: "\(duration)") }
            if duration == .zero {
                if energy > .zero { throw .noPower(energy) }
                return ([], .zero)
            }
            if duration > PlanObstacle.longest { throw .tooLong(duration) }
            return ([(.zero, .zero, nil)], .milliseconds(duration.wholeMilliseconds))
        case .power(let power): return try chargingSteps(along: [PowerStep(from: .zero, power: power)])
        case .curve(let curve):
            if let late = curve.first(where: { $0.from > PlanObstacle.longest }) { throw .tooLong(late.from) }
            guard curve.first?.from == .zero,
                zip(curve, curve.dropFirst()).allSatisfy({
                    $0.from < $1.from && $0.from.wholeMilliseconds < $1.from.wholeMilliseconds
                })
            else { throw .badCurve }
            return try chargingSteps(along: curve)
        }
    }

    private func chargingSteps(along curve: [PowerStep]) throws(PlanObstacle) -> Charging {
        var result: Charging = ([], .zero)
        guard energy > .zero else { return result }
        // Ten-thousandths of a kW times milliseconds.
        let needed = Int128(energy.tenThousandths) * 3_600_000
        var delivered: Int128 = 0
        for (index, step) in curve.enumerated() {
            if step.power < .zero { throw .negative(field: "power", value: step.power.text) }
            let from = Int128(step.from.wholeMilliseconds)
            result.steps.append(
                (step.from, Decimal4(tenThousandths: Int64(clamping: delivered / 3_600_000)), step.power))
            let power = Int128(step.power.tenThousandths)
            let left = needed - delivered
            let until = index + 1 < curve.count ? Int128(curve[index + 1].from.wholeMilliseconds) : nil
            if power > 0 {
                let time = (left * 2 / power + 1) / 2
                if until.map({ from + time <= $0 }) ?? true {
                    let end = Duration.milliseconds(Int64(clamping: from + max(time, 1)))
                    guard end <= PlanObstacle.longest else { throw .tooLong(end) }
                    result.end = end
                    return result
                }
            }
            if let until { delivered += power * (until - from) }
        }
        throw .noPower(energy)
    }
}
