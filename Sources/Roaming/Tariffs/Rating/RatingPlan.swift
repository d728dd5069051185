/// Tariffs made ready for rating: compiled once, they price many CDRs without looking at a tariff again.
///
/// Cost: building it is proportional to the elements; rating a CDR is proportional to periods × elements, with one
/// allocation for the lines.
public struct RatingPlan: Sendable {
    let tables: PlanTables

    public init(tariffs: [Tariff], policy: RatingPolicy = .hub1) {
        self.init(tariffs: tariffs, policy: policy, deviations: [])
    }

    init(tariffs: [Tariff], policy: RatingPolicy, deviations: DeviationSet) {
        tables = PlanTables(tariffs: tariffs, policy: policy, deviations: deviations)
    }

    public var tariffs: [Tariff] { tables.tariffs }
    public var policy: RatingPolicy { tables.policy }
}

/// What a plan consists of, shared by all its copies.
final class PlanTables: Sendable {
    let tariffs: [Tariff]
    let policy: RatingPolicy
    let deviations: DeviationSet
    let tariffIDs: [String]
    let heads: [PlanTariff]
    let elements: [PlanElement]
    let components: [PlanComponent]
    let limits: [PriceLimits]
    let includesTax: Bool

    init(tariffs: [Tariff], policy: RatingPolicy, deviations: DeviationSet) {
        var compiler = PlanCompiler(policy: policy, deviations: deviations)
        for (index, tariff) in tariffs.enumerated() { compiler.add(tariff, Int32(truncatingIfNeeded: index)) }
        self.tariffs = tariffs
        self.policy = policy
        self.deviations = deviations
        tariffIDs = tariffs.map(\.id)
        limits = tariffs.map { PriceLimits(minimum: $0.minimumPrice, maximum: $0.maximumPrice) }
        heads = compiler.heads
        elements = compiler.elements
        components = compiler.components
        includesTax = compiler.components.contains { $0.tax == .included && $0.hasVAT }
    }

    /// Index of the tariff for periods that name none: the first that is valid at the start of the session, which is in
    /// milliseconds.
    func standard(validAt start: Int64) -> Int? {
        for index in heads.indices where heads[index].isValid(at: start) { return index }
        return nil
    }

    /// Index of the tariff of that name, in any case of letters; of several versions the one that is valid at the start.
    func named(_ id: String, validAt start: Int64) -> Int? {
        let folded = id.lowercased()
        var first: Int?
        for index in tariffIDs.indices where tariffIDs[index] == id || tariffIDs[index].lowercased() == folded {
            if heads[index].isValid(at: start) { return index }
            first = first ?? index
        }
        return first
    }
}

/// Turns tariffs into tables.
struct PlanCompiler {
    let policy: RatingPolicy
    let deviations: DeviationSet
    private(set) var heads: [PlanTariff] = []
    private(set) var elements: [PlanElement] = []
    private(set) var components: [PlanComponent] = []

    init(policy: RatingPolicy, deviations: DeviationSet) {
        self.policy = policy
        self.deviations = deviations
    }

    mutating func add(_ tariff: Tariff, _ index: Int32) {
        let first = elements.count
        var isBroken = false
        for (position, element) in tariff.elements.enumerated() {
            var compiled = PlanElement(
                bounds: bounds(of: element.restrictions), index: Int32(truncatingIfNeeded: position))
            switch element.restrictions.reservation {
            case nil: compiled.reservation = 0
            case .reservation?: compiled.reservation = 1
            case .expired?: compiled.reservation = 2
            }
            for (place, component) in element.components.enumerated() {
                if !add(component, tariff, index, position, place, to: &compiled) { isBroken = true }
            }
            elements.append(compiled)
        }
        let own = elements[first...]
        heads.append(
            PlanTariff(
                firstElement: Int32(first), endElement: Int32(elements.count),
                validFrom: tariff.validFrom?.milliseconds ?? .min, validTo: tariff.validTo?.milliseconds ?? .max,
                currency: tariff.currency, usesClock: own.contains { $0.bounds.hasClock },
                isRestricted: own.contains { !$0.bounds.isAlways },
                usesBands: own.contains { $0.bounds.hasPower || $0.bounds.hasCurrent },
                hasReservations: own.contains { $0.reservation != 0 }, isBroken: isBroken))
    }

    /// False when its numbers are out of bounds.
    private mutating func add(
        _ component: PriceComponent, _ tariff: Tariff, _ index: Int32, _ element: Int, _ place: Int,
        to compiled: inout PlanElement
    ) -> Bool {
        let slot = Int32(components.count)
        let unit: Int64
        switch component.dimension {
        case .energy where compiled.energy < 0:
            (compiled.energy, unit) = (slot, 10)
            compiled.dimensions |= PlanDimension.energy
        case .time where compiled.time < 0:
            (compiled.time, unit) = (slot, 25)
            compiled.dimensions |= PlanDimension.time
        case .parkingTime where compiled.parking < 0:
            (compiled.parking, unit) = (slot, 25)
            compiled.dimensions |= PlanDimension.parking
        case .flat where compiled.flat < 0:
            (compiled.flat, unit) = (slot, 1)
            compiled.dimensions |= PlanDimension.flat
        case .sessionTime where compiled.session < 0 && policy.dimensions == .gireve:
            (compiled.session, unit) = (slot, 25)
            compiled.dimensions |= PlanDimension.session
        default: return true
        }
        var tax = tariff.tax
        if deviations.has(.taxMisread), tax != .notApplicable { tax = tax == .included ? .excluded : .included }
        if deviations.has(.vatMissing) { tax = .notApplicable }
        let vat = component.vat?.tenThousandths ?? 0
        let step = component.stepSize
        let isSound =
            component.price.tenThousandths.magnitude <= RatingLimits.price.magnitude
            && vat.magnitude <= RatingLimits.vat.magnitude && (tax != .included || vat > -1_000_000)
            && step <= RatingLimits.step
        components.append(
            PlanComponent(
                dimension: component.dimension, tax: tax, missingVAT: tariff.missingVAT, hasVAT: component.vat != nil,
                vat: Int32(truncatingIfNeeded: isSound ? vat : 0), tariff: index,
                element: Int32(truncatingIfNeeded: element), index: Int32(truncatingIfNeeded: place),
                price: isSound ? component.price.tenThousandths : 0,
                step: isSound ? (step < 0 ? -1 : Int64(step) * unit) : 0))
        return isSound
    }

    /// The restrictions as ranges, after the policy and the deviations.
    func bounds(of restrictions: TariffRestrictions) -> PlanBounds {
        var bounds = PlanBounds()
        if restrictions.isEmpty { return bounds }
        bounds.isUnknown = !restrictions.unknown.isEmpty
        setWindow(&bounds, restrictions)
        if !restrictions.weekdays.isEmpty {
            bounds.hasClock = true
            bounds.weekdays = restrictions.weekdays.reduce(0) { mask, day in
                (1...7).contains(day) ? mask | 1 << UInt8(day - 1) : mask
            }
        }
        if let date = restrictions.startDate {
            bounds.hasClock = true
            bounds.firstDay = date.daysSince1970
        }
        if let date = restrictions.endDate {
            bounds.hasClock = true
            bounds.lastDay = date.daysSince1970
        }
        let more: Int64 = deviations.has(.maximumInclusive) ? 1 : 0
        func above(_ maximum: Decimal4?) -> Int64 {
            maximum.map { $0.tenThousandths.addingReportingOverflow(more).partialValue } ?? .max
        }
        bounds.minimumEnergy = restrictions.minimumEnergy?.tenThousandths ?? .min
        bounds.maximumEnergy = above(restrictions.maximumEnergy)
        bounds.hasPower = restrictions.minimumPower != nil || restrictions.maximumPower != nil
        bounds.minimumPower = restrictions.minimumPower?.tenThousandths ?? .min
        bounds.maximumPower = above(restrictions.maximumPower)
        bounds.hasCurrent = restrictions.minimumCurrent != nil || restrictions.maximumCurrent != nil
        bounds.minimumCurrent = restrictions.minimumCurrent?.tenThousandths ?? .min
        bounds.maximumCurrent = above(restrictions.maximumCurrent)
        bounds.minimumDuration = restrictions.minimumDuration.map { PlanCompiler.milliseconds($0) } ?? .min
        bounds.maximumDuration = restrictions.maximumDuration.map { PlanCompiler.milliseconds($0) + more } ?? .max
        bounds.isAlways =
            !bounds.isUnknown && !bounds.hasClock && !bounds.hasPower && !bounds.hasCurrent
            && bounds.minimumEnergy == .min && bounds.maximumEnergy == .max && bounds.minimumDuration == .min
            && bounds.maximumDuration == .max
        return bounds
    }

    private func setWindow(_ bounds: inout PlanBounds, _ restrictions: TariffRestrictions) {
        guard restrictions.startMinute != nil || restrictions.endMinute != nil else { return }
        bounds.hasClock = true
        let start = Int32(clamping: restrictions.startMinute ?? 0)
        guard let given = restrictions.endMinute else {
            bounds.lowMinute = start
            return
        }
        var end = Int32(clamping: given)
        if end == 0, policy.endMidnight == .endOfDay || start > 0 {
            end = 1440
        } else if end == start, end > 0, restrictions.startMinute != nil {
            if policy.equalBounds == .wholeDay { return }
            end = start
        } else if deviations.has(.maximumInclusive) {
            end += 1
        }
        if start <= end {
            (bounds.lowMinute, bounds.highMinute) = (start, end)
        } else {
            // Inside when not between the end and the start.
            (bounds.lowMinute, bounds.highMinute, bounds.wraps) = (end, start, true)
        }
    }

    private static func milliseconds(_ seconds: Int) -> Int64 {
        let (product, overflow) = Int64(seconds).multipliedReportingOverflow(by: 1000)
        return overflow ? (seconds < 0 ? .min + 1 : .max - 1) : product
    }
}
