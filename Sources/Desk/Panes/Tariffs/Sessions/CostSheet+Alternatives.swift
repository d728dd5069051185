import Roaming

extension CostSheet {
    /// What a bit more or less would cost, and where prices change ahead.
    var alternatives: [Line] {
        var result = [
            more("the next kWh", cost.nextKilowattHour), more("the next minute charging", cost.nextChargingMinute),
            more("the next minute parked", cost.nextParkedMinute),
            other("leaving 10 min earlier", cost.tenMinutesEarlier),
            other("leaving 10 min later", cost.tenMinutesLater),
        ].compactMap(\.self)
        result += cost.crossings.map(crossing)
        if cost.crossings.isEmpty { result.append(Line("no price changes within a day of going on", .muted)) }
        return result
    }

    private func more(_ name: SafeText, _ price: ExactPrice?) -> Line? {
        guard let price, let (amount, words) = shown(price) else { return nil }
        let decimals = PriceText.decimals([amount], view.currency)
        return Line([
            Span(name.padded(right: 26), .muted), Span(PriceText.change(amount, decimals: decimals), .money),
            Span("  \(words)", .muted),
        ])
    }

    /// The total of the other session, and by how much it differs.
    private func other(_ name: SafeText, _ total: ExactPrice?) -> Line? {
        guard let total, let (amount, words) = shown(total), let here = basis(total).amount(of: cost.charge.total),
            let difference = try? amount.subtracting(here)
        else { return nil }
        let change = PriceText.change(difference, decimals: view.currency.exponent)
        let tone: Tone = difference > .zero ? .warn : difference < .zero ? .ok : .muted
        return Line([
            Span(name.padded(right: 26), .muted), Span(PriceText.total(amount, view.currency), .money),
            Span("  \(words), ", .muted), Span(difference.isZero ? "the same" : change, tone),
        ])
    }

    private func crossing(_ crossing: NextCrossing) -> Line {
        let at: SafeText
        switch crossing.at {
        case .energy(let energy): at = "\(untrusted: energy.text) kWh"
        case .instant(let moment):
            let local = view.zone.local(moment)
            let clock = LocalClock(zone: view.zone).time(moment)
            at = local.date == cost.plan.start.date ? clock : "\(LocalClock.weekday(local.weekday)) \(clock)"
        }
        guard crossing.cause != .block else {
            return Line(
                [
                    Span(("from " + at).padded(right: 26), .muted),
                    Span("another step of \(crossing.dimension.words) is billed"),
                ],
                link: place(crossing))
        }
        guard let becomes = crossing.becomes, let (amount, words) = shown(becomes.price) else {
            return Line([
                Span(("from " + at).padded(right: 26), .muted), Span("\(crossing.dimension.words) is free", .ok),
            ])
        }
        return Line(
            [
                Span(("from " + at).padded(right: 26), .muted), Span("\(crossing.dimension.words) "),
                Span("\(PriceText.price(amount, view.currency))\(crossing.dimension.unit)", .money),
                Span(" \(words)", .muted),
            ], link: place(crossing))
    }

    private func place(_ crossing: NextCrossing) -> Line.Target? {
        crossing.becomes.flatMap { view.reasons.place($0) }.map(Line.Target.place)
    }

    private func basis(_ price: ExactPrice) -> PriceBasis { price.gross == nil ? .net : .gross }

    private func shown(_ price: ExactPrice) -> (ExactNumber, SafeText)? {
        let basis = basis(price)
        return basis.amount(of: price).map { ($0, PriceText.words(basis)) }
    }
}
