/// Prices a session with its tariffs, in exact numbers.
///
/// Per period and dimension the first element that applies when the period starts sets the price; a flat fee is charged
/// once; quantities are rounded up to the step size once per session; reservations are priced apart; the tariff's minimum
/// and maximum price bound the total. Source: OCPI 2.2.1 and 2.3.0, modules tariffs and cdrs (step_size).
public enum Rating {
    /// - Parameters:
    ///   - tariffs: those of the CDR, or the CPO's published ones when it has none; the first that is valid at the start
    ///     of the session prices every period that names none of them.
    ///   - zone: of the location; nil when unknown, and then prices by local time cannot be told.
    public static func rate(
        _ detail: ChargeDetail, tariffs: [Tariff], zone: ZoneRules?, policy: RatingPolicy = .hub1
    ) -> RatingOutcome {
        RatingPlan(tariffs: tariffs, policy: policy).rate(detail, zone: zone)
    }
}

extension RatingPlan {
    /// Prices a session.
    /// - Parameter zone: of the location; nil when unknown, and then prices by local time cannot be told.
    public func rate(_ detail: ChargeDetail, zone: ZoneRules?) -> RatingOutcome {
        let count = detail.periods.count
        guard count > 0 else { return .cannotRate(.noPeriods) }
        guard !tables.heads.isEmpty else { return .cannotRate(.noTariff) }
        guard count <= RatingLimits.periods else { return .cannotRate(.tooLarge) }
        // Each period bills at most energy, four times and two flat fees.
        return withUnsafeTemporaryAllocation(of: PlanSegment.self, capacity: count * 7) { segments in
            var run = RatingRun(tables, detail, zone, segments.baseAddress!)
            do throws(RatingObstacle) {
                return .rated(
                    try detail.periods.withUnsafeBufferPointer { periods throws(RatingObstacle) in
                        try run.rate(periods)
                    })
            } catch {
                return .cannotRate(error)
            }
        }
    }
}

/// One CDR on its way through a plan.
struct RatingRun {
    let tables: PlanTables
    let sessionStart: Int64
    let sessionEnd: Int64
    let currency: Currency
    private var clock: RatingClock
    /// Room for seven a period; uninitialized beyond `count`.
    let segments: UnsafeMutablePointer<PlanSegment>
    private(set) var count = 0
    var notes: [RatingNote] = []
    var state = PlanState()
    /// When charging began, and when the reservation did, in milliseconds.
    private var chargingStart: Int64 = 0
    private var firstStart: Int64 = 0
    private var isExpired = false
    private var hasFlat = false
    private var hasReservationFlat = false
    private var wasParked = false
    private var wasCharged = false
    /// Volumes that no component priced, for the reading that counts them into the step.
    private(set) var unpricedEnergy: Int64 = 0
    private(set) var unpricedTime: Int64 = 0
    private(set) var unpricedParking: Int64 = 0

    @inline(__always)
    init(
        _ tables: PlanTables, _ detail: ChargeDetail, _ zone: ZoneRules?, _ segments: UnsafeMutablePointer<PlanSegment>
    ) {
        self.tables = tables
        sessionStart = detail.start.milliseconds
        sessionEnd = detail.end.milliseconds
        currency = detail.currency
        clock = RatingClock(zone)
        self.segments = segments
    }

    mutating func rate(_ periods: UnsafeBufferPointer<ChargePeriod>) throws(RatingObstacle) -> RatedCharge {
        let standard = tables.standard(validAt: sessionStart) ?? -1
        let order = order(periods)
        let namesTariffs = survey(periods, order)
        var current = -1
        var tariff = standard
        var first = standard
        for position in 0..<periods.count {
            let index = order.isEmpty ? position : order[position]
            if namesTariffs { tariff = self.tariff(named: periods[index].tariffID, position, standard) }
            if tariff < 0 {
                if tariff == Self.isFree { continue }
                throw .noTariffValid(at: Timestamp(milliseconds: sessionStart))
            }
            if tariff != current {
                try check(tariff)
                current = tariff
                if first < 0 { first = tariff }
            }
            let next = position + 1
            let end =
                next < periods.count
                ? periods[order.isEmpty ? next : order[next]].start.milliseconds : sessionEnd
            try add(periods[index], Int32(truncatingIfNeeded: position), tariff, end: end)
        }
        applySteps()
        return try sum(limits: max(first, 0))
    }

    /// Indices into the periods in order of time; empty when they already are.
    private mutating func order(_ periods: UnsafeBufferPointer<ChargePeriod>) -> [Int] {
        var isSorted = true
        var before = Int64.min
        for index in periods.indices {
            if periods[index].start.milliseconds < before {
                isSorted = false
                break
            }
            before = periods[index].start.milliseconds
        }
        if isSorted { return [] }
        notes.append(.periodsOutOfOrder)
        if tables.deviations.has(.unsorted) { return [] }
        return periods.indices.sorted { (periods[$0].start.milliseconds, $0) < (periods[$1].start.milliseconds, $1) }
    }

    /// Finds where charging starts, whether the reservation expired, and periods outside the session; answers whether any
    /// period names its tariff.
    private mutating func survey(_ periods: UnsafeBufferPointer<ChargePeriod>, _ order: [Int]) -> Bool {
        let first = order.isEmpty ? 0 : order[0]
        let last = order.isEmpty ? periods.count - 1 : order[periods.count - 1]
        firstStart = periods[first].start.milliseconds
        if firstStart < sessionStart || periods[last].start.milliseconds > sessionEnd {
            notes.append(.periodsOutsideSession)
        }
        chargingStart = firstStart
        isExpired = true
        for position in 0..<periods.count {
            let index = order.isEmpty ? position : order[position]
            if !periods[index].isReservationOnly {
                isExpired = false
                chargingStart = periods[index].start.milliseconds
                break
            }
        }
        if tables.policy.durationBase == .sessionStart { chargingStart = sessionStart }
        for index in periods.indices where periods[index].tariffID != nil { return true }
        return false
    }

    /// Stands for a period that no tariff is to price.
    private static let isFree = -2

    /// Index of the tariff that prices a period; -1 where there is none, or `isFree`.
    private mutating func tariff(named id: String?, _ position: Int, _ standard: Int) -> Int {
        if tables.deviations.has(.tariffIDIgnored) { return standard }
        guard let id else {
            notes.append(.tariffIDMissing(period: position))
            return tables.deviations.has(.tariffIDStrict) ? Self.isFree : standard
        }
        if let named = tables.named(id, validAt: sessionStart) { return named }
        notes.append(.tariffIDUnknown(period: position))
        return standard
    }

    private func check(_ tariff: Int) throws(RatingObstacle) {
        let head = tables.heads[tariff]
        guard !head.isBroken else { throw .tooLarge }
        guard head.currency == currency else {
            throw .currencyDiffers(tariff: tables.tariffIDs[tariff], head.currency, session: currency)
        }
        guard !head.usesClock || clock.isKnown else { throw .noTimeZone(tariff: tables.tariffIDs[tariff]) }
    }

    @inline(__always)
    private mutating func append(_ family: ChargeFamily, _ period: Int32, _ raw: Int64, _ component: Int32) {
        (segments + count).initialize(
            to: PlanSegment(raw: raw, component: component, period: period, family: family))
        count += 1
    }

    @inline(__always)
    private mutating func add(
        _ period: ChargePeriod, _ position: Int32, _ tariff: Int, end: Int64
    ) throws(RatingObstacle) {
        var volumes = PeriodVolumes()
        guard volumes.read(period) else { throw .tooLarge }
        if volumes.time | volumes.parking | volumes.reserved < 0 { throw volumes.negative(Int(position)) }
        let start = period.start.milliseconds
        let isRestricted = tables.heads[tariff].isRestricted
        if isRestricted {
            if tables.heads[tariff].usesClock { state.setClock(localMilliseconds: clock.local(start)) }
            if tables.heads[tariff].usesBands {
                volumes.setBands(&state, length: end - start, tables.policy.missingPower)
            }
        }
        if volumes.hasReserved {
            state.duration = start - firstStart
            try reserve(volumes, position, tariff, start: start, end: end)
        }
        if !volumes.hasReserved || volumes.isBillable {
            state.duration = max(0, start - chargingStart)
            try charge(volumes, position, tariff, start: start, end: end)
        }
        state.energy += volumes.energy
    }

    @inline(__always)
    private mutating func charge(
        _ volumes: PeriodVolumes, _ position: Int32, _ tariff: Int, start: Int64, end: Int64
    ) throws(RatingObstacle) {
        var wanted = volumes.dimensions
        if tables.policy.dimensions == .gireve, volumes.time | volumes.parking != 0 { wanted |= PlanDimension.session }
        let wantsFlat = !hasFlat || tables.deviations.has(.flatPerPeriod)
        let found = try lookUp(wantsFlat ? wanted | PlanDimension.flat : wanted, tariff, state, reservation: 0)
        if found.energy >= 0 { append(.energy, position, volumes.energy, found.energy) }
        if found.time >= 0 {
            append(.time, position, volumes.time * 9, found.time)
            if wasParked, !wasCharged { notes.append(.parkedThenCharged) }
            wasCharged = true
        }
        if found.parking >= 0 {
            append(.parkingTime, position, volumes.parking * 9, found.parking)
            wasParked = true
        }
        if found.session >= 0 { append(.sessionTime, position, (volumes.time + volumes.parking) * 9, found.session) }
        if found.flat >= 0 {
            append(.flat, position, 1, found.flat)
            hasFlat = true
        }
        if volumes.energy < 0 { notes.append(.negativeEnergy(period: Int(position))) }
        if volumes.dimensions & ~found.dimensions != 0 { noteUnpriced(volumes, found, Int(position)) }
        if tables.heads[tariff].isRestricted {
            try noteSpan(found, wanted, volumes, position, tariff, start: start, end: end, reservation: 0)
        }
    }

    @inline(never)
    private mutating func noteUnpriced(_ volumes: PeriodVolumes, _ found: FoundComponents, _ position: Int) {
        if volumes.energy != 0, found.energy < 0 {
            unpricedEnergy += volumes.energy
            notes.append(.unpriced(.energy, period: position))
        }
        guard found.session < 0 else { return }
        if volumes.time != 0, found.time < 0 {
            unpricedTime += volumes.time * 9
            notes.append(.unpriced(.time, period: position))
        }
        if volumes.parking != 0, found.parking < 0 {
            unpricedParking += volumes.parking * 9
            notes.append(.unpriced(.parkingTime, period: position))
        }
    }

    @inline(never)
    private mutating func reserve(
        _ volumes: PeriodVolumes, _ position: Int32, _ tariff: Int, start: Int64, end: Int64
    ) throws(RatingObstacle) {
        let wanted = hasReservationFlat ? PlanDimension.time : PlanDimension.time | PlanDimension.flat
        let found = try reservation(wanted, tariff, state)
        if volumes.reserved == 0 {
            // Nothing was reserved for any time; a fee may be due all the same.
        } else if found.time >= 0 {
            append(.reservation, position, volumes.reserved * 9, found.time)
        } else {
            notes.append(.unpriced(.reservationTime, period: Int(position)))
        }
        if found.flat >= 0 {
            append(.reservationFlat, position, 1, found.flat)
            hasReservationFlat = true
        }
        if tables.heads[tariff].isRestricted {
            try noteSpan(
                found, PlanDimension.time, volumes, position, tariff, start: start, end: end,
                reservation: isExpired ? 2 : 1)
        }
    }

    /// What prices reserved time: for an expired reservation what is about those, where there is such, before the rest.
    private func reservation(
        _ wanted: UInt8, _ tariff: Int, _ state: PlanState
    ) throws(RatingObstacle) -> FoundComponents {
        var found = try lookUp(wanted, tariff, state, reservation: 1)
        guard isExpired else { return found }
        let expired = try lookUp(wanted, tariff, state, reservation: 2)
        if expired.time >= 0 { found.time = expired.time }
        if expired.flat >= 0 { found.flat = expired.flat }
        return found
    }

    /// Looks at the period again one second before its end: another price means that it should have been split there.
    private mutating func noteSpan(
        _ found: FoundComponents, _ wanted: UInt8, _ volumes: PeriodVolumes, _ position: Int32, _ tariff: Int,
        start: Int64, end: Int64, reservation: UInt8
    ) throws(RatingObstacle) {
        let length = end - start
        var spans = false
        if length > 1000 {
            var later = state
            later.duration += length - 1000
            // Of what came in, the part until a second before the end.
            later.energy += PeriodVolumes.part(volumes.energy, length - 1000, of: length)
            if tables.heads[tariff].usesClock { later.setClock(localMilliseconds: clock.local(end - 1000)) }
            spans = try differs(found, later, wanted, tariff, reservation)
        }
        if !spans, tables.heads[tariff].usesBands,
            state.lowPower != state.highPower || state.lowCurrent != state.highCurrent
        {
            var (low, high) = (state, state)
            (low.highPower, low.highCurrent) = (state.lowPower, state.lowCurrent)
            (high.lowPower, high.lowCurrent) = (state.highPower, state.highCurrent)
            let atLow =
                try reservation == 0
                ? lookUp(wanted, tariff, low, reservation: 0) : self.reservation(wanted, tariff, low)
            spans = try differs(atLow, high, wanted, tariff, reservation)
        }
        if spans { notes.append(.periodSpansPriceChange(period: Int(position))) }
    }

    private func differs(
        _ found: FoundComponents, _ state: PlanState, _ wanted: UInt8, _ tariff: Int, _ reservation: UInt8
    ) throws(RatingObstacle) -> Bool {
        let other =
            try reservation == 0
            ? lookUp(wanted, tariff, state, reservation: 0) : self.reservation(wanted, tariff, state)
        return (wanted & PlanDimension.energy != 0 && asksOtherwise(found.energy, other.energy))
            || (wanted & PlanDimension.time != 0 && asksOtherwise(found.time, other.time))
            || (wanted & PlanDimension.parking != 0 && asksOtherwise(found.parking, other.parking))
            || (wanted & PlanDimension.session != 0 && asksOtherwise(found.session, other.session))
    }

    @inline(__always)
    private func asksOtherwise(_ left: Int32, _ right: Int32) -> Bool {
        if left == right { return false }
        guard left >= 0, right >= 0 else { return true }
        return !tables.components[Int(left)].asksTheSame(as: tables.components[Int(right)])
    }

    @inline(__always)
    mutating func bill(_ index: Int, _ raw: Int64) { segments[index].raw = raw }
}

/// Local time of moments that follow each other: the offset is looked up again only when clocks have changed.
struct RatingClock {
    private let zone: ZoneRules?
    private var from = Int64.max
    private var to = Int64.min
    private var offset: Int64 = 0

    init(_ zone: ZoneRules?) {
        self.zone = zone
    }

    var isKnown: Bool { zone != nil }

    /// Milliseconds that clocks show at a moment; UTC where the zone is not known.
    @inline(__always)
    mutating func local(_ moment: Int64) -> Int64 {
        if moment < from || moment >= to { find(moment) }
        return moment + offset
    }

    @inline(never)
    private mutating func find(_ moment: Int64) {
        guard let zone else {
            (from, to, offset) = (.min, .max, 0)
            return
        }
        let segment = zone.segment(atMilliseconds: moment)
        offset = Int64(zone.offsets[segment]) * 1000
        from = segment == 0 ? .min : zone.changes[segment - 1] * 1000
        to = segment == zone.changes.count ? .max : zone.changes[segment] * 1000
    }
}
