/// What can be said of each element and component alone.
extension PriceRules {
    static func structure(_ context: RuleContext, _ settings: RuleSettings, _ findings: inout FindingList) {
        let tariff = context.tariff
        let vat = vatRange(context, settings)
        for (index, element) in tariff.elements.enumerated() {
            contradictions(element.restrictions, index, &findings)
            var seen: Set<TariffDimension> = []
            for (position, component) in element.components.enumerated() {
                let place = place(index, position, component.dimension)
                func add(_ rule: PriceRule, severity: RuleSeverity? = nil, _ text: @autoclosure () -> String) {
                    findings.add(rule, severity: severity, element: index, component: position, "\(place): \(text())")
                }
                if !seen.insert(component.dimension).inserted {
                    add(.duplicateDimension, "the element has a price for this before; \(component.price) never counts")
                }
                if element.restrictions.reservation != nil, component.dimension != .flat, component.dimension != .time {
                    add(.reservationDimension, "a reservation has no such quantity; \(component.price) never counts")
                }
                if let step = bigStep(component, settings) { add(.bigStep, severity: step.severity, step.text) }
                if tariff.tax == .notApplicable, let named = component.vat {
                    add(.vatWithoutTax, "names \(named) % VAT although tax_included is N/A; the VAT is not counted")
                } else if let named = component.vat, let text = odd(named, vat) {
                    add(.vatRange, text)
                }
            }
        }
        limits(tariff, &findings)
    }

    private static func bigStep(
        _ component: PriceComponent, _ settings: RuleSettings
    ) -> (severity: RuleSeverity, text: String)? {
        guard component.stepSize > 1, let words = TariffPhrases.step(component) else { return nil }
        let bound = component.dimension == .energy ? settings.energyStep : settings.timeStep
        return (
            component.stepSize > bound ? .warning : .info,
            "step_size \(component.stepSize): the session is rounded up \(words); 1 is advised"
        )
    }

    /// The connectors' country decides when they are all in one.
    private static func vatRange(_ context: RuleContext, _ settings: RuleSettings) -> ClosedRange<Decimal4> {
        let countries = Set(context.connectors.map(\.country))
        return settings.vat(in: countries.count == 1 ? countries.first : nil)
    }

    private static func odd(_ vat: Decimal4, _ range: ClosedRange<Decimal4>) -> String? {
        if !range.contains(vat) { return "\(vat) % VAT is outside \(range.lowerBound) to \(range.upperBound) %" }
        let slip = vat > .zero && vat < Decimal4(tenThousandths: 10_000)
        return slip ? "\(vat) % VAT looks like a fraction instead of a percentage" : nil
    }

    private static func limits(_ tariff: Tariff, _ findings: inout FindingList) {
        guard let least = tariff.minimumPrice, let most = tariff.maximumPrice else { return }
        if least.excludingVAT > most.excludingVAT {
            findings.add(
                .limitsCross, "min_price \(least.excludingVAT) is above max_price \(most.excludingVAT), excluding VAT")
        } else if let low = least.includingVAT, let high = most.includingVAT, low > high {
            findings.add(.limitsCross, "min_price \(low) is above max_price \(high), including VAT")
        }
    }

    private static func contradictions(
        _ restrictions: TariffRestrictions, _ index: Int, _ findings: inout FindingList
    ) {
        func pair<Value: Comparable & CustomStringConvertible>(
            _ names: (String, String), _ least: Value?, _ end: Value?, _ zero: Value
        ) {
            guard let end else { return }
            if end <= zero {
                add("\(names.1) \(end) leaves nothing below it")
            } else if let least, least >= end {
                add("\(names.0) \(least) is not below \(names.1) \(end), and \(names.1) is excluded")
            }
        }
        func add(_ text: String) {
            findings.add(.impossible, element: index, "\(place(index)): \(text); the element never applies")
        }
        pair(("min_kwh", "max_kwh"), restrictions.minimumEnergy, restrictions.maximumEnergy, .zero)
        pair(("min_current", "max_current"), restrictions.minimumCurrent, restrictions.maximumCurrent, .zero)
        pair(("min_power", "max_power"), restrictions.minimumPower, restrictions.maximumPower, .zero)
        pair(("min_duration", "max_duration"), restrictions.minimumDuration, restrictions.maximumDuration, 0)
        if let start = restrictions.startDate, let end = restrictions.endDate, start >= end {
            add("start_date \(start) is not before end_date \(end), and end_date is excluded")
        }
    }
}
