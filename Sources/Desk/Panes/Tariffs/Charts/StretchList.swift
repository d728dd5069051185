import Roaming

/// The exact times at which each price holds, and which part of the tariff says so.
struct StretchList {
    let stretches: [PriceStretch]
    let reasons: PriceReasons
    let zone: ZoneRules
    /// Leaves out the price without VAT where there is one with it.
    var isBrief = false

    /// A line a stretch.
    var lines: [Line] {
        let clock = LocalClock(zone: zone)
        let times = stretches.map { "\(clock.time($0.start))–\(clock.end($0.end))" as SafeText }
        let prices = reasons.prices(stretches, brief: isBrief)
        let (wide, wider) = (times.map(\.width).max() ?? 0, prices.map(\.width).max() ?? 0)
        return stretches.indices.map { index in
            let stretch = stretches[index]
            let level = PriceLevel(stretch.level)
            let place = reasons.place(stretch)
            return Line(
                [
                    Span("\(level.markText) ", level.tone), Span("\(times[index].padded(right: wide))  "),
                    Span(prices[index].padded(right: wider), stretch.isInForce ? .money : .missing),
                    Span("  \(LocalClock.length(stretch.end - stretch.start).padded(left: 6))  ", .muted),
                    Span(reasons.reason(stretch), .muted),
                ], link: place.map(Line.Target.place))
        }
    }
}

/// Says of prices what they are and why, in the words of their tariff.
struct PriceReasons {
    let tariff: Tariff
    /// Where the tariff is to be found, for links: its id in the hub and its version.
    let id: String
    let version: Int?

    /// `0.59 incl. VAT, 0.4876 excl.` of each, with the points below each other; only the first of them when `brief`.
    func prices(_ stretches: [PriceStretch], brief: Bool) -> [SafeText] {
        let all = stretches.compactMap { $0.price?.price }
        let gross = PriceText.decimals(all.compactMap(\.gross), tariff.currency)
        let net = PriceText.decimals(all.compactMap(\.net), tariff.currency)
        return stretches.map { stretch in
            guard stretch.isInForce else { return "not in force" }
            guard let price = stretch.price?.price else { return "free" }
            let known = [
                price.gross.map { "\(PriceText.price($0, decimals: gross)) incl. VAT" as SafeText },
                price.net.map { "\(PriceText.price($0, decimals: net)) excl. VAT" },
            ].compactMap(\.self)
            return known.isEmpty ? "cannot be told" : known.prefix(brief ? 1 : 2).joined(", ")
        }
    }

    /// `element 1: Mon–Fri 17:07–20:15`
    func reason(_ stretch: PriceStretch) -> SafeText {
        guard stretch.isInForce else { return "outside the tariff's dates" }
        guard let place = place(stretch) else { return "no element has a price for it" }
        let conditions = TariffPhrases.conditions(tariff.elements[place.element].restrictions)
        let words = conditions.map { SafeText(untrusted: $0) }
        return "\(place.words): \(words.isEmpty ? "always" : words.joined(", "))"
    }

    func place(_ stretch: PriceStretch) -> TariffPlace? {
        stretch.price.flatMap { place($0) }
    }

    /// Without the component where the element has only one.
    func place(_ price: ComponentPrice) -> TariffPlace? {
        place(element: price.element, component: price.component)
    }

    func place(element: Int, component: Int) -> TariffPlace? {
        guard tariff.elements.indices.contains(element) else { return nil }
        return TariffPlace(
            tariff: id, version: version, element: element,
            component: tariff.elements[element].components.count > 1 ? component : nil)
    }
}
