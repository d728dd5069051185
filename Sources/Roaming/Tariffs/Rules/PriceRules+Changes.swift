/// What a version does to the prices of the one before, and prices that are probably in the wrong unit.
extension PriceRules {
    static func changes(_ context: RuleContext, _ settings: RuleSettings, _ findings: inout FindingList) {
        let tariff = context.tariff
        units(tariff, settings, &findings)
        guard let previous = context.previous, !previous.hasSamePrices(as: tariff) else { return }
        if context.openSessions > 0 {
            findings.add(
                .changeUnderway,
                "\(context.openSessions) sessions that began under the version before are open; they are priced by it")
        }
        guard previous.currency == tariff.currency else {
            findings.add(.priceJump, "the currency was \(previous.currency) and is \(tariff.currency)")
            return
        }
        for (index, old) in pairs(tariff, previous) {
            for (position, component) in tariff.elements[index].components.enumerated() {
                guard let before = old.components.first(where: { $0.dimension == component.dimension })?.price,
                    let text = jump(from: before, to: component.price, component.dimension, settings)
                else { continue }
                findings.add(
                    .priceJump, element: index, component: position,
                    "\(place(index, position, component.dimension)): \(before) became \(component.price), \(text)")
            }
        }
    }

    /// An element of the new version with the one of the old that has the same restrictions, or else, when the number
    /// of elements is the same, the same place.
    private static func pairs(_ tariff: Tariff, _ previous: Tariff) -> [(Int, TariffElement)] {
        var waiting: [TariffRestrictions: [TariffElement]] = [:]
        for element in previous.elements.reversed() { waiting[element.restrictions, default: []].append(element) }
        let sameCount = tariff.elements.count == previous.elements.count
        return tariff.elements.enumerated().compactMap { index, element in
            if let old = waiting[element.restrictions]?.popLast() { return (index, old) }
            return sameCount ? (index, previous.elements[index]) : nil
        }
    }

    private static func jump(
        from old: Decimal4, to new: Decimal4, _ dimension: TariffDimension, _ settings: RuleSettings
    ) -> String? {
        guard old != new else { return nil }
        if old == .zero { return "which was free" }
        if new == .zero { return "which is free" }
        let (before, after) = (Int128(old.tenThousandths), Int128(new.tenThousandths))
        if after == before * 100 || before == after * 100 { return "as if cents and whole units were mixed up" }
        if dimension.isPerHour, near(after, before * 60) || near(before, after * 60) {
            return "as if hours and minutes were mixed up"
        }
        guard abs(after - before) * 100 > Int128(settings.jump) * abs(before) else { return nil }
        let tenths = (after - before) * 1000 / abs(before)
        let percent = ExactNumber(Int64(clamping: tenths), over: 10).text(decimals: 1)
        return "\(tenths > 0 ? "+" : "")\(percent) %"
    }

    /// Equal but for rounding the smaller of the two to four decimals, up to half a unit times 60.
    private static func near(_ left: Int128, _ right: Int128) -> Bool { abs(left - right) <= 30 }

    private static func units(_ tariff: Tariff, _ settings: RuleSettings, _ findings: inout FindingList) {
        guard let range = settings.energyPrices[tariff.currency.code] else { return }
        for (index, element) in tariff.elements.enumerated() {
            for (position, component) in element.components.enumerated()
            where component.dimension == .energy && component.price != .zero && !range.contains(component.price) {
                findings.add(
                    .priceJump, element: index, component: position,
                    "\(place(index, position, .energy)): \(component.price) \(tariff.currency) per kWh is outside "
                        + "\(range.lowerBound) to \(range.upperBound); the unit may be wrong")
            }
        }
    }
}
