import AdminAPI
import Roaming

/// Each charging period with its clocks, what was measured, and what every amount of it rests on.
struct PricedPeriods {
    private let pricing: CDRPricing
    /// Every period stands for itself.
    private let isExpanded: Bool
    private let tariffs: [PricedTariffs]

    init(_ pricing: CDRPricing, isExpanded: Bool) {
        self.pricing = pricing
        self.isExpanded = isExpanded
        tariffs = PricedTariffs.all(pricing)
    }

    /// Which clock the local times are of.
    var clock: SafeText {
        pricing.zone.map { "local \(untrusted: $0.rules.name) and UTC" } ?? "UTC; the local time is not known"
    }

    var lines: [Line] {
        guard let run = pricing.decisive else { return [Line("no tariff to price it with", .missing)] }
        if let obstacle = run.obstacle { return [Line("✗ \(untrusted: obstacle)", .bad)] }
        if run.periods.isEmpty { return [Line("the CDR has no periods", .missing)] }
        let stretches = PricedStretch.all(pricing, folded: !isExpanded)
        var lines = stretches.flatMap { stretch in
            [head(stretch)] + amounts(stretch) + (stretch.spansPriceChange ? [spanning(run)] : [])
        }
        if stretches.count < run.periods.count {
            let text: SafeText = "periods priced alike stand as one, ~ adding their rounded amounts; z shows each of"
            lines.append(Line("\(text) \(run.periods.count)", .muted))
        }
        lines += PricingNotes.lines(run.notes)
        if let limit = run.limit {
            let before = run.beforeLimit?.net.map { SafeText(untrusted: $0.text) } ?? "–"
            lines.append(Line("\(untrusted: limit) moved the total; before it was \(before)", .warn))
        }
        return lines
    }

    private func head(_ stretch: PricedStretch) -> Line {
        let numbers = SafeText(untrusted: PricingNotes.ranges(Array(stretch.periods)))
        var spans = [
            Span("\(numbers.padded(left: 2))  ", .heading, strong: true),
            Span(local(stretch.start), .text), Span("  \(utc(stretch.start))  ", .muted),
            Span(Presentation.length(stretch.end - stretch.start).padded(left: 7)),
        ]
        for volume in stretch.volumes { spans.append(Span("   \(volume.words)", .number)) }
        if stretch.spansPriceChange { spans.append(Span("  ▲ NOT SPLIT", .warn, strong: true)) }
        return Line(spans)
    }

    /// `10:12:44` as clocks at the location had it.
    private func local(_ start: Timestamp) -> SafeText {
        guard let zone = pricing.zone?.rules else { return "--:--:--" }
        return Self.clock(zone.local(start).milliseconds)
    }

    private func utc(_ start: Timestamp) -> SafeText { "\(Self.clock(start.milliseconds))Z" }

    private static func clock(_ milliseconds: Int64) -> SafeText {
        let seconds = Int((milliseconds / 1000 % 86_400 + 86_400) % 86_400)
        let rest = seconds % 60
        return SafeText(untrusted: "\(TariffPhrases.clock(seconds / 60)):\(rest < 10 ? "0" : "")\(rest)")
    }

    /// What unsplit periods could have cost.
    private func spanning(_ run: PricingRun) -> Line {
        guard let interval = run.interval, let low = interval.cheapest.net, let high = interval.dearest.net else {
            return Line("      the price changes within it: it should have been split there", .warn)
        }
        let range: SafeText = "\(untrusted: low.text) to \(untrusted: high.text) \(untrusted: pricing.currency)"
        return Line(
            "      the price changes within it; split otherwise the session could cost \(range) excl. tax", .warn)
    }

    /// The amounts of the decisive run; below them those of the other that differ.
    private func amounts(_ stretch: PricedStretch) -> [Line] {
        if stretch.amounts.isEmpty { return [Line("      nothing in it has a price", .muted)] }
        return stretch.amounts.map { line($0.line, $0.run, isSum: stretch.periods.count > 1) }
    }

    private func line(_ line: PricingLine, _ name: NamedRun.Name, isSum: Bool) -> Line {
        let tariff = tariffs.first { $0.run == name && $0.index == line.tariff }
        let place = tariff.map { $0.place(line.element, line.component) }
        let amount = line.amount.net.map { "\(isSum ? "~" : "")\(.price($0))" as SafeText } ?? "–    "
        let isDecisive = name == pricing.runs.first?.name
        var spans = [
            Span("      ", .text),
            Span(PricedPeriods.words(line.family).padded(right: 14), isDecisive ? .text : .muted),
            Span(SafeText(untrusted: "\(line.quantity.text)\(line.unit)").padded(left: 13), .number),
            Span(" × ", .muted), Span(SafeText(untrusted: line.price.text).padded(right: 7), .number),
            Span(amount.padded(left: 11), .money),
            Span("  \((place?.words ?? "element ?").padded(right: 12))", .accent),
        ]
        if !isDecisive { spans.append(Span("\(name.words) only  ", .warn)) }
        if let tariff { spans.append(Span(tariff.condition(line.element), .muted)) }
        return Line(spans, link: place.map(Line.Target.place))
    }

    /// `energy`, `parking time`; a family that is not known is shown as it came.
    static func words(_ family: String) -> SafeText {
        switch family {
        case "RESERVATION": "reservation"
        case "RESERVATION_FLAT": "reservation fee"
        default: TariffDimension(rawValue: family)?.words ?? SafeText(untrusted: family)
        }
    }
}

extension PricingLine {
    var unit: String {
        switch family {
        case "ENERGY": " kWh"
        case "FLAT", "RESERVATION_FLAT": " once"
        default: " h"
        }
    }
}

extension PricingVolume {
    var words: SafeText {
        let unit: SafeText =
            switch dimension {
            case "ENERGY", "ENERGY_IMPORT", "ENERGY_EXPORT": "kWh"
            case "TIME": "h charging"
            case "PARKING_TIME": "h parked"
            case "RESERVATION_TIME": "h reserved"
            case "MIN_POWER", "MAX_POWER", "POWER": "kW \(untrusted: dimension)"
            case "MIN_CURRENT", "MAX_CURRENT", "CURRENT": "A \(untrusted: dimension)"
            default: SafeText(untrusted: dimension)
            }
        return "\(untrusted: amount.text) \(unit)"
    }
}
