extension RatingRun {
    /// Rounds billed quantities up to the step size: energy once per session, the times once per session together, and
    /// reserved time by itself.
    ///
    /// The step of the last segment counts, and the surplus is billed there. When both charging and parking time are
    /// billed, only parking is rounded. Each period's hours are read to the nearest second first, because four decimals of
    /// an hour cannot hold a second. Source: OCPI 2.2.1, cdrs, step_size.
    mutating func applySteps() {
        let deviations = tables.deviations
        if deviations.has(.stepIgnored) { return }
        if deviations.has(.stepPerPeriod) { return stepEachSegment() }
        var totals = FamilyTotals()
        for index in 0..<count { totals.see(segments[index], at: index) }
        let counts = deviations.has(.unpricedInBlock)
        if totals.energy.last >= 0 { step(totals.energy, counts ? unpricedEnergy : 0, isTime: false) }
        if totals.reservation.last >= 0 { step(totals.reservation, 0, isTime: true) }
        if totals.session.last >= 0 { step(totals.session, 0, isTime: true) }
        let (time, parking) = (totals.time, totals.parking)
        if time.last >= 0, parking.last >= 0 {
            let both = deviations.has(.stepOnTimeAndParking)
            let parks = tables.policy.timeStep == .parkingAbsorbs || parking.last > time.last
            if parks || both { step(parking, counts ? unpricedParking : 0, isTime: true) }
            if !parks || both { step(time, counts ? unpricedTime : 0, isTime: true) }
        } else if time.last >= 0 {
            step(time, counts ? unpricedTime : 0, isTime: true)
        } else if parking.last >= 0 {
            step(parking, counts ? unpricedParking : 0, isTime: true)
        }
    }

    private mutating func step(_ family: FamilyTotal, _ unpriced: Int64, isTime: Bool) {
        let step = tables.components[Int(segments[family.last].component)].step
        guard step > 0 else { return }
        let snaps = isTime && tables.policy.hoursSnap == .nearestSecond
        let measured = snaps ? family.seconds * 25 + Self.wholeSeconds(unpriced) : family.total + unpriced
        bill(family.last, segments[family.last].raw + Self.ceiling(measured, step) - family.total - unpriced)
    }

    private mutating func stepEachSegment() {
        for index in 0..<count {
            let segment = segments[index]
            let step = tables.components[Int(segment.component)].step
            guard step > 0, segment.family != .flat, segment.family != .reservationFlat else { continue }
            let snaps = segment.family != .energy && tables.policy.hoursSnap == .nearestSecond
            bill(index, Self.ceiling(snaps ? Self.wholeSeconds(segment.raw) : segment.raw, step))
        }
    }

    /// The least multiple of `step` that is not below `value`.
    @inline(__always)
    private static func ceiling(_ value: Int64, _ step: Int64) -> Int64 {
        let rest = value % step
        if rest == 0 { return value }
        return rest > 0 ? value - rest + step : value - rest
    }

    @inline(__always)
    private static func wholeSeconds(_ value: Int64) -> Int64 { StepSeconds.nearest(value) * 25 }

    private struct FamilyTotal {
        /// Index of the last segment; -1 for none.
        var last = -1
        var total: Int64 = 0
        /// Times only: each period's, to the nearest second.
        var seconds: Int64 = 0

        @inline(__always)
        mutating func add(_ raw: Int64, _ index: Int) {
            last = index
            total += raw
        }

        @inline(__always)
        mutating func addTime(_ raw: Int64, _ index: Int) {
            add(raw, index)
            seconds += StepSeconds.nearest(raw)
        }
    }

    private struct FamilyTotals {
        var energy = FamilyTotal()
        var time = FamilyTotal()
        var parking = FamilyTotal()
        var session = FamilyTotal()
        var reservation = FamilyTotal()

        @inline(__always)
        mutating func see(_ segment: PlanSegment, at index: Int) {
            switch segment.family {
            case .energy: energy.add(segment.raw, index)
            case .time: time.addTime(segment.raw, index)
            case .parkingTime: parking.addTime(segment.raw, index)
            case .sessionTime: session.addTime(segment.raw, index)
            case .reservation: reservation.addTime(segment.raw, index)
            case .flat, .reservationFlat: break
            }
        }
    }
}

/// Times in 25ths of a second, which hold 0.0001 h exactly, as whole seconds.
enum StepSeconds {
    /// The nearest; no time that passed becomes none.
    @inline(__always)
    static func nearest(_ value: Int64) -> Int64 { value == 0 ? 0 : max(1, (value * 2 + 25) / 50) }
}
