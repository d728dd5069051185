/// The part of a dimension that one component prices in one period.
struct RatingSegment {
    let dimension: TariffDimension
    let period: Int
    /// Ten-thousandths of a kWh or an hour; 1 for a flat fee.
    let raw: Int64
    let tariff: Tariff
    let found: TariffLookup.Found
    /// What is billed: kWh, hours, or 1.
    var quantity: ExactNumber

    init(_ dimension: TariffDimension, period: Int, raw: Int64, tariff: Tariff, found: TariffLookup.Found) {
        self.dimension = dimension
        self.period = period
        self.raw = raw
        self.tariff = tariff
        self.found = found
        quantity = dimension == .flat ? ExactNumber(1) : ExactNumber(Decimal4(tenThousandths: raw))
    }

    func cost() throws -> ExactPrice {
        let component = found.component
        let vat = component.vat?.tenThousandths ?? 0
        guard component.price.tenThousandths.magnitude <= RatingLimits.price, vat.magnitude <= RatingLimits.vat else {
            throw RatingObstacle.tooLarge
        }
        let amount = try quantity.multiplied(by: ExactNumber(component.price))
        let factor = ExactNumber(1_000_000 + vat, over: 1_000_000)
        switch tariff.tax {
        case .notApplicable: return ExactPrice(net: amount, gross: amount)
        case .excluded: return ExactPrice(net: amount, gross: try amount.multiplied(by: factor))
        case .included:
            guard component.vat != nil || component.price == .zero else {
                throw RatingObstacle.taxRateMissing(tariff: tariff.id)
            }
            guard vat > -1_000_000 else { throw RatingObstacle.tooLarge }
            return ExactPrice(net: try amount.divided(by: factor), gross: amount)
        }
    }

    func line(_ cost: ExactPrice) -> RatedLine {
        RatedLine(
            dimension: dimension, period: period, quantity: quantity, price: found.component.price,
            vat: found.component.vat, tariffID: tariff.id, element: found.element, component: found.index, cost: cost)
    }
}

/// Finds the component that prices a dimension of a session.
enum TariffLookup {
    struct Found {
        let component: PriceComponent
        let element: Int
        let index: Int
    }

    /// The first element with a component of the dimension decides; elements about reservations never price a session.
    /// - Throws: `restricted` when that element applies only under restrictions, `negativeStep`.
    static func component(of dimension: TariffDimension, in tariff: Tariff) throws(RatingObstacle) -> Found? {
        for (position, element) in tariff.elements.enumerated() where element.restrictions.reservation == nil {
            guard let index = element.components.firstIndex(where: { $0.dimension == dimension }) else { continue }
            guard element.restrictions.isEmpty else {
                throw .restricted(
                    tariff: tariff.id, element: position, dimension: dimension,
                    restrictions: element.restrictions.names)
            }
            guard element.components[index].stepSize >= 0 else { throw .negativeStep(tariff: tariff.id) }
            return Found(component: element.components[index], element: position, index: index)
        }
        return nil
    }
}
