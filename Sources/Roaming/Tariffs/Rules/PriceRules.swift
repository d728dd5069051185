/// Runs the price rules over a version of a tariff. Pure and bounded: cheap enough for every version that arrives.
public enum PriceRules {
    /// Findings of the rules that are on, the gravest first, then by code, element and component.
    public static func check(_ context: RuleContext, settings: RuleSettings = .standard) -> [RuleFinding] {
        var findings = FindingList(settings)
        let states = TariffStates(
            context.tariff, now: context.now, zone: context.zone, policy: context.policy,
            work: settings.work)
        structure(context, settings, &findings)
        windows(context.tariff, &findings)
        reach(context, states, settings, &findings)
        transparency(context, states, settings, &findings)
        texts(context, &findings)
        connectors(context, &findings)
        changes(context, settings, &findings)
        publicPrices(context, settings, &findings)
        return findings.sorted
    }

    /// `element 2, component 1 (ENERGY)`, counted from 1 as people do.
    static func place(_ element: Int, _ component: Int? = nil, _ dimension: TariffDimension? = nil) -> String {
        let inside = component.map { ", component \($0 + 1)" } ?? ""
        return "element \(element + 1)\(inside)" + (dimension.map { " (\($0.rawValue))" } ?? "")
    }
}
