/// What is known about a rule, as people read it.
public struct PriceRuleFacts: Hashable, Sendable {
    public let title: String
    /// The greatest severity that a finding of the rule has.
    public let severity: RuleSeverity
    public let jurisdiction: RuleJurisdiction
    public let basis: RuleBasis
    /// Law or specification; without the mark of `source`.
    public let citation: String
    /// Findings compare partners with each other and must not be shown to one of them.
    public let isForHubOnly: Bool

    init(
        _ severity: RuleSeverity, _ jurisdiction: RuleJurisdiction, _ title: String, _ citation: String,
        _ basis: RuleBasis = .seen, isForHubOnly: Bool = false
    ) {
        self.title = title
        self.severity = severity
        self.jurisdiction = jurisdiction
        self.basis = basis
        self.citation = citation
        self.isForHubOnly = isForHubOnly
    }

    /// The citation with a warning where it was not looked up.
    public var source: String { basis == .fromMemory ? "\(citation) (from memory, have it checked)" : citation }
}

extension PriceRule {
    public var facts: PriceRuleFacts {
        switch self {
        case .energyPriceMissing:
            .init(
                .error, .europeanUnion, "At 50 kW and more an ad hoc price is a price per kWh, in every situation",
                "Regulation (EU) 2023/1804 (AFIR), Art. 5(4)")
        case .timePrice:
            .init(
                .error, .europeanUnion, "At 50 kW and more charging time has no ad hoc price; occupancy may have one",
                "Regulation (EU) 2023/1804 (AFIR), Art. 5(4)")
        case .flatPrice:
            .init(
                .warning, .europeanUnion,
                "At 50 kW and more an ad hoc price has no start fee, as the wording names kWh and occupancy only",
                "Regulation (EU) 2023/1804 (AFIR), Art. 5(4); the Commission's view was not read")
        case .minutePrice:
            .init(
                .info, .europeanUnion, "A price per hour can be shown exactly as a price per minute",
                "Regulation (EU) 2023/1804 (AFIR), Art. 5(4): kWh, minute, session, other")
        case .adHocMissing:
            .init(
                .warning, .europeanUnion, "A public connector has a tariff in force for charging without a contract",
                "Regulation (EU) 2023/1804 (AFIR), Art. 5", .fromMemory)
        case .typeOverlap:
            .init(
                .error, .everywhere, "A connector has at most one tariff of a type at a time",
                "OCPI 2.2.1, locations, Connector, tariff_ids")
        case .germanEnergyPrice:
            .init(
                .error, .country("DEU"), "A public ad hoc tariff has a price per kWh; other prices only beside it",
                "PAngV § 14(2) to (4)")
        case .grossUnknown:
            .init(
                .warning, .everywhere, "The price that a consumer pays, VAT included, is known", "in Germany PAngV § 3",
                .fromMemory)
        case .priceInText:
            .init(
                .warning, .everywhere, "The tariff's text names no price that the tariff does not have",
                "OCPI 2.2.1, tariffs, Tariff, tariff_alt_text")
        case .bigStep:
            .init(
                .warning, .everywhere, "Quantities are not rounded up by much against the driver",
                "OCPI 2.3.0, tariffs, step_size")
        case .unpriced:
            .init(
                .warning, .everywhere, "What has a price in some situations has one in all; free is written as 0",
                "OCPI 2.2.1, tariffs, TariffElement: what no element prices costs nothing")
        case .unreachable:
            .init(
                .warning, .everywhere, "Every price can be reached; earlier elements do not hide it",
                "OCPI 2.2.1, tariffs, TariffElement: the first that applies sets the price")
        case .neverActive:
            .init(
                .warning, .everywhere, "Every element applies in some situation while the tariff is in force",
                "OCPI 2.2.1, tariffs, TariffRestrictions")
        case .undecided:
            .init(
                .warning, .everywhere, "The tariff is simple enough to check in every situation",
                "the hub's own limit on work", .own)
        case .duplicateDimension:
            .init(
                .warning, .everywhere, "An element prices a dimension once",
                "OCPI 2.2.1, tariffs, TariffElement: silent on a second one, the hub takes the first")
        case .impossible:
            .init(
                .warning, .everywhere, "Restrictions do not contradict themselves",
                "OCPI 2.2.1, tariffs, TariffRestrictions: lower bounds included, upper bounds not")
        case .wholeDay:
            .init(
                .warning, .everywhere, "A time window is part of a day, and ends when it seems to",
                "OCPI 2.2.1, tariffs, TariffRestrictions, start_time and end_time")
        case .emptyRestrictions:
            .init(
                .warning, .everywhere, "Restrictions that are given restrict something",
                "OCPI 2.2.1, tariffs, TariffRestrictions")
        case .reservationDimension:
            .init(
                .warning, .everywhere, "Reservations are priced by TIME and FLAT only",
                "OCPI 2.2.1, tariffs, TariffRestrictions, reservation")
        case .limitsCross:
            .init(
                .warning, .everywhere, "The least price is not above the greatest",
                "OCPI 2.2.1, tariffs, Tariff, min_price and max_price")
        case .vatRange:
            .init(.warning, .everywhere, "VAT is a plausible percentage", "the hub's own plausibility check", .own)
        case .vatWithoutTax:
            .init(
                .warning, .everywhere, "A tariff without tax names no VAT",
                "OCPI 2.3.0, tariffs, Tariff, tax_included")
        case .staleReference:
            .init(
                .error, .everywhere, "Connectors refer to tariffs that exist and have not ended",
                "OCPI 2.2.1, locations, Connector, tariff_ids")
        case .changeUnderway:
            .init(
                .info, .everywhere, "Prices change while no session is open",
                "OCPI 2.2.1, cdrs, CDR, tariffs: as they were when the session started")
        case .priceJump:
            .init(
                .warning, .everywhere, "A new version's prices are near the old ones and in the right unit",
                "the hub's own plausibility check", .own)
        case .publicDifference:
            .init(
                .info, .europeanUnion, "A session costs about the same with a contract as ad hoc",
                "Regulation (EU) 2023/1804 (AFIR), Art. 5(3)", .fromMemory)
        case .partnerSpread:
            .init(
                .info, .europeanUnion, "A session costs about the same for every partner's drivers",
                "Regulation (EU) 2023/1804 (AFIR), Art. 5(3)", .fromMemory, isForHubOnly: true)
        case .abovePublic:
            .init(
                .warning, .everywhere, "No session costs more than ad hoc where the contract says so",
                "the contract between the parties", .own)
        case .signatureMissing:
            .init(
                .warning, .country("DEU"), "A public session that cost money has signed readings of start and end",
                "MessEG, MessEV", .fromMemory)
        case .signatureFormat:
            .init(
                .warning, .everywhere, "Signed readings have a known form",
                "OCPI 2.2.1, cdrs, SignedData; OCMF: OCMF|payload|signature")
        }
    }
}
