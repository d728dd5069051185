/// What a splitter reads from a tariff once: every threshold at which one of its prices can change.
struct SplitTariff: Sendable {
    let tariff: Tariff
    let lookup: TariffLookup
    private let policy: RatingPolicy
    private let clock: ClockBoundaries
    /// Ten-thousandths of a kWh, ascending.
    let energies: [Int64]
    /// Ascending.
    let durations: [Duration]
    /// Ten-thousandths of a kW and of an ampere, ascending.
    let powers: [Int64]
    let currents: [Int64]

    init(_ tariff: Tariff, policy: RatingPolicy) {
        self.tariff = tariff
        lookup = TariffLookup(tariff, policy: policy)
        self.policy = policy
        clock = ClockBoundaries(tariff)
        let all = tariff.elements.map(\.restrictions)
        func thresholds(_ bounds: KeyPath<TariffRestrictions, Decimal4?>...) -> [Int64] {
            Set(all.flatMap { restrictions in bounds.compactMap { restrictions[keyPath: $0]?.tenThousandths } })
                .sorted()
        }
        energies = thresholds(\.minimumEnergy, \.maximumEnergy)
        powers = thresholds(\.minimumPower, \.maximumPower)
        currents = thresholds(\.minimumCurrent, \.maximumCurrent)
        durations = Set(all.flatMap { [$0.minimumDuration, $0.maximumDuration].compactMap(\.self) })
            .filter { (0...SplitTariff.longest).contains($0) }.sorted().map { .seconds($0) }
    }

    /// A century in seconds: no duration restriction beyond it is ever reached.
    private static let longest = 3_200_000_000

    var restrictsPower: Bool { !powers.isEmpty }

    func clockBoundaries(from start: Timestamp, to end: Timestamp, zone: ZoneRules?) -> [Timestamp] {
        clock.instants(from: start, to: end, zone: zone)
    }

    /// What prices the dimensions of a state at a moment, in a fixed order.
    func components(
        _ state: MeterState, withEnergy: Bool, isExpired: Bool, at moment: PriceMoment, zone: ZoneRules?
    ) -> [ComponentPlace?] {
        guard state != .reserved else {
            let phase = isExpired ? ReservationPhase.expired : .reservation
            return [TariffDimension.time, .flat].map {
                lookup.place(of: $0, at: moment, zone: zone, reservation: phase)
            }
        }
        var dimensions: [TariffDimension] = [.flat, state == .charging ? .time : .parkingTime]
        if withEnergy { dimensions.append(.energy) }
        if policy.dimensions == .gireve { dimensions.append(.sessionTime) }
        return dimensions.map { lookup.place(of: $0, at: moment, zone: zone) }
    }

    /// Equal for two powers, and for two currents, between which no restriction lies.
    func bands(power: Decimal4, current: Decimal4?) -> [Int] {
        [
            powers.count { $0 <= power.tenThousandths },
            current.map { current in currents.count { $0 <= current.tenThousandths } } ?? -1,
        ]
    }
}
