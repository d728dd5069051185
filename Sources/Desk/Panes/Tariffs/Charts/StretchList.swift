import Roaming

/// The exact times of a day or week at which each price holds, and which part of the tariff says so.
struct StretchList {
    let stretches: [PriceStretch]
    let dimension: TariffDimension
    let tariff: Tariff
    let zone: ZoneRules

    /// A line a stretch.
    var lines: [Line] {
        let clock = LocalClock(zone: zone)
        let times = stretches.map { "\(clock.time($0.start))–\(clock.end($0.end))" as SafeText }
        let prices = stretches.map(price)
        let (wide, wider) = (times.map(\.width).max() ?? 0, prices.map(\.width).max() ?? 0)
        return stretches.indices.map { index in
            let stretch = stretches[index]
            let level = PriceLevel(stretch.level)
            return Line([
                Span("\(level.markText) ", level.tone), Span("\(times[index].padded(right: wide))  "),
                Span(prices[index].padded(right: wider), stretch.isInForce ? .money : .missing),
                Span("  \(LocalClock.length(stretch.end - stretch.start).padded(left: 6))  ", .muted),
                Span(reason(stretch), .muted),
            ])
        }
    }

    private var decimals: (gross: Int, net: Int) {
        let prices = stretches.compactMap { $0.price?.price }
        return (
            PriceText.decimals(prices.compactMap(\.gross), tariff.currency),
            PriceText.decimals(prices.compactMap(\.net), tariff.currency)
        )
    }

    /// `0.59 incl. VAT, 0.4876 excl.`
    private func price(_ stretch: PriceStretch) -> SafeText {
        guard stretch.isInForce else { return "not in force" }
        guard let price = stretch.price?.price else { return "free" }
        let known = [
            price.gross.map { "\(PriceText.price($0, decimals: decimals.gross)) incl. VAT" as SafeText },
            price.net.map { "\(PriceText.price($0, decimals: decimals.net)) excl." },
        ].compactMap(\.self)
        return known.isEmpty ? "cannot be told" : known.joined(", ")
    }

    private func reason(_ stretch: PriceStretch) -> SafeText {
        guard stretch.isInForce else { return "outside the tariff's dates" }
        guard let price = stretch.price, tariff.elements.indices.contains(price.element) else {
            return "no element has a price for it"
        }
        let element = tariff.elements[price.element]
        let conditions = TariffPhrases.conditions(element.restrictions).map { SafeText(untrusted: $0) }
        let number: SafeText =
            element.components.count > 1
            ? "element \(price.element + 1).\(price.component + 1)" : "element \(price.element + 1)"
        return "\(number): \(conditions.isEmpty ? "always" : conditions.joined(", "))"
    }
}
