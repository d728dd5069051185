import AdminAPI
import JSON
import Roaming

/// Tariffs with prices that depend on time of day, their histories, and what price rules say of them.
extension Fixture {
    static let tariffs: [any Resource] = [
        TariffResource(
            id: "NL*FAS/T-11", version: 4, updatedAt: at("10:00:00", day: 21), owner: party("NL*FAS"),
            tariffID: "T-11", currency: "EUR", type: "REGULAR",
            summary: "0.39–0.79/kWh + 0.10/min parking + 0.62 start",
            elements: elements, minPrice: kwh("0.5"), validFrom: at("00:00:00", day: 1), connectors: 412,
            lastUpdated: at("09:58:00", day: 21), tariffVersion: 4, headline: headline,
            lint: ["UNREACHABLE", "AFIR-FLAT", "AFIR-ADHOC-EXISTS"], severity: .warn,
            sessionCosts: costs([1254, 2930, 8992, 3275, 419, 1133, 2930, 1490]),
            pricing: TariffDocument(current)),
        TariffResource(
            id: "SE*VAT/NIGHT", version: 1, updatedAt: at("10:00:00", day: 3), owner: party("SE*VAT"),
            tariffID: "NIGHT", currency: "SEK", summary: "4.50/kWh", elements: .array([]), connectors: 0,
            lastUpdated: at("10:00:00", day: 3), tariffVersion: 1,
            headline: TariffHeadlineResource(gross: false, kwh: kwh("4.5")),
            sessionCosts: costs([7502, 13_500, 18_000, 20_250, 2250, 6750, 13_500, 9000], gross: false),
            pricing: TariffDocument(night)),
        TariffResource(
            id: "FR*IZI/OLD", version: 2, updatedAt: at("10:00:00", day: 3), owner: party("FR*IZI"), tariffID: "OLD",
            currency: "EUR", type: "AD_HOC_PAYMENT", summary: "0.45/kWh + 0.05/min", elements: .array([]),
            validTo: at("00:00:00", day: 20), connectors: 17, lastUpdated: at("10:00:00", day: 3), tariffVersion: 2,
            headline: TariffHeadlineResource(gross: true, kwh: kwh("0.45"), minute: kwh("0.05")),
            lint: ["AFIR-TIME"], severity: .error,
            sessionCosts: costs([850, 1760, 2891, 2150, 360, 880, 1760, 2525])),
    ]

    private static let headline = TariffHeadlineResource(
        gross: true, kwh: kwh("0.4719"), kwhHigh: kwh("0.9559"), session: kwh("0.62"), parkingMinute: kwh("0.121"),
        varies: true)

    private static func costs(_ minor: [Int64], gross: Bool = true) -> SessionCosts {
        SessionCosts(gross: gross, costs: Dictionary(uniqueKeysWithValues: zip(SessionCosts.names, minor)))
    }

    static let amsterdam = zone(
        "Europe/Amsterdam", [1_761_440_400, 1_774_746_000, 1_792_890_000, 1_806_195_600],
        [7200, 3600, 7200, 3600, 7200])

    private static func zone(_ name: String, _ changes: [Int64], _ offsets: [Int]) -> ZoneRules {
        guard let zone = ZoneRules(name: name, changes: changes, offsets: offsets) else {
            preconditionFailure("\(name) is no zone")
        }
        return zone
    }

    static func price(_ dimension: TariffDimension, _ price: String, vat: String? = "21", step: Int = 1)
        -> PriceComponent
    {
        PriceComponent(dimension: dimension, price: kwh(price), vat: vat.map(kwh), stepSize: step)
    }

    /// Evenings are dear, nights are cheap, and after four hours parking costs money.
    static let current = tariff(
        "NL*FAS", "T-11", "EUR",
        [
            TariffElement(
                components: [price(.energy, "0.79")],
                restrictions: TariffRestrictions(
                    startMinute: 17 * 60, endMinute: 20 * 60, weekdays: [1, 2, 3, 4, 5])),
            TariffElement(
                components: [price(.energy, "0.39")],
                restrictions: TariffRestrictions(startMinute: 23 * 60, endMinute: 7 * 60)),
            TariffElement(
                components: [price(.energy, "0.59", step: 100), price(.flat, "0.62", vat: nil)]),
            TariffElement(
                components: [price(.parkingTime, "6", step: 300)],
                restrictions: TariffRestrictions(minimumDuration: 4 * 3600)),
            TariffElement(
                components: [price(.energy, "0.49")], restrictions: TariffRestrictions(minimumPower: kwh("150"))),
        ], minimum: "0.5", updated: at("09:58:00", day: 21))

    /// As it was until the 21st: no night price, and time costs money.
    static let previous = tariff(
        "NL*FAS", "T-11", "EUR",
        [
            TariffElement(
                components: [price(.energy, "0.75")],
                restrictions: TariffRestrictions(
                    startMinute: 17 * 60, endMinute: 20 * 60, weekdays: [1, 2, 3, 4, 5])),
            TariffElement(
                components: [
                    price(.energy, "0.59", step: 100), price(.time, "1.2", step: 60),
                    price(.flat, "0.62", vat: nil),
                ]),
        ], minimum: "0.5", updated: at("09:00:00", day: 1))

    static let night = tariff(
        "SE*VAT", "NIGHT", "SEK", [TariffElement(components: [price(.energy, "4.5", vat: nil)])],
        updated: at("10:00:00", day: 3))

    private static func tariff(
        _ owner: String, _ id: String, _ currency: String, _ elements: [TariffElement], minimum: String? = nil,
        updated: Timestamp
    ) -> Tariff {
        guard let currency = Currency(currency) else { preconditionFailure("\(currency) is no currency") }
        return Tariff(
            owner: party(owner), id: id, currency: currency, type: "REGULAR", elements: elements,
            minimumPrice: minimum.map { Price(excludingVAT: kwh($0)) }, validFrom: at("00:00:00", day: 1),
            lastUpdated: updated)
    }

    /// The history of T-11; of any other tariff its one version.
    static func history(_ id: String) -> TariffHistory {
        guard id == "NL*FAS/T-11" else {
            let row = tariffs.compactMap { $0 as? TariffResource }.first { $0.id == id }
            return TariffHistory(
                id: id, zones: [ZoneDocument(amsterdam)],
                versions: [
                    TariffVersionResource(
                        number: row?.tariffVersion ?? 1, receivedAt: at("10:00:00", day: 3),
                        lastUpdated: at("10:00:00", day: 3), summary: row?.summary ?? "", document: row?.pricing,
                        raw: .object(JSONObject()), sessions: 0)
                ])
        }
        return TariffHistory(
            id: id, zones: [ZoneDocument(amsterdam)],
            connectors: [
                connector("Amstelplein", "E0190", "1", 150_000), connector("Amstelplein", "E0191", "1", 50_000),
                connector("Müllerpier", "E0044", "2", 22_000),
            ],
            versions: [
                version(4, at("10:00:00", day: 21), nil, "0.39–0.79/kWh + 0.10/min parking + 0.62 start", current, 38),
                version(
                    3, at("09:00:20", day: 1), at("10:00:00", day: 21), "0.59–0.75/kWh + 0.02/min + 0.62 start",
                    previous, 1204),
                version(
                    1, at("08:00:00", day: 1) - .seconds(40 * 86_400), at("09:00:20", day: 1), "cannot be read", nil,
                    9),
            ])
    }

    private static func version(
        _ number: Int, _ received: Timestamp, _ superseded: Timestamp?, _ summary: String, _ tariff: Tariff?,
        _ sessions: Int
    ) -> TariffVersionResource {
        TariffVersionResource(
            number: number, receivedAt: received, supersededAt: superseded,
            lastUpdated: tariff?.lastUpdated ?? received, validFrom: tariff?.validFrom, summary: summary,
            document: tariff.map(TariffDocument.init), raw: ["id": "T-11", "currency": "EUR"],
            findings: number == 4 ? findings : [], sessions: sessions)
    }

    private static let findings: [RuleFindingResource] = [
        RuleFindingResource(
            code: "AFIR-FLAT", severity: .warn, text: "a start fee of 0.62 EUR at connectors of 50 kW and more",
            citation: "Regulation (EU) 2023/1804 (AFIR), Art. 5(4); the Commission's view was not read", element: 2,
            component: 1),
        RuleFindingResource(
            code: "AFIR-ADHOC-EXISTS", severity: .warn,
            text: "412 public connectors have no tariff for charging without a contract",
            citation: "Regulation (EU) 2023/1804 (AFIR), Art. 5 (from memory, have it checked)"),
        RuleFindingResource(
            code: "UNREACHABLE", severity: .info, text: "elements before it price energy in every case",
            citation: "OCPI 2.2.1, tariffs: the first element that applies sets the price", element: 4, component: 0),
    ]

    private static func connector(
        _ name: String, _ evse: String, _ connector: String, _ watts: Int
    ) -> AdminAPI.TariffConnector {
        AdminAPI.TariffConnector(
            location: "NL*FAS/LOC1", name: name, evse: evse, evseID: "NL*FAS*\(evse)*\(connector)",
            connector: connector, powerW: watts, country: "NLD", timeZone: "Europe/Amsterdam")
    }

    private static let elements: JSONValue = [
        [
            "price_components": [
                ["type": "ENERGY", "price": number("0.79"), "vat": number("21.0"), "step_size": 1]
            ],
            "restrictions": ["start_time": "17:00", "end_time": "20:00", "day_of_week": ["MONDAY", "FRIDAY"]],
        ],
        ["price_components": [["type": "ENERGY", "price": number("0.59"), "vat": number("21.0"), "step_size": 100]]],
    ]

    private static func number(_ literal: String) -> JSONValue {
        JSONNumber(literal: literal).map(JSONValue.number) ?? .null
    }
}
