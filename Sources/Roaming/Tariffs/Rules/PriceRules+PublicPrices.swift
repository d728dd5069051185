/// Roaming prices beside the ad hoc price of the same connector, and beside each other.
extension PriceRules {
    static func publicPrices(_ context: RuleContext, _ settings: RuleSettings, _ findings: inout FindingList) {
        struct Session: Hashable {
            let connector: String
            let session: String
        }
        var order: [Session] = []
        var groups: [Session: [SessionComparison]] = [:]
        for comparison in context.comparisons {
            let session = Session(connector: comparison.connector, session: comparison.session)
            if groups[session] == nil { order.append(session) }
            groups[session, default: []].append(comparison)
            beside(comparison, context.tariff.currency, settings, &findings)
        }
        for session in order { spread(groups[session] ?? [], context.tariff.currency, settings, &findings) }
    }

    private static func beside(
        _ comparison: SessionComparison, _ currency: Currency, _ settings: RuleSettings, _ findings: inout FindingList
    ) {
        guard let adHoc = comparison.adHoc else { return }
        let text =
            "session \(comparison.session) at \(comparison.connector) costs \(comparison.roaming.text()) \(currency) "
            + "with \(comparison.partner) and \(adHoc.text()) ad hoc"
        if comparison.isCapped, comparison.roaming > adHoc {
            findings.add(.abovePublic, "\(text); the contract forbids more")
        }
        if PriceRule.publicDifference.facts.jurisdiction.covers(comparison.country),
            differ(adHoc, comparison.roaming, settings)
        {
            findings.add(.publicDifference, text)
        }
    }

    private static func spread(
        _ group: [SessionComparison], _ currency: Currency, _ settings: RuleSettings, _ findings: inout FindingList
    ) {
        guard let first = group.first, PriceRule.partnerSpread.facts.jurisdiction.covers(first.country),
            let least = group.min(by: { $0.roaming < $1.roaming }),
            let most = group.max(by: { $0.roaming < $1.roaming }),
            differ(least.roaming, most.roaming, settings)
        else { return }
        findings.add(
            .partnerSpread,
            "session \(first.session) at \(first.connector) costs \(least.roaming.text()) \(currency) with "
                + "\(least.partner) and \(most.roaming.text()) with \(most.partner)")
    }

    /// By more than the allowed part of the first; figures too large to compare differ.
    private static func differ(_ base: ExactNumber, _ other: ExactNumber, _ settings: RuleSettings) -> Bool {
        do {
            let difference = try other.subtracting(base).magnitude
            return difference
                > (try base.magnitude.multiplied(by: ExactNumber(Int64(settings.publicDifference), over: 100)))
        } catch {
            return true
        }
    }
}
