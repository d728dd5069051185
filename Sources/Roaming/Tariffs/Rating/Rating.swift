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
    func charge(_ detail: ChargeDetail, zone: ZoneRules?) throws(RatingObstacle) -> RatedCharge {
        let count = detail.periods.count
        guard count > 0 else { throw .noPeriods }
        guard !heads.isEmpty else { throw .noTariff }
        guard count <= RatingLimits.periods else { throw .tooLarge }
        // Each period bills at most energy, three times and two flat fees.
        let result = withUnsafeTemporaryAllocation(of: RatedLine.self, capacity: count * 6) { lines in
            detail.periods.withUnsafeBufferPointer { periods in
                elements.withUnsafeBufferPointer { elements in
                    components.withUnsafeBufferPointer { components in
                        var run = RatingRun(
                            plan: self, detail: detail, zone: zone, periods: periods, elements: elements,
                            components: components, lines: lines)
                        return run.result()
                    }
                }
            }
        }
        return try result.get()
    }
}

/// One CDR on its way through a plan.
struct RatingRun {
    let plan: RatingPlan
    let detail: ChargeDetail
    let zone: ZoneRules?
    let periods: UnsafeBufferPointer<ChargePeriod>
    let elements: UnsafeBufferPointer<PlanElement>
    let components: UnsafeBufferPointer<PlanComponent>
    /// Uninitialized beyond `lineCount`.
    let lines: UnsafeMutableBufferPointer<RatedLine>
    private(set) var lineCount = 0
    var notes: [RatingNote] = []
    var state = PlanState()
    /// When charging began, and when the reservation did, in milliseconds.
    private var chargingStart: Int64 = 0
    private var firstStart: Int64 = 0
    private var isExpired = false
    private var hasFlat = false
    private var hasReservationFlat = false
    private var wasParked = false
    private var charged = false
    /// Volumes that no component priced, for the reading that counts them into the step: energy, time, parking.
    var unpricedEnergy: Int64 = 0
    var unpricedTime: Int64 = 0
    var unpricedParking: Int64 = 0

    init(
        plan: RatingPlan, detail: ChargeDetail, zone: ZoneRules?, periods: UnsafeBufferPointer<ChargePeriod>,
        elements: UnsafeBufferPointer<PlanElement>, components: UnsafeBufferPointer<PlanComponent>,
        lines: UnsafeMutableBufferPointer<RatedLine>
    ) {
        self.plan = plan
        self.detail = detail
        self.zone = zone
        self.periods = periods
        self.elements = elements
        self.components = components
        self.lines = lines
    }

    mutating func result() -> Result<RatedCharge, RatingObstacle> {
        do {
            return .success(try rate())
        } catch {
            return .failure(error)
        }
    }

    private mutating func rate() throws(RatingObstacle) -> RatedCharge {
        let standard = try standardTariff()
        let order = order()
        survey(order)
        var namesTariffs = false
        for period in periods where period.tariffID != nil {
            namesTariffs = true
            break
        }
        var current = -1
        for position in 0..<periods.count {
            let index = order.isEmpty ? position : order[position]
            let tariff = namesTariffs ? self.tariff(of: periods[index], position, standard) : standard
            guard tariff >= 0 else { continue }
            if tariff != current {
                try check(tariff)
                current = tariff
            }
            let next = position + 1
            let end =
                next < periods.count
                ? periods[order.isEmpty ? next : order[next]].start.milliseconds : detail.end.milliseconds
            try add(periods[index], Int32(truncatingIfNeeded: position), plan.heads[tariff], end: end)
        }
        RatingRun.applySteps(&self)
        return try sum(limits: standard)
    }

    /// The tariff for periods that name none: the first that is valid at the start of the session.
    private func standardTariff() throws(RatingObstacle) -> Int {
        let start = detail.start.milliseconds
        for index in plan.heads.indices
        where plan.heads[index].validFrom <= start && start < plan.heads[index].validTo {
            return index
        }
        throw .noTariffValid(at: detail.start)
    }

    /// Indices into the periods in order of time; empty when they already are.
    private mutating func order() -> [Int] {
        var isSorted = true
        for index in 1..<max(periods.count, 1) where periods[index].start < periods[index - 1].start {
            isSorted = false
            break
        }
        if isSorted { return [] }
        notes.append(.periodsOutOfOrder)
        if plan.deviations.has(.unsorted) { return [] }
        return periods.indices.sorted {
            (periods[$0].start.milliseconds, $0) < (periods[$1].start.milliseconds, $1)
        }
    }

    /// Finds where charging starts, whether the reservation expired, and periods outside the session.
    private mutating func survey(_ order: [Int]) {
        let first = order.isEmpty ? 0 : order[0]
        let last = order.isEmpty ? periods.count - 1 : order[periods.count - 1]
        firstStart = periods[first].start.milliseconds
        if firstStart < detail.start.milliseconds || periods[last].start.milliseconds > detail.end.milliseconds {
            notes.append(.periodsOutsideSession)
        }
        chargingStart = firstStart
        isExpired = true
        for position in 0..<periods.count {
            let period = periods[order.isEmpty ? position : order[position]]
            if !period.isReservationOnly {
                isExpired = false
                chargingStart = period.start.milliseconds
                break
            }
        }
        if plan.policy.durationBase == .sessionStart { chargingStart = detail.start.milliseconds }
    }

    /// Index of the tariff that prices a period, or -1 for none.
    private mutating func tariff(of period: ChargePeriod, _ position: Int, _ standard: Int) -> Int {
        if plan.deviations.has(.tariffIDIgnored) { return standard }
        guard let id = period.tariffID else {
            notes.append(.tariffIDMissing(period: position))
            return plan.deviations.has(.tariffIDStrict) ? -1 : standard
        }
        let named = plan.tariffIDs.firstIndex { $0 == id }
        if let named = named ?? plan.tariffIDs.firstIndex(where: { $0.lowercased() == id.lowercased() }) {
            // Of several versions of one tariff, the one that is valid at the start counts.
            return plan.tariffIDs[standard] == plan.tariffIDs[named] ? standard : named
        }
        notes.append(.tariffIDUnknown(period: position))
        return standard
    }

    private func check(_ tariff: Int) throws(RatingObstacle) {
        let head = plan.heads[tariff]
        guard !head.isBroken else { throw .tooLarge }
        guard head.currency == detail.currency else {
            throw .currencyDiffers(tariff: plan.tariffIDs[tariff], head.currency, session: detail.currency)
        }
        guard !head.usesClock || zone != nil else { throw .noTimeZone(tariff: plan.tariffIDs[tariff]) }
    }

    @inline(__always)
    mutating func append(_ family: ChargeFamily, _ period: Int32, _ raw: Int64, _ component: Int32) {
        (lines.baseAddress! + lineCount).initialize(
            to: RatedLine(family, period: period, raw: raw, components[Int(component)]))
        lineCount += 1
    }

    private mutating func add(
        _ period: ChargePeriod, _ position: Int32, _ tariff: PlanTariff, end: Int64
    ) throws(RatingObstacle) {
        guard let volumes = PeriodVolumes(period) else { throw .tooLarge }
        if volumes.time < 0 { throw .negativeVolume(.time, period: Int(position)) }
        if volumes.parking < 0 { throw .negativeVolume(.parkingTime, period: Int(position)) }
        if volumes.reserved < 0 { throw .negativeVolume(.reservationTime, period: Int(position)) }
        let start = period.start.milliseconds
        if tariff.isRestricted {
            if let zone, tariff.usesClock {
                state.setClock(localMilliseconds: start + Int64(zone.offset(at: period.start)) * 1000)
            }
            volumes.setBands(&state, length: end - start, plan.policy.missingPower)
        }
        let isReservation = volumes.reserved != 0
        if isReservation {
            state.duration = start - firstStart
            try reserve(volumes, position, tariff, start: start, end: end)
        }
        if !isReservation || volumes.isBillable {
            state.duration = max(0, start - chargingStart)
            try charge(volumes, position, tariff, start: start, end: end)
        }
        state.energy += volumes.energy
    }

    private mutating func charge(
        _ volumes: PeriodVolumes, _ position: Int32, _ tariff: PlanTariff, start: Int64, end: Int64
    ) throws(RatingObstacle) {
        var wanted: UInt8 = volumes.dimensions
        let isGireve = plan.policy.dimensions == .gireve
        if isGireve, volumes.time + volumes.parking != 0 { wanted |= PlanDimension.session }
        let wantsFlat = !hasFlat || plan.deviations.has(.flatPerPeriod)
        let found = try lookUp(wantsFlat ? wanted | PlanDimension.flat : wanted, tariff, state, reservation: 0)
        if volumes.energy != 0 {
            if volumes.energy < 0 { notes.append(.negativeEnergy(period: Int(position))) }
            if found.energy >= 0 {
                append(.energy, position, volumes.energy, found.energy)
            } else {
                unpricedEnergy += volumes.energy
                notes.append(.unpriced(.energy, period: Int(position)))
            }
        }
        if volumes.time != 0 {
            if found.time >= 0 {
                append(.time, position, volumes.time * 9, found.time)
                if wasParked, !charged { notes.append(.parkedThenCharged) }
                charged = true
            } else if found.session < 0 {
                unpricedTime += volumes.time * 9
                notes.append(.unpriced(.time, period: Int(position)))
            }
        }
        if volumes.parking != 0 {
            if found.parking >= 0 {
                append(.parkingTime, position, volumes.parking * 9, found.parking)
                wasParked = wasParked || !charged
            } else if found.session < 0 {
                unpricedParking += volumes.parking * 9
                notes.append(.unpriced(.parkingTime, period: Int(position)))
            }
        }
        if found.session >= 0 { append(.sessionTime, position, (volumes.time + volumes.parking) * 9, found.session) }
        if wantsFlat, found.flat >= 0 {
            append(.flat, position, 1, found.flat)
            hasFlat = true
        }
        if tariff.isRestricted {
            try noteSpan(found, wanted, volumes, position, tariff, start: start, end: end, reservation: 0)
        }
    }

    private mutating func reserve(
        _ volumes: PeriodVolumes, _ position: Int32, _ tariff: PlanTariff, start: Int64, end: Int64
    ) throws(RatingObstacle) {
        guard tariff.hasReservations else {
            return notes.append(.unpriced(.reservationTime, period: Int(position)))
        }
        let wanted = PlanDimension.time | (hasReservationFlat ? 0 : PlanDimension.flat)
        var found = try lookUp(wanted, tariff, state, reservation: 1)
        if isExpired {
            let expired = try lookUp(wanted, tariff, state, reservation: 2)
            if expired.time >= 0 { found.time = expired.time }
            if expired.flat >= 0 { found.flat = expired.flat }
        }
        if found.time >= 0 {
            append(.reservation, position, volumes.reserved * 9, found.time)
        } else {
            notes.append(.unpriced(.reservationTime, period: Int(position)))
        }
        if found.flat >= 0 {
            append(.reservationFlat, position, 1, found.flat)
            hasReservationFlat = true
        }
        if tariff.isRestricted, found.time >= 0 {
            try noteSpan(
                found, PlanDimension.time, volumes, position, tariff, start: start, end: end,
                reservation: components[Int(found.time)].element >= 0 && isExpired ? 2 : 1)
        }
    }

    /// Looks at the period again one second before its end: another price means that it should have been split there.
    private mutating func noteSpan(
        _ found: FoundComponents, _ wanted: UInt8, _ volumes: PeriodVolumes, _ position: Int32, _ tariff: PlanTariff,
        start: Int64, end: Int64, reservation: UInt8
    ) throws(RatingObstacle) {
        let length = end - start
        var later = state
        var spans = false
        if length > 1000 {
            later.duration += length - 1000
            // Of what came in, the part until a second before the end.
            later.energy += Int64(clamping: Int128(volumes.energy) * Int128(length - 1000) / Int128(length))
            if let zone, tariff.usesClock {
                let moment = Timestamp(milliseconds: end - 1000)
                later.setClock(localMilliseconds: moment.milliseconds + Int64(zone.offset(at: moment)) * 1000)
            }
            spans = try differs(found, later, wanted, tariff, reservation)
        }
        if !spans, tariff.usesBands, state.lowPower != state.highPower || state.lowCurrent != state.highCurrent {
            var (low, high) = (state, state)
            (low.highPower, low.highCurrent) = (state.lowPower, state.lowCurrent)
            (high.lowPower, high.lowCurrent) = (state.highPower, state.highCurrent)
            let atLow = try lookUp(wanted, tariff, low, reservation: reservation)
            spans = try differs(atLow, high, wanted, tariff, reservation)
        }
        if spans { notes.append(.periodSpansPriceChange(period: Int(position))) }
    }

    private func differs(
        _ found: FoundComponents, _ state: PlanState, _ wanted: UInt8, _ tariff: PlanTariff, _ reservation: UInt8
    ) throws(RatingObstacle) -> Bool {
        var other = try lookUp(wanted, tariff, state, reservation: reservation)
        if reservation == 2, other.time < 0 { other = try lookUp(wanted, tariff, state, reservation: 1) }
        return (wanted & PlanDimension.energy != 0 && asksOtherwise(found.energy, other.energy))
            || (wanted & PlanDimension.time != 0 && asksOtherwise(found.time, other.time))
            || (wanted & PlanDimension.parking != 0 && asksOtherwise(found.parking, other.parking))
            || (wanted & PlanDimension.session != 0 && asksOtherwise(found.session, other.session))
    }

    private func asksOtherwise(_ left: Int32, _ right: Int32) -> Bool {
        if left == right { return false }
        guard left >= 0, right >= 0 else { return true }
        return !components[Int(left)].asksTheSame(as: components[Int(right)])
    }
}
