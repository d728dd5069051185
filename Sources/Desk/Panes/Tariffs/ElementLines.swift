import AdminAPI
import Roaming

/// A tariff's elements in words, in the order in which they are looked at; every line knows its place.
struct ElementLines {
    let tariff: Tariff
    /// As places name it.
    let id: String
    let version: Int?
    var findings: [RuleFindingResource] = []

    static let title: SafeText = "Elements in their order: the first that applies sets each price"

    var lines: [Line] {
        guard !tariff.elements.isEmpty else { return [Line("it has no elements: nothing has a price", .warn)] }
        let currency = SafeText(untrusted: tariff.currency.code)
        let head: SafeText = "     price of     excl. tax  incl. tax  \(currency)"
        return [Line([Span(head, .muted)], isPassive: true)]
            + tariff.elements.enumerated().flatMap { index, element in lines(index, element) }
    }

    private func lines(_ index: Int, _ element: TariffElement) -> [Line] {
        let conditions = TariffPhrases.conditions(element.restrictions)
        let mark = reach(index, nil)
        var spans = [
            Span("\(SafeText(index + 1).padded(left: 2))  ", .heading, strong: true),
            conditions.isEmpty
                ? Span("always", .muted) : Span(SafeText(untrusted: conditions.joined(separator: ", ")), .info),
        ]
        if let mark { spans.append(mark) }
        let head = Line(spans, place: TariffPlace(tariff: id, version: version, element: index))
        return [head]
            + element.components.enumerated().map { position, component in
                line(index, position, component, isHidden: mark != nil)
            }
    }

    private func line(_ element: Int, _ position: Int, _ component: PriceComponent, isHidden: Bool) -> Line {
        let price = tariff.unitPrice(of: component)
        let gross =
            price.gross.map { Span(.price($0).padded(left: 11), .money) } ?? Span("    unknown", .warn)
        var spans = [
            Span("\(SafeText("\(element + 1).\(position + 1)").padded(left: 4)) ", .muted),
            Span(component.dimension.words.padded(right: 13)),
            price.net.map { Span(.price($0).padded(left: 11), .money) } ?? Span("    unknown", .warn), gross,
            Span("  \(component.dimension.unit.padded(right: 5))", .muted),
        ]
        var remarks: [SafeText] = []
        switch component.vat {
        case let vat? where tariff.tax != .notApplicable: remarks.append("VAT \(untrusted: vat.text) %")
        case nil where tariff.tax == .notApplicable: break
        case nil where tariff.missingVAT == .unknown: remarks.append("VAT not given")
        case nil: remarks.append("no VAT")
        default: break
        }
        if let step = TariffPhrases.step(component) { remarks.append(SafeText(untrusted: step)) }
        spans.append(Span("  \(remarks.joined(", "))", .muted))
        if !isHidden, let mark = reach(element, position) { spans.append(mark) }
        return Line(
            spans, place: TariffPlace(tariff: id, version: version, element: element, component: position))
    }

    /// What the rules found about whether it is ever used.
    private func reach(_ element: Int, _ component: Int?) -> Span? {
        let codes = findings.filter { $0.element == element && $0.component == component }.map(\.code)
        if codes.contains(PriceRule.neverActive.code) { return Span("  ✗ NEVER APPLIES", .warn, strong: true) }
        if codes.contains(PriceRule.impossible.code) { return Span("  ✗ IMPOSSIBLE", .warn, strong: true) }
        if codes.contains(PriceRule.unreachable.code) { return Span("  ✗ NEVER USED", .warn, strong: true) }
        return nil
    }
}

extension SafeText {
    /// A price with two to four decimals, blanks in the place of those that are missing, so that points stand below each
    /// other; `~` where more than four would be needed.
    static func price(_ number: ExactNumber) -> SafeText {
        guard let units = number.rounded(decimals: 4) else { return "too large" }
        let isExact = ExactNumber(Decimal4(tenThousandths: units)) == number
        let fraction = units.magnitude % 10_000
        var digits = String(fraction + 10_000).dropFirst()
        while digits.utf8.count > 2, digits.last == "0" { digits.removeLast() }
        let blanks = String(repeating: " ", count: 4 - digits.utf8.count)
        let sign = units < 0 ? "-" : ""
        return SafeText(
            storage: .ascii("\(isExact ? "" : "~")\(sign)\(units.magnitude / 10_000).\(digits)\(blanks)"))
    }

    /// The same of an amount that the hub has rounded to four decimals already.
    static func price(_ amount: Decimal4) -> SafeText { price(ExactNumber(amount)) }

    /// With a sign, for differences.
    static func difference(_ number: ExactNumber) -> SafeText { number > .zero ? "+\(price(number))" : price(number) }
}
