/// What one unit costs under each component of a tariff, with the engine's arithmetic.
struct ComponentPrices: Sendable {
    private let tariff: Tariff
    private let lookup: TariffLookup

    init(_ tariff: Tariff, policy: RatingPolicy) {
        self.tariff = tariff
        lookup = TariffLookup(tariff, policy: policy)
    }

    /// The component that prices a dimension at a moment; nil when it is free then.
    func price(of dimension: TariffDimension, at moment: PriceMoment, zone: ZoneRules?) -> ComponentPrice? {
        lookup.place(of: dimension, at: moment, zone: zone).map(price)
    }

    func price(at place: ComponentPlace) -> ComponentPrice {
        ComponentPrice(
            element: place.element, component: place.component,
            price: tariff.unitPrice(of: tariff.elements[place.element].components[place.component]))
    }
}

extension PriceState {
    func moment(at instant: Timestamp) -> PriceMoment {
        PriceMoment(
            instant: instant, energy: energy, duration: duration, power: power.map { $0...$0 },
            current: current.map { $0...$0 })
    }
}
