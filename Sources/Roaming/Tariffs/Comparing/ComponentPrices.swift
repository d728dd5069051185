/// What one unit costs under each component of a tariff, with the engine's arithmetic.
struct ComponentPrices: Sendable {
    private let plan: RatingPlan
    private let lookup: TariffLookup

    init(_ tariff: Tariff, policy: RatingPolicy) {
        plan = RatingPlan(tariffs: [tariff], policy: policy)
        lookup = TariffLookup(tariff, policy: policy)
    }

    /// The component that prices a dimension at a moment; nil when it is free then.
    func price(of dimension: TariffDimension, at moment: PriceMoment, zone: ZoneRules?) -> ComponentPrice? {
        lookup.place(of: dimension, at: moment, zone: zone).flatMap { price(at: $0) }
    }

    func price(at place: ComponentPlace) -> ComponentPrice? {
        guard
            let component = plan.components.first(where: {
                $0.element == place.element && $0.index == place.component
            })
        else { return nil }
        let (family, unit): (ChargeFamily, Int64) =
            switch component.dimension {
            case .energy: (.energy, 10_000)
            case .time: (.time, 90_000)
            case .parkingTime: (.parkingTime, 90_000)
            case .sessionTime: (.sessionTime, 90_000)
            case .flat: (.flat, 1)
            }
        return ComponentPrice(
            element: place.element, component: place.component,
            price: RatedLine(family, period: 0, raw: unit, component).cost)
    }
}

extension PriceState {
    func moment(at instant: Timestamp) -> PriceMoment {
        PriceMoment(
            instant: instant, energy: energy, duration: duration, power: power.map { $0...$0 },
            current: current.map { $0...$0 })
    }
}
