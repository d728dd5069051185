/// That a rule does not hold, and where. Texts quote what partners sent and are as hostile as that.
public struct RuleFinding: Hashable, Sendable {
    public let rule: PriceRule
    public let severity: RuleSeverity
    public let text: String
    /// Index into the tariff's elements; nil when the finding is about more than one.
    public let element: Int?
    /// Index into the element's components.
    public let component: Int?

    public init(
        _ rule: PriceRule, severity: RuleSeverity? = nil, text: String, element: Int? = nil, component: Int? = nil
    ) {
        self.rule = rule
        self.severity = severity ?? rule.facts.severity
        self.text = text
        self.element = element
        self.component = component
    }

    /// Code, text and source in one line: `AFIR-KWH: … [Regulation …]`.
    public var line: String { "\(rule.code): \(text) [\(rule.facts.source)]" }
}

/// Collects findings of the rules that are switched on, a bounded number for each rule and severity.
struct FindingList {
    private let settings: RuleSettings
    private var kept: [RuleFinding] = []
    private var counts: [Kind: Int] = [:]

    /// Characters of a text; partners can make names of any length.
    private static let longest = 500

    private struct Kind: Hashable {
        let rule: PriceRule
        let severity: RuleSeverity
    }

    init(_ settings: RuleSettings) {
        self.settings = settings
    }

    func isOn(_ rule: PriceRule) -> Bool { settings.isOn(rule) }

    mutating func add(
        _ rule: PriceRule, severity: RuleSeverity? = nil, element: Int? = nil, component: Int? = nil,
        _ text: @autoclosure () -> String
    ) {
        guard isOn(rule) else { return }
        let kind = Kind(rule: rule, severity: severity ?? rule.facts.severity)
        counts[kind, default: 0] += 1
        guard counts[kind, default: 0] <= settings.findingsPerRule else { return }
        let text = text()
        let short = text.count > Self.longest ? "\(text.prefix(Self.longest))…" : text
        kept.append(RuleFinding(rule, severity: kind.severity, text: short, element: element, component: component))
    }

    /// By severity, the greatest first, then code, element and component; each rule ends with a count of what was left
    /// out.
    var sorted: [RuleFinding] {
        let order = counts.keys.sorted {
            $0.severity != $1.severity ? $0.severity > $1.severity : $0.rule.code < $1.rule.code
        }
        return order.flatMap { kind in
            var findings = kept.filter { $0.rule == kind.rule && $0.severity == kind.severity }
            findings.sort {
                ($0.element ?? -1, $0.component ?? -1, $0.text) < ($1.element ?? -1, $1.component ?? -1, $1.text)
            }
            let left = counts[kind, default: 0] - findings.count
            if left > 0 {
                findings.append(.init(kind.rule, severity: kind.severity, text: "and \(left) more like these"))
            }
            return findings
        }
    }
}
