import AdminAPI
import JSON
import Roaming

/// What the hub makes of a version of a tariff when it arrives.
struct TariffReview: Hashable, Sendable {
    var headline: TariffHeadlineResource
    /// Absent when none of the standard sessions can be priced.
    var costs: SessionCosts?
    /// The gravest first.
    var findings: [RuleFindingResource]

    /// Dates are those of the version, not of today, so that the same version looks the same tomorrow.
    /// - Parameter moment: when the version came into force.
    init(_ context: RuleContext, settings: RuleSettings, zone: ZoneRules?, inForceAt moment: Timestamp) {
        headline = TariffHeadlineResource(TariffHeadline(context.tariff, now: moment, zone: zone))
        costs = SessionCosts(context.tariff, zone: zone, inForceAt: moment)
        findings = PriceRules.check(context, settings: settings).map { finding in
            RuleFindingResource(
                code: finding.rule.code, severity: RuleFindingResource.Severity(finding.severity), text: finding.text,
                citation: finding.rule.facts.source, element: finding.element, component: finding.component)
        }
    }

    init(_ reader: ObjectReader) throws(FieldError) {
        headline = try TariffHeadlineResource(try reader.object("headline"))
        costs = try reader.optionalObject("costs").map { reader throws(FieldError) in try SessionCosts(reader) }
        findings = try reader.objects("findings").map { reader throws(FieldError) in
            try RuleFindingResource(reader)
        }
    }

    var json: JSONValue {
        var object: JSONObject = ["headline": headline.json, "findings": .array(findings.map(\.json))]
        object["costs"] = costs?.json
        return .object(object)
    }

    /// Codes of the rules that found something, each once.
    var lint: [String] {
        var seen: Set<String> = []
        return findings.map(\.code).filter { seen.insert($0).inserted }
    }

    var severity: RuleFindingResource.Severity? { findings.first?.severity }
}

extension RuleFindingResource.Severity {
    init(_ severity: RuleSeverity) {
        switch severity {
        case .info: self = .info
        case .warning: self = .warn
        case .error: self = .error
        }
    }
}

extension TariffHeadlineResource {
    /// With tax where that is known of everything, else without.
    init(_ headline: TariffHeadline) {
        let gross = headline.isGrossKnown
        func range(_ kind: HeadlinePrice.Kind) -> (low: Decimal4?, high: Decimal4?) {
            guard let price = headline.prices.first(where: { $0.kind == kind }),
                let range = gross ? price.gross : price.net
            else { return (nil, nil) }
            func decimal(_ number: ExactNumber) -> Decimal4? {
                number.rounded(decimals: 4).map { Decimal4(tenThousandths: $0) }
            }
            let isOne = range.lowerBound == range.upperBound
            return (decimal(range.lowerBound), isOne ? nil : decimal(range.upperBound))
        }
        let (energy, charging, session, parking) = (
            range(.energy), range(.chargingMinute), range(.session), range(.parkingMinute)
        )
        self.init(
            gross: gross, kwh: energy.low, kwhHigh: energy.high, minute: charging.low, minuteHigh: charging.high,
            session: session.low, sessionHigh: session.high, parkingMinute: parking.low,
            parkingMinuteHigh: parking.high, varies: headline.prices.contains(where: \.varies))
    }
}

extension SessionCosts {
    /// The standard sessions of the week in which the version came into force; with tax where it is known of all.
    init?(_ tariff: Tariff, zone: ZoneRules?, inForceAt moment: Timestamp) {
        // Without local prices the clock does not matter, and any will do.
        guard let zone = zone ?? (TariffLookup(tariff).needsZone ? nil : .utc) else { return nil }
        let date = zone.local(moment).date
        let monday = CivilDate(daysSince1970: date.daysSince1970 - Int64(date.weekday - 1))
        var totals: [String: ExactPrice] = [:]
        for session in StandardSession.all {
            let name = session.id.lowercased()
            if SessionCosts.names.contains(name), let charge = session.cost(tariff, zone: zone, monday: monday).charge {
                totals[name] = charge.total
            }
        }
        let isGross = totals.values.allSatisfy { $0.gross != nil }
        let costs = totals.compactMapValues { total in
            (isGross ? total.gross : total.net)?.money(in: tariff.currency)?.minorUnits
        }
        guard !costs.isEmpty else { return nil }
        self.init(gross: isGross, costs: costs)
    }
}
