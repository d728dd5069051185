import Roaming

/// A session's price as lines, and what would change it.
struct CostSheet {
    let cost: CostOfSession
    let view: TariffView

    private var charge: RatedCharge { cost.charge }
    private var currency: Currency { view.currency }

    /// The engine's lines in its order, then the sum and what the price limits made of it.
    var lines: [Line] {
        var result = [head]
        result += charge.lines.map(line)
        if let limit = charge.limit {
            result.append(total("sum of the lines", charge.totalBeforeLimit))
            let words: SafeText = limit == .maximum ? "the tariff asks at most" : "the tariff asks at least"
            result.append(Line([Span("\(words) \(amounts(charge.total))", .warn)]))
        }
        result.append(total("total \(SafeText(storage: .ascii(currency.code)))", charge.total, strong: true))
        if let exact { result.append(Line([Span(exact, .muted)], isPassive: true)) }
        result += charge.notes.map { Line("▲ \(untrusted: $0.description)", .warn) }
        return result
    }

    private var head: Line {
        Line(
            [Span("WHAT           FROM      QUANTITY         PRICE  ELEMENT", .muted)],
            right: [Span("EXCL. VAT  INCL. VAT ", .muted)], isPassive: true)
    }

    private func line(_ line: RatedLine) -> Line {
        let place = view.reasons.place(element: line.element, component: line.component)
        let name = CostSheet.name(line.family)
        let from: SafeText =
            cost.detail.periods.indices.contains(line.period)
            ? LocalClock(zone: view.zone).time(cost.detail.periods[line.period].start) : ""
        let (quantity, unit) = quantity(line)
        let price = PriceText.price(ExactNumber(line.price), currency)
        return Line(
            [
                Span(name.padded(right: 15)), Span(from.padded(right: 6), .muted),
                Span(quantity.padded(left: 12), .number),
                Span((price + unit).padded(left: 14), .money),
                Span("  \(place.map(\.words) ?? "")", .muted),
            ], right: money(line.cost), link: place.map(Line.Target.place))
    }

    private func total(_ name: SafeText, _ price: ExactPrice, strong: Bool = false) -> Line {
        Line(
            [Span(name, strong ? .title : .text, strong: strong)], right: money(price, rounded: strong, strong: strong))
    }

    /// Two columns; what is not known is a dash.
    private func money(_ price: ExactPrice, rounded: Bool = false, strong: Bool = false) -> [Span] {
        [price.net, price.gross].map { amount in
            guard let amount else { return Span(SafeText("–").padded(left: 10) + " ", .missing) }
            let text = rounded ? PriceText.total(amount, currency) : PriceText.price(amount, currency)
            return Span(text.padded(left: 10) + " ", .money, strong: strong)
        }
    }

    /// The total before it is rounded to what a bill can hold.
    private var exact: SafeText? {
        let exact = [charge.total.net, charge.total.gross].compactMap(\.self)
        let isRounded = exact.contains { $0.money(in: currency).map { ExactNumber($0) } != $0 }
        return isRounded ? "rounded once; exactly \(amounts(charge.total))" : nil
    }

    /// `17.3554 excl. VAT, 21 incl. VAT`
    private func amounts(_ price: ExactPrice) -> SafeText {
        let known = [
            price.net.map { "\(PriceText.price($0, currency)) excl. VAT" as SafeText },
            price.gross.map { "\(PriceText.price($0, currency)) incl. VAT" },
        ].compactMap(\.self)
        return known.isEmpty ? "an amount that cannot be told" : known.joined(", ")
    }

    private func quantity(_ line: RatedLine) -> (SafeText, SafeText) {
        switch line.family {
        case .energy: return ("\(PriceText.number(line.quantity)) kWh", TariffDimension.energy.unit)
        case .flat, .reservationFlat: return ("1", TariffDimension.flat.unit)
        default:
            let seconds = (try? line.quantity.multiplied(by: ExactNumber(3600)))?.rounded(decimals: 0) ?? 0
            return (LocalClock.length(.seconds(seconds)), TariffDimension.time.unit)
        }
    }

    static func name(_ family: ChargeFamily) -> SafeText {
        switch family {
        case .energy: "energy"
        case .time: "charging time"
        case .parkingTime: "parking time"
        case .sessionTime: "time connected"
        case .flat: "start fee"
        case .reservation: "reservation"
        case .reservationFlat: "reserving fee"
        }
    }
}

extension ExactNumber {
    /// Major units.
    init(_ money: Money) {
        self.init(money.minorUnits, over: money.currency.minorUnitsPerMajor)
    }
}
