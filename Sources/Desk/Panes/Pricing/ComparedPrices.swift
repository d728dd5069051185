import AdminAPI
import Roaming

/// The total and its parts: claimed, computed by each run, and what the claim has more.
struct ComparedPrices {
    private let pricing: CDRPricing
    private let computed: [(name: SafeText, parts: PriceParts?)]

    init(_ pricing: CDRPricing) {
        self.pricing = pricing
        computed = pricing.runs.map { ($0.name.heading, $0.run.parts) }
    }

    var currency: SafeText { SafeText(untrusted: pricing.currency) }

    /// Whether anybody says an amount of this kind.
    func has(_ kind: KeyPath<PriceFigure, Decimal4?>) -> Bool {
        ([pricing.claimed] + computed.compactMap(\.parts)).contains { parts in
            parts.named.contains { $0.figure?[keyPath: kind] != nil }
        }
    }

    func lines(_ kind: KeyPath<PriceFigure, Decimal4?>) -> [Line] {
        var head = ("" as SafeText).padded(right: 12) + ("CLAIMED" as SafeText).padded(left: 11)
        for (name, _) in computed { head += name.padded(left: 12) + ("DIFFERENCE" as SafeText).padded(left: 11) }
        var lines = [Line([Span(head, .muted)], isPassive: true)]
        let names = pricing.claimed.named.map(\.name)
        // Who claims a total alone leaves nothing out.
        let hasParts = pricing.claimed.named.dropFirst().contains { $0.figure?[keyPath: kind] != nil }
        for (index, name) in names.enumerated() {
            let claimed = pricing.claimed.named[index].figure?[keyPath: kind]
            let ours = computed.map { $0.parts?.named[index].figure?[keyPath: kind] ?? nil }
            if index > 0, claimed == nil, ours.allSatisfy({ $0 == nil }) { continue }
            var spans = [
                Span(SafeText(untrusted: name).padded(right: 12), index == 0 ? .heading : .text, strong: index == 0),
                amount(claimed, 11, strong: index == 0),
            ]
            for value in ours {
                spans += [
                    amount(value, 12, strong: index == 0), difference(claimed, value, isPart: index > 0 && hasParts),
                ]
            }
            lines.append(Line(spans))
        }
        return lines
    }

    private func amount(_ value: Decimal4?, _ width: Int, strong: Bool) -> Span {
        guard let value else { return Span(("–  " as SafeText).padded(left: width), .missing) }
        return Span(SafeText.price(value).padded(left: width), .money, strong: strong)
    }

    /// A part that one of the two leaves out counts as nothing; a total that is not there cannot be compared.
    private func difference(_ claimed: Decimal4?, _ computed: Decimal4?, isPart: Bool) -> Span {
        let blank = Span(("–  " as SafeText).padded(left: 11), .missing)
        guard isPart || (claimed != nil && computed != nil),
            let more = try? ExactNumber(claimed ?? .zero).subtracting(ExactNumber(computed ?? .zero))
        else { return blank }
        if more == .zero { return Span(("same" as SafeText).padded(left: 11), .muted) }
        let isRounding = more.magnitude < ExactNumber(1, over: 100)
        return Span(SafeText.difference(more).padded(left: 11), isRounding ? .muted : .warn, strong: !isRounding)
    }
}
