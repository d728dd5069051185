extension RatingRun {
    /// Rounds billed quantities up to the step size: energy once per session, the times once per session together, and
    /// reserved time by itself.
    ///
    /// The step of the last line counts, and the surplus is billed there. When both charging and parking time are
    /// billed, only parking is rounded. Hours are read to the nearest second first, because four decimals of an hour
    /// cannot hold a second. Source: OCPI 2.2.1, cdrs, step_size.
    static func applySteps(_ run: inout RatingRun) {
        let deviations = run.plan.deviations
        if deviations.has(.stepIgnored) { return }
        var last = LastLines()
        for index in 0..<run.lineCount { last.see(run.lines[index].family, at: index) }
        if deviations.has(.stepPerPeriod) { return run.stepEachLine() }
        if last.energy >= 0 { run.step(.energy, last.energy, unpriced: run.unpricedEnergy) }
        if last.reservation >= 0 { run.step(.reservation, last.reservation, unpriced: 0) }
        if last.session >= 0 { run.step(.sessionTime, last.session, unpriced: 0) }
        if last.time >= 0, last.parking >= 0 {
            let both = deviations.has(.stepOnTimeAndParking)
            let parks = run.plan.policy.timeStep == .parkingAbsorbs || last.parking > last.time
            if parks || both { run.step(.parkingTime, last.parking, unpriced: run.unpricedParking) }
            if !parks || both { run.step(.time, last.time, unpriced: run.unpricedTime) }
        } else if last.time >= 0 {
            run.step(.time, last.time, unpriced: run.unpricedTime)
        } else if last.parking >= 0 {
            run.step(.parkingTime, last.parking, unpriced: run.unpricedParking)
        }
    }

    private func step(_ family: ChargeFamily, _ last: Int, unpriced: Int64) {
        let step = stepSize(of: lines[last])
        guard step > 0 else { return }
        var total: Int64 = plan.deviations.has(.unpricedInBlock) ? unpriced : 0
        for index in 0..<lineCount where lines[index].family == family { total += lines[index].raw }
        bill(last, lines[last].raw + (rounded(total, step, family) - total))
    }

    private func stepEachLine() {
        for index in 0..<lineCount {
            let line = lines[index]
            let step = stepSize(of: line)
            guard step > 0, line.family != .flat, line.family != .reservationFlat else { continue }
            bill(index, rounded(line.raw, step, line.family))
        }
    }

    private func rounded(_ total: Int64, _ step: Int64, _ family: ChargeFamily) -> Int64 {
        guard family != .energy, plan.policy.hoursSnap == .nearestSecond else { return Self.ceiling(total, step) }
        return Self.ceiling(Self.wholeSeconds(total), step)
    }

    private func bill(_ index: Int, _ raw: Int64) { lines[index].bill(raw) }

    private func stepSize(of line: RatedLine) -> Int64 { line.stepUnits }

    /// The least multiple of `step` that is not below `value`.
    @inline(__always)
    private static func ceiling(_ value: Int64, _ step: Int64) -> Int64 {
        let rest = value % step
        if rest == 0 { return value }
        return rest > 0 ? value - rest + step : value - rest
    }

    /// The whole second nearest to a time of at least 0, in 25ths of a second; no time that passed becomes none.
    @inline(__always)
    private static func wholeSeconds(_ value: Int64) -> Int64 {
        value == 0 ? 0 : max(1, (value * 2 + 25) / 50) * 25
    }

    /// Index of the last line of each family that has a step; -1 for none.
    private struct LastLines {
        var energy = -1
        var time = -1
        var parking = -1
        var session = -1
        var reservation = -1

        @inline(__always)
        mutating func see(_ family: ChargeFamily, at index: Int) {
            switch family {
            case .energy: energy = index
            case .time: time = index
            case .parkingTime: parking = index
            case .sessionTime: session = index
            case .reservation: reservation = index
            case .flat, .reservationFlat: break
            }
        }
    }
}
