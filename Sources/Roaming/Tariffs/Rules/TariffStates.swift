/// What a tariff does in all of its states from a day on: which prices are used at all, and where none is.
///
/// Exact as far as states go (see `TariffState`), to the day. Cost: at most `work` tests of an element; a tariff that
/// would take more is not decided, and its answers are those for the states looked at.
struct TariffStates: Sendable {
    /// False when the work was not enough.
    private(set) var isDecided = true
    /// By element: its restrictions hold in some state.
    private(set) var applies: [Bool]
    /// By element and component: it sets the price in some state.
    private(set) var isUsed: [[Bool]]
    /// For a dimension that some session has no price for, the first such state.
    private(set) var unpriced: [TariffDimension: TariffState] = [:]
    /// The first session that has no price for anything.
    private(set) var nothingPriced: TariffState?
    /// The session without a price for energy that has the least power.
    private(set) var leastPowerWithoutEnergy: TariffState?
    /// Of sessions.
    let axes: StateAxes

    /// - Parameter first: The first local day that counts, in days since 1970-01-01; `end` is excluded.
    init(_ tariff: Tariff, from first: Int64, to end: Int64?, policy: RatingPolicy, work: Int) {
        applies = tariff.elements.map { _ in false }
        isUsed = tariff.elements.map { $0.components.map { _ in false } }
        axes = StateAxes(
            tariff.elements.map(\.restrictions).filter { $0.reservation == nil }, from: first, to: end)
        var budget = work
        for phase in TariffState.Phase.allCases {
            let search = StateSearch(tariff, phase, from: first, to: end, policy: policy)
            guard search.isWithin(budget) else {
                isDecided = false
                continue
            }
            let finished = search.run(&budget) { state, found in note(state, found, tariff, policy) }
            if !finished { isDecided = false }
        }
    }

    private mutating func note(
        _ state: TariffState, _ found: [StateSearch.Found], _ tariff: Tariff, _ policy: RatingPolicy
    ) {
        var priced: UInt8 = 0
        for element in found {
            applies[element.index] = true
            var own: UInt8 = 0
            for (index, component) in tariff.elements[element.index].components.enumerated() {
                guard policy.prices(component.dimension) else { continue }
                let bit = PlanDimension.bit(component.dimension)
                if (priced | own) & bit == 0 { isUsed[element.index][index] = true }
                own |= bit
            }
            // What may not apply hides nothing.
            if element.isCertain { priced |= own }
        }
        guard state.phase == .session else { return }
        for dimension in TariffDimension.allCases where priced & PlanDimension.bit(dimension) == 0 {
            if unpriced[dimension] == nil { unpriced[dimension] = state }
        }
        if found.isEmpty, nothingPriced == nil { nothingPriced = state }
        if priced & PlanDimension.energy == 0,
            leastPowerWithoutEnergy.map({ state.power < $0.power }) ?? true
        {
            leastPowerWithoutEnergy = state
        }
    }
}

extension TariffStates {
    /// The states from `now` or the tariff's start on, whichever is later, to its end.
    init(_ tariff: Tariff, now: Timestamp, zone: ZoneRules?, policy: RatingPolicy, work: Int) {
        let zone = zone ?? .utc
        let first = zone.local(max(now, tariff.validFrom ?? now)).day
        let end = tariff.validTo.map { validTo in
            let local = zone.local(validTo)
            return local.milliseconds % 86_400_000 == 0 ? local.day : local.day + 1
        }
        self.init(tariff, from: first, to: end, policy: policy, work: work)
    }
}

extension RatingPolicy {
    /// False for dimensions that need an extension which is not in force.
    func prices(_ dimension: TariffDimension) -> Bool { dimension != .sessionTime || dimensions == .gireve }
}
