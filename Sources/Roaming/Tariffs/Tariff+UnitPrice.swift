extension Tariff {
    /// What one kWh, one hour or minute, or one session costs, as rating prices a line; no step size.
    ///
    /// Unknown for numbers that rating refuses.
    public func unitPrice(of component: PriceComponent, perMinute: Bool = false) -> ExactPrice {
        let (price, vat) = (component.price.tenThousandths, component.vat?.tenThousandths ?? 0)
        guard price.magnitude <= RatingLimits.price.magnitude, vat.magnitude <= RatingLimits.vat.magnitude,
            tax != .included || vat > -1_000_000
        else { return ExactPrice(net: nil, gross: nil) }
        let compiled = PlanComponent(
            dimension: component.dimension, tax: tax, missingVAT: missingVAT, hasVAT: component.vat != nil,
            vat: Int32(vat), tariff: 0, element: 0, index: 0, price: price, step: 0)
        let (family, raw): (ChargeFamily, Int64) =
            switch component.dimension {
            case .energy: (.energy, 10_000)
            case .flat: (.flat, 1)
            case .time, .parkingTime, .sessionTime: (.time, perMinute ? 1500 : 90_000)
            }
        return RatedLine(PlanSegment(raw: raw, component: 0, period: 0, family: family), compiled).cost
    }
}

extension TariffDimension {
    /// Priced by the hour; nothing else has a price per minute.
    var isPerHour: Bool {
        switch self {
        case .time, .parkingTime, .sessionTime: true
        case .energy, .flat: false
        }
    }
}
