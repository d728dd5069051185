/// What concerns the connectors that refer to the tariff.
extension PriceRules {
    static func connectors(_ context: RuleContext, _ findings: inout FindingList) {
        let (tariff, now) = (context.tariff, context.now)
        let known = context.knownTariffIDs.map { Set($0.map { $0.lowercased() }) }
        let own = TariffConnector.OtherTariff(
            id: tariff.id, type: tariff.type, validFrom: tariff.validFrom, validTo: tariff.validTo)
        for connector in context.connectors {
            let others = connector.others.filter { $0.id.lowercased() != tariff.id.lowercased() }
            if connector.isPublic, PriceRule.adHocMissing.facts.jurisdiction.covers(connector.country),
                !([own] + others).contains(where: { $0.isAdHoc && $0.isValid(at: now) })
            {
                findings.add(.adHocMissing, "no tariff in force at \(connector.name) is AD_HOC_PAYMENT or untyped")
            }
            for other in others where other.type == tariff.type && own.overlaps(other, from: now) {
                findings.add(
                    .typeOverlap,
                    "\(connector.name) also refers to \(other.id), of the same type (\(tariff.type ?? "none")) and "
                        + "in force at the same time")
            }
            if let known {
                for id in connector.tariffIDs where !known.contains(id.lowercased()) {
                    findings.add(.staleReference, "\(connector.name) refers to \(id), which the hub does not have")
                }
            }
        }
        if let end = tariff.validTo, end <= now, let first = context.connectors.first {
            let others = context.connectors.count - 1
            let who = others > 0 ? "\(first.name) and \(others) more refer" : "\(first.name) refers"
            findings.add(.staleReference, "\(who) to the tariff, which ended at \(end)")
        }
    }
}

extension TariffConnector.OtherTariff {
    fileprivate var isAdHoc: Bool { type == nil || type == "AD_HOC_PAYMENT" }

    fileprivate func isValid(at moment: Timestamp) -> Bool {
        validFrom.map { $0 <= moment } ?? true && validTo.map { moment < $0 } ?? true
    }

    /// True when both are in force at some moment from `now` on.
    fileprivate func overlaps(_ other: Self, from now: Timestamp) -> Bool {
        let start = max(now, validFrom ?? now, other.validFrom ?? now)
        return isValid(at: start) && other.isValid(at: start)
    }
}
