/// What needs every state of the tariff: elements that never count, and situations without a price.
extension PriceRules {
    static func reach(
        _ context: RuleContext, _ states: TariffStates, _ settings: RuleSettings, _ findings: inout FindingList
    ) {
        let tariff = context.tariff
        guard !states.axes.days.isEmpty else {
            let ended = tariff.validTo.map { $0 <= context.now } ?? false
            let text =
                ended
                ? "the tariff ended at \(tariff.validTo?.rfc3339 ?? "")"
                : "start_date_time and end_date_time leave no time in which the tariff is in force"
            findings.add(.neverActive, text)
            return
        }
        if !states.isDecided {
            let rules: [PriceRule] = [.energyPriceMissing, .unpriced, .unreachable, .neverActive]
            let codes = rules.filter(settings.isOn).map(\.code).joined(separator: ", ")
            findings.add(
                .undecided,
                "\(tariff.elements.count) elements need more than \(settings.work) tests to go through all situations; "
                    + "not decided: \(codes)")
        }
        if states.isDecided { unused(context, states, &findings) }
        unpriced(tariff, states, &findings)
    }

    private static func unused(_ context: RuleContext, _ states: TariffStates, _ findings: inout FindingList) {
        for (index, element) in context.tariff.elements.enumerated() {
            guard states.applies[index] else {
                let words = TariffPhrases.conditions(element.restrictions).joined(separator: ", ")
                findings.add(
                    .neverActive, element: index,
                    "\(place(index)) never applies from \(context.now.date) to the tariff's end: \(words)")
                continue
            }
            // A second price of a dimension in one element has a rule of its own.
            var first: [Int] = []
            for (position, component) in element.components.enumerated()
            where !element.components[..<position].contains(where: { $0.dimension == component.dimension }) {
                first.append(position)
            }
            let hidden = first.filter { !states.isUsed[index][$0] }
            if hidden.count == first.count,
                first.contains(where: { context.policy.prices(element.components[$0].dimension) })
            {
                findings.add(
                    .unreachable, element: index,
                    "\(place(index)) never sets a price: earlier elements do wherever it applies")
            } else {
                for position in hidden {
                    let component = element.components[position]
                    guard context.policy.prices(component.dimension) else {
                        findings.add(
                            .unreachable, element: index, component: position,
                            "\(place(index, position, component.dimension)): \(component.price) is never charged, "
                                + "because this dimension is an extension that is not agreed")
                        continue
                    }
                    findings.add(
                        .unreachable, element: index, component: position,
                        "\(place(index, position, component.dimension)): \(component.price) is never charged, because "
                            + "earlier elements price this wherever the element applies")
                }
            }
        }
    }

    private static func unpriced(_ tariff: Tariff, _ states: TariffStates, _ findings: inout FindingList) {
        if let state = states.nothingPriced {
            findings.add(
                .unpriced,
                "nothing has a price \(state.words(states.axes)); what is free on purpose has FLAT with price 0")
            return
        }
        var priced: Set<TariffDimension> = []
        for (index, element) in tariff.elements.enumerated() where element.restrictions.reservation == nil {
            for (position, component) in element.components.enumerated() where states.isUsed[index][position] {
                priced.insert(component.dimension)
            }
        }
        // A start fee that applies only at times is no accident.
        for dimension in TariffDimension.allCases where dimension != .flat && priced.contains(dimension) {
            guard let state = states.unpriced[dimension] else { continue }
            findings.add(
                .unpriced, severity: dimension == .energy ? .warning : .info,
                "\(dimension.rawValue) has a price at times, but none \(state.words(states.axes)); an element at the "
                    + "end with price 0 would say that this is meant\(tariff.uncertainty)")
        }
    }
}

extension Tariff {
    /// To be added where a price may be there after all.
    var uncertainty: String {
        let isUncertain = elements.contains { !$0.restrictions.unknown.isEmpty }
        return isUncertain ? "; elements with restrictions that the hub does not know are not counted" : ""
    }
}
