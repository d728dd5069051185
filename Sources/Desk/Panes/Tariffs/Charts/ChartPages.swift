import Roaming

extension DetailPage {
    /// What one kind of price is through a day.
    static let tariffDay = DetailPage(
        name: "day", fetches: TariffPages.history, knobs: TariffKnob.state,
        sections: { context in context.view { day($0, context) } })

    /// The same for a week.
    static let tariffWeek = DetailPage(
        name: "week", fetches: TariffPages.history, knobs: TariffKnob.state,
        sections: { context in context.view { week($0, context) } })

    private static func day(_ view: TariffView, _ context: DetailContext) -> [Section] {
        let choice = view.choice
        let date = choice.date(view.now, view.zone)
        let curve = PriceCurve(
            tariff: view.tariff, dimension: choice.dimension, date: date, zone: view.zone, state: choice.state)
        let chart = DayChart(curve: curve, currency: view.currency, zone: view.zone, now: view.now)
        let list = StretchList(
            stretches: curve.stretches, reasons: view.reasons, zone: view.zone, isBrief: context.width < 100)
        // Heading, assumption and the heading of the list; the list takes what it needs, within bounds.
        let room = context.height - 3 - min(list.lines.count, max(4, context.height / 4))
        let hours = PriceText.number(ExactNumber(view.zone.length(of: date).components.seconds, over: 3600))
        let length: SafeText = chart.changes.isEmpty ? "" : ", \(hours) h"
        return [
            Section(
                "Price of \(choice.dimension.words), \(LocalClock.day(date))\(length), \(view.zoneName)", .full,
                [assumption(view, now: curve.stretches)]
                    + chart.lines(width: context.width, height: max(9, min(26, room)))),
            Section("When, how much, why", .full, list.lines),
        ]
    }

    private static func week(_ view: TariffView, _ context: DetailContext) -> [Section] {
        let choice = view.choice
        let monday = choice.monday(view.now, view.zone)
        let curve = WeekCurve(
            tariff: view.tariff, dimension: choice.dimension, monday: monday, zone: view.zone, state: choice.state)
        let map = WeekMap(curve: curve, currency: view.currency, zone: view.zone, now: view.now)
        return [
            Section(
                "Price of \(choice.dimension.words), week from \(LocalClock.day(monday)), \(view.zoneName)", .full,
                [assumption(view, now: curve.days.joined().flatMap(\.stretches))] + map.lines(width: context.width)
                    + map.changes.map { Line("\(LocalClock.shortDay($0.from.date)): \($0.sentence)", .warn) }),
            Section("How much, how long, why", .full, map.reasons(view.reasons, brief: context.width < 100)),
        ]
    }

    /// For what the prices hold, and the one of this moment when it is among them.
    private static func assumption(_ view: TariffView, now stretches: [PriceStretch]) -> Line {
        var spans = [Span(view.assumption, .info)]
        if let stretch = stretches.first(where: { $0.start <= view.now && view.now < $0.end }) {
            let price = view.reasons.prices([stretch], brief: true)[0]
            spans.append(Span("  now \(price)", .money))
        }
        return Line(spans, isPassive: true)
    }
}
