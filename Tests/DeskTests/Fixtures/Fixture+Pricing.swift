import AdminAPI
import JSON
import Roaming

/// What the hub says of a CDR's price: one claimed by an old version, one with a period that spans a price change, and
/// one that cannot be priced.
extension Fixture {
    static func pricing(_ cdr: String) -> CDRPricing {
        switch cdr {
        case "NL*FAS/C-88213": claimedByAnOldVersion
        case "NL*FAS/C-88214": unsplit
        default: impossible(cdr)
        }
    }

    private static let claimedByAnOldVersion = CDRPricing(
        cdr: "NL*FAS/C-88213", currency: "EUR", zone: ZoneDocument(amsterdam),
        zoneSource: "the location's time zone, Europe/Amsterdam", policy: RatingTerms(),
        claimed: PriceParts(
            total: figure("13.62", "16.34"), fixed: figure("0.62", "0.62"), energy: figure("12.1", "14.63"),
            time: figure("0.9", "1.09")),
        own: PricingRun(
            tariffs: [PricingTariff(id: "NL*FAS/T-11", document: TariffDocument(previous))],
            parts: PriceParts(
                total: figure("13.615", "16.344"), fixed: figure("0.62", "0.62"), energy: figure("12.095", "14.635"),
                time: figure("0.9", "1.089")),
            lines: [
                line("ENERGY", 0, "14.3", "0.59", element: 1, 0, "8.437", "10.2088"),
                line("ENERGY", 1, "6.2", "0.59", element: 1, 0, "3.658", "4.4262"),
                line("TIME", 0, "0.5", "1.2", element: 1, 1, "0.6", "0.726"),
                line("TIME", 1, "0.25", "1.2", element: 1, 1, "0.3", "0.363"),
                line("FLAT", 0, "1", "0.62", vat: nil, element: 1, 2, "0.62", "0.62"),
            ], periods: periods, roundingOnly: true),
        promised: PricingRun(
            tariffs: [PricingTariff(id: "NL*FAS/T-11", version: 4, document: TariffDocument(current))],
            parts: PriceParts(
                total: figure("12.715", "15.255"), fixed: figure("0.62", "0.62"), energy: figure("12.095", "14.635")),
            lines: [
                line("ENERGY", 0, "14.3", "0.59", element: 2, 0, "8.437", "10.2088"),
                line("ENERGY", 1, "6.2", "0.59", element: 2, 0, "3.658", "4.4262"),
                line("FLAT", 0, "1", "0.62", vat: nil, element: 2, 1, "0.62", "0.62"),
            ], periods: periods,
            notes: [
                PricingNote(code: "unpriced:TIME:0", text: "TIME of period 0 has no price"),
                PricingNote(code: "unpriced:TIME:1", text: "TIME of period 1 has no price"),
            ], divergences: ["total_cost.excl:+0.90", "total_time_cost.excl:+0.90"]),
        used: "promised",
        explanations: [
            PricingExplanation(
                deviations: ["other_tariff_version"],
                text: "another version of the tariff was used: version 3, which version 4 replaced on 2026-11-21",
                allFigures: true)
        ],
        pins: [
            TariffPinResource(
                session: "NL*FAS/0ld-1", tariff: "NL*FAS/T-11", version: 4, pinnedAt: at("09:12:46"), promised: true,
                reason: "the newest version that the hub had when the session began")
        ],
        served: [
            PriceServed(
                dp: party("DE*EMP"), location: "NL*FAS/LOC1", evse: "E0190", connector: "1", tariff: "NL*FAS/T-11",
                version: 4, etag: "\"9f2c71d0\"", firstServedAt: at("10:05:11", day: 21), lastServedAt: at("09:12:00"),
                count: 27),
            PriceServed(
                dp: party("DE*EMP"), location: "NL*FAS/LOC1", evse: "E0190", connector: "1", tariff: "NL*FAS/T-11",
                version: 3, etag: "\"01bc5577\"", firstServedAt: at("09:10:00", day: 1),
                lastServedAt: at("09:50:00", day: 21), count: 812),
        ])

    private static let unsplit = CDRPricing(
        cdr: "NL*FAS/C-88214", currency: "EUR", zone: ZoneDocument(amsterdam),
        zoneSource: "the country NL, as the location names no time zone", policy: RatingTerms(),
        claimed: PriceParts(total: figure("9.5", nil)),
        own: PricingRun(
            tariffs: [PricingTariff(id: "NL*FAS/T-11", version: 4, document: TariffDocument(current))],
            parts: PriceParts(
                total: figure("10.119", "12.113"), fixed: figure("0.62", "0.62"), energy: figure("9.499", "11.4938")),
            lines: [
                line("ENERGY", 0, "16.1", "0.59", element: 2, 0, "9.499", "11.4938"),
                line("FLAT", 0, "1", "0.62", vat: nil, element: 2, 1, "0.62", "0.62"),
            ],
            periods: [
                PricingPeriod(
                    start: at("11:00:00"), end: at("11:40:00"), localStart: "2026-11-22 12:00",
                    volumes: [volume("ENERGY", "16.1"), volume("TIME", "0.6667")], spansPriceChange: true)
            ],
            notes: [
                PricingNote(code: "period_spans_price_change:0", text: "period 0 spans a change of price")
            ], divergences: ["total_cost.excl:-0.62"],
            interval: PricingInterval(cheapest: figure("6.899", "8.217"), dearest: figure("13.339", "16.01"))),
        used: "own")

    private static func impossible(_ cdr: String) -> CDRPricing {
        CDRPricing(
            cdr: cdr, currency: "EUR", zoneSource: "no location with a time zone is known", policy: RatingTerms(),
            claimed: PriceParts(total: figure("99.99", nil)),
            own: PricingRun(obstacle: "T-11 has prices by the clock, and the location's time zone is not known"))
    }

    private static let periods = [
        PricingPeriod(
            start: at("09:12:44"), end: at("09:42:44"), localStart: "2026-11-22 10:12",
            volumes: [volume("ENERGY", "14.3"), volume("TIME", "0.5")]),
        PricingPeriod(
            start: at("09:42:44"), end: at("09:57:31"), localStart: "2026-11-22 10:42",
            volumes: [volume("ENERGY", "6.2"), volume("TIME", "0.2464")]),
    ]

    private static func volume(_ dimension: String, _ amount: String) -> PricingVolume {
        PricingVolume(dimension: dimension, amount: kwh(amount))
    }

    private static func figure(_ net: String, _ gross: String?) -> PriceFigure {
        PriceFigure(net: kwh(net), gross: gross.map(kwh))
    }

    private static func line(
        _ family: String, _ period: Int, _ quantity: String, _ price: String, vat: String? = "21", element: Int,
        _ component: Int, _ net: String, _ gross: String
    ) -> PricingLine {
        PricingLine(
            family: family, period: period, quantity: kwh(quantity), price: kwh(price), vat: vat.map(kwh), tariff: 0,
            element: element, component: component, amount: figure(net, gross))
    }
}
