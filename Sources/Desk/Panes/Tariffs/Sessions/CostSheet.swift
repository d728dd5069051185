import Roaming

/// A session's price as lines, and what would change it.
struct CostSheet {
    let cost: CostOfSession
    let view: TariffView

    private var charge: RatedCharge { cost.charge }
    private var currency: Currency { view.currency }

    /// The engine's lines in its order, then the sum and what the price limits made of it.
    var lines: [Line] {
        var result = table
        if let limit = charge.limit {
            result.append(total("sum of the lines", charge.totalBeforeLimit))
            let words: SafeText = limit == .maximum ? "the tariff asks at most" : "the tariff asks at least"
            result.append(Line([Span("\(words) \(amounts(charge.total))", .warn)]))
        }
        result.append(total("total \(SafeText(storage: .ascii(currency.code)))", charge.total, strong: true))
        if let exact { result.append(Line([Span(exact, .muted)], isPassive: true)) }
        result += notes
        return result
    }

    /// What the engine noticed; quantities without a price in one line, for most are meant to be free.
    private var notes: [Line] {
        var free: [(dimension: VolumeDimension, from: [SafeText])] = []
        var others: [Line] = []
        for note in charge.notes {
            guard case .unpriced(let dimension, let period) = note else {
                others.append(Line("▲ \(untrusted: note.description)", .warn))
                continue
            }
            let from = LocalClock(zone: view.zone).time(cost.detail.periods[period].start)
            if let index = free.firstIndex(where: { $0.dimension == dimension }) {
                free[index].from.append(from)
            } else {
                free.append((dimension, [from]))
            }
        }
        guard !free.isEmpty else { return others }
        let words = free.map { "\(CostSheet.name($0.dimension)) from \($0.from.joined(", "))" as SafeText }
        return others + [Line([Span("no price for ", .muted), Span(words.joined("; "), .muted)])]
    }

    /// `3.1`: element and, where it has several, component.
    private static func number(_ place: TariffPlace) -> SafeText {
        place.component.map { "\(place.element + 1).\($0 + 1)" } ?? "\(place.element + 1)"
    }

    private var decimals: Int {
        PriceText.decimals(charge.lines.flatMap { [$0.cost.net, $0.cost.gross].compactMap(\.self) }, currency)
    }

    private func head(_ wide: Int, _ wider: Int) -> Line {
        let columns: [SafeText] = [
            SafeText("WHAT").padded(right: 15), SafeText("FROM").padded(right: wide),
            SafeText("QUANTITY").padded(left: wider), SafeText("PRICE").padded(left: 12), "  ELEMENT",
        ]
        return Line(
            [Span(columns.joined(""), .muted)], right: [Span("EXCL. VAT  INCL. VAT ", .muted)], isPassive: true)
    }

    /// The head and what is below it.
    private var table: [Line] {
        let clock = LocalClock(zone: view.zone)
        let periods = cost.detail.periods
        let times = charge.lines.map { line in
            periods.indices.contains(line.period) ? clock.time(periods[line.period].start) : ""
        }
        let quantities = charge.lines.map(quantity)
        let wide = max(5, times.map(\.width).max() ?? 0)
        let wider = 1 + max(8, quantities.map(\.0.width).max() ?? 0)
        return [head(wide, wider)]
            + charge.lines.indices.map { index in
                let line = charge.lines[index]
                let place = view.reasons.place(element: line.element, component: line.component)
                let price = PriceText.price(ExactNumber(line.price), currency) + quantities[index].1
                return Line(
                    [
                        Span(CostSheet.name(line.family).padded(right: 15)),
                        Span(times[index].padded(right: wide), .muted),
                        Span(quantities[index].0.padded(left: wider), .number), Span(price.padded(left: 12), .money),
                        Span("  \(place.map(CostSheet.number) ?? "")", .muted),
                    ], right: money(line.cost), link: place.map(Line.Target.place))
            }
    }

    private func total(_ name: SafeText, _ price: ExactPrice, strong: Bool = false) -> Line {
        Line(
            [Span(name, strong ? .title : .text, strong: strong)], right: money(price, rounded: strong, strong: strong))
    }

    /// Two columns; what is not known is a dash.
    private func money(_ price: ExactPrice, rounded: Bool = false, strong: Bool = false) -> [Span] {
        [price.net, price.gross].map { amount in
            guard let amount else { return Span(SafeText("–").padded(left: 10) + " ", .missing) }
            let decimals = rounded ? currency.exponent : self.decimals
            let text = PriceText.price(amount, decimals: decimals)
            // The points stand below each other.
            let rest = self.decimals - decimals + (decimals == 0 && self.decimals > 0 ? 1 : 0)
            return Span(text.padded(right: text.width + rest).padded(left: 10) + " ", .money, strong: strong)
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

    private static func name(_ dimension: VolumeDimension) -> SafeText {
        switch dimension {
        case .energy: "energy"
        case .time: "charging time"
        case .parkingTime: "parking time"
        case .reservationTime: "reservation"
        default: SafeText(untrusted: dimension.rawValue)
        }
    }

    private static func name(_ family: ChargeFamily) -> SafeText {
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
