import JSON
import Roaming

@testable import AdminAPI

/// Prices with every member present.
extension Samples {
    static let amount = Decimal4(tenThousandths: 5_900)
    static let figure = PriceFigure(net: amount, gross: amount)
    static let headline = TariffHeadlineResource(
        gross: true, kwh: amount, kwhHigh: amount, minute: amount, minuteHigh: amount, session: amount,
        sessionHigh: amount, parkingMinute: amount, parkingMinuteHigh: amount, varies: true)

    static let restrictions = TariffRestrictions(
        startMinute: 17 * 60, endMinute: 5, startDate: CivilDate("2026-01-01"), endDate: CivilDate("2027-01-01"),
        minimumEnergy: amount, maximumEnergy: amount, minimumCurrent: amount, maximumCurrent: amount,
        minimumPower: amount, maximumPower: amount, minimumDuration: 60, maximumDuration: 3_600, weekdays: [1, 7],
        reservation: .expired, unknown: ["moon_phase"])

    static let wholeTariff = Tariff(
        owner: fas, id: "T1", currency: Currency("EUR")!, type: "REGULAR",
        elements: [
            TariffElement(
                components: [PriceComponent(dimension: .energy, price: amount, vat: amount, stepSize: 1)],
                restrictions: restrictions),
            TariffElement(components: [PriceComponent(dimension: .flat, price: amount, stepSize: 0)]),
        ], minimumPrice: Price(excludingVAT: amount, includingVAT: amount), maximumPrice: Price(excludingVAT: amount),
        validFrom: noon, validTo: noon + .seconds(1), tax: .included, missingVAT: .unknown,
        lastUpdated: noon)

    static let terms: RatingTerms = {
        var terms = RatingTerms()
        terms.endMidnight = .never
        terms.equalBounds = .never
        terms.missingPower = .noMatch
        terms.durationBase = .sessionStart
        terms.hoursSnap = RatingPolicy.HoursSnap.none
        terms.timeStep = .lastAbsorbs
        terms.dimensions = .gireve
        terms.rounding = .halfEven
        terms.decimals = 4
        terms.scope = .line
        terms.toleranceMinor = 3
        return terms
    }()

    static let zone = ZoneDocument(ZoneRules(name: "Europe/Amsterdam", changes: [10, 20], offsets: [0, 3_600, 0])!)

    static let finding = RuleFindingResource(
        code: "AFIR-TIME", severity: .error, text: "a price per minute", citation: "AFIR 5(4)", element: 0,
        component: 1)

    static let parts = PriceParts(
        total: figure, fixed: figure, energy: figure, time: figure, parking: figure, reservation: figure)

    static let run = PricingRun(
        tariffs: [PricingTariff(id: "NL*FAS/T1", version: 2, document: TariffDocument(wholeTariff))],
        obstacle: "none", parts: parts, beforeLimit: figure, limit: "MIN_PRICE",
        lines: [
            PricingLine(
                family: "ENERGY", period: 0, quantity: amount, price: amount, vat: amount, tariff: 0, element: 0,
                component: 0, amount: figure)
        ],
        periods: [
            PricingPeriod(
                start: noon, end: noon, localStart: "2026-11-22 13:00",
                volumes: [PricingVolume(dimension: "ENERGY", amount: amount)], spansPriceChange: true)
        ], notes: [PricingNote(code: "unpriced:TIME:0", text: "no price")], divergences: ["total_cost.excl:+1.50"],
        roundingOnly: false, interval: PricingInterval(cheapest: figure, dearest: figure))

    static let served = PriceServed(
        dp: emp, location: "NL*FAS/LOC1", evse: "E1", connector: "1", tariff: "NL*FAS/T1", version: 2,
        etag: "\"ab\"", firstServedAt: noon, lastServedAt: noon, count: 3)

    static let pricing: [ContractCase] = [
        ContractCase(TariffDocument(wholeTariff), TariffDocument.schema),
        ContractCase(TariffElementDocument(wholeTariff.elements[0]), TariffElementDocument.schema),
        ContractCase(
            PriceComponentDocument(wholeTariff.elements[0].components[0]), PriceComponentDocument.schema),
        ContractCase(TariffRestrictionsDocument(restrictions), TariffRestrictionsDocument.schema),
        ContractCase(headline, TariffHeadlineResource.schema),
        ContractCase(terms, RatingTerms.schema),
        ContractCase(zone, ZoneDocument.schema),
        ContractCase(finding, RuleFindingResource.schema),
        ContractCase(
            TariffHistory(
                id: "NL*FAS/T1", zones: [zone],
                connectors: [
                    AdminAPI.TariffConnector(
                        location: "NL*FAS/LOC1", name: "Müllerplein", evse: "E1", evseID: "NL*FAS*E1", connector: "1",
                        powerW: 150_000, country: "NLD", timeZone: "Europe/Amsterdam")
                ],
                versions: [
                    TariffVersionResource(
                        number: 1, receivedAt: noon, supersededAt: noon, lastUpdated: noon, validFrom: noon,
                        validTo: noon, summary: "0.59/kWh", document: TariffDocument(wholeTariff), raw: ["id": "T1"],
                        findings: [finding], sessions: 3)
                ]), TariffHistory.schema),
        ContractCase(run, PricingRun.schema),
        ContractCase(run.lines[0], PricingLine.schema),
        ContractCase(run.periods[0], PricingPeriod.schema),
        ContractCase(served, PriceServed.schema),
        ContractCase(
            TariffEstimate(
                tariff: "NL*FAS/T1", currency: "EUR", zone: zone, zoneSource: "location", start: noon, end: noon,
                run: run), TariffEstimate.schema),
        ContractCase(
            CDRPricing(
                cdr: "NL*FAS/C1", currency: "EUR", zone: zone, zoneSource: "location", policy: terms, claimed: parts,
                own: run, promised: run, used: "own",
                explanations: [
                    PricingExplanation(deviations: ["step_size_per_period"], text: "each", allFigures: true)
                ],
                pins: [
                    TariffPinResource(
                        session: "NL*FAS/S1", tariff: "NL*FAS/T1", version: 2, pinnedAt: noon, promised: true,
                        reason: "in force at the start")
                ], served: [served]), CDRPricing.schema),
    ]
}
