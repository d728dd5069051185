/// What the law wants to be shown to drivers who pay without a contract.
extension PriceRules {
    static func transparency(
        _ context: RuleContext, _ states: TariffStates, _ settings: RuleSettings, _ findings: inout FindingList
    ) {
        guard context.tariff.isAdHoc else { return }
        let tariff = context.tariff
        gross(tariff, &findings)
        let open = context.connectors.filter { $0.isPublic && RuleJurisdiction.europeanUnion.covers($0.country) }
        if !open.isEmpty { minutes(tariff, &findings) }
        let fast = open.filter { $0.power >= settings.fastPower }
        if let first = fast.first {
            energy(tariff, states, fast, &findings)
            forbidden(tariff, states, "at \(named(first, of: fast.count))", &findings)
        }
        let german = open.filter { PriceRule.germanEnergyPrice.facts.jurisdiction.covers($0.country) }
        let hasEnergy = tariff.elements.contains { element in
            element.restrictions.reservation == nil && element.components.contains { $0.dimension == .energy }
        }
        if let first = german.first, !tariff.isFree, !hasEnergy {
            findings.add(
                .germanEnergyPrice, "no ENERGY price at all, but charges at \(named(first, of: german.count))")
        }
    }

    private static func energy(
        _ tariff: Tariff, _ states: TariffStates, _ fast: [TariffConnector], _ findings: inout FindingList
    ) {
        guard !tariff.isFree, let state = states.leastPowerWithoutEnergy else { return }
        let reachable = fast.filter { state.power <= $0.kilowatts }
        guard let first = reachable.first else { return }
        findings.add(
            .energyPriceMissing,
            "no ENERGY price \(state.words(states.axes)), at \(named(first, of: reachable.count))\(tariff.uncertainty)")
    }

    private static func forbidden(
        _ tariff: Tariff, _ states: TariffStates, _ connector: String, _ findings: inout FindingList
    ) {
        for (index, element) in tariff.elements.enumerated() where element.restrictions.reservation == nil {
            for (position, component) in element.components.enumerated() where component.price > .zero {
                guard states.isUsed[index][position] || !states.isDecided else { continue }
                let place = place(index, position, component.dimension)
                switch component.dimension {
                case .time, .sessionTime:
                    findings.add(
                        .timePrice, element: index, component: position,
                        "\(place): charging time costs \(component.price) per hour \(connector); an occupancy fee is "
                            + "PARKING_TIME")
                case .flat:
                    findings.add(
                        .flatPrice, element: index, component: position,
                        "\(place): a session costs \(component.price) to start \(connector)")
                default: break
                }
            }
        }
    }

    /// A sixtieth of a price ends after six decimals exactly when its ten-thousandths can be divided by three.
    private static func minutes(_ tariff: Tariff, _ findings: inout FindingList) {
        for (index, element) in tariff.elements.enumerated() {
            for (position, component) in element.components.enumerated()
            where component.dimension.isPerHour && component.price.tenThousandths % 3 != 0 {
                findings.add(
                    .minutePrice, element: index, component: position,
                    "\(place(index, position, component.dimension)): \(component.price) per hour cannot be written "
                        + "out as a price per minute; a multiple of 0.0003 can")
            }
        }
    }

    private static func gross(_ tariff: Tariff, _ findings: inout FindingList) {
        guard tariff.tax == .excluded else { return }
        for (index, element) in tariff.elements.enumerated() {
            for (position, component) in element.components.enumerated()
            where component.vat == nil && component.price != .zero {
                let why =
                    switch tariff.missingVAT {
                    case .unknown: "the price including VAT is unknown"
                    case .none: "OCPI reads that as no VAT, which a consumer price seldom is"
                    }
                findings.add(
                    .grossUnknown, element: index, component: position,
                    "\(place(index, position, component.dimension)): \(component.price) without a VAT rate; \(why)")
            }
        }
    }

    private static func named(_ connector: TariffConnector, of count: Int) -> String {
        let others = count > 1 ? " and \(count - 1) more" : ""
        return "\(connector.name) (\(connector.kilowatts) kW, \(connector.country))\(others)"
    }
}

extension TariffConnector {
    /// Clamped; no connector has petawatts.
    var kilowatts: Decimal4 {
        let (value, overflow) = Int64(power).multipliedReportingOverflow(by: 10)
        return Decimal4(tenThousandths: overflow ? .max : value)
    }
}
