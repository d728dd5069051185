import Roaming
import Testing

/// A session, its tariffs and the price that OCPI's text and the hub's reading of it lead to; derived by hand.
struct RatingVector: Sendable, CustomTestStringConvertible {
    let name: String
    let detail: ChargeDetail
    let net: String?
    let gross: String?
    let decimals: Int
    let parts: [TariffDimension: String]
    let limit: PriceLimitApplied?

    init(
        _ name: String, start: String, currency: String, tariffs: [Tariff], periods: [(Int, [Volume])], net: String?,
        gross: String?, decimals: Int, parts: [TariffDimension: String], limit: PriceLimitApplied?
    ) {
        self.name = name
        let start = Timestamp(rfc3339: start)!
        detail = ChargeDetail.sample(
            start: start, currency: currency, tariffs: tariffs,
            periods: periods.map { ChargePeriod(start: start + .seconds($0.0), volumes: $0.1) })
        self.net = net
        self.gross = gross
        self.decimals = decimals
        self.parts = parts
        self.limit = limit
    }

    var testDescription: String { name }

    static let all: [RatingVector] = [
        RatingVector(
            "a_credit_parts_negated", start: "2024-01-15T09:00:00Z", currency: "EUR",
            tariffs: [t("T1", [[c(.energy, "0.4", "0.0", 1), c(.parkingTime, "6", "0.0", 60)]])],
            periods: [(0, [v(.energy, "10.0")]), (3600, [v(.parkingTime, "0.5")])],
            net: "7.0000", gross: "7.0000", decimals: 4, parts: [.energy: "4", .parkingTime: "3"],
            limit: nil),
        RatingVector(
            "a_kwd", start: "2024-01-15T07:00:00Z", currency: "KWD",
            tariffs: [t("T1", [[c(.energy, "0.0125", "0.0", 1)]], currency: "KWD")],
            periods: [(0, [v(.energy, "10.3")])],
            net: "0.1288", gross: "0.1288", decimals: 4, parts: [.energy: "0.1288"],
            limit: nil),
        RatingVector(
            "a_many_small_periods", start: "2024-01-15T09:00:00Z", currency: "EUR",
            tariffs: [t("T1", [[c(.energy, "0.3333", "21.0", 1)]])],
            periods: (0..<60).map { ($0 * 60, [v(.energy, "0.0333")]) },
            net: "0.6659", gross: "0.8058", decimals: 4, parts: [.energy: "0.6659"],
            limit: nil),
        RatingVector(
            "a_max_price_vat_scaled", start: "2024-01-15T09:00:00Z", currency: "EUR",
            tariffs: [t("T1", [[c(.energy, "0.25", "20.0", 1)]], maximum: p("10.0", nil))],
            periods: [(0, [v(.energy, "100.0")])],
            net: "10.0000", gross: "12.0000", decimals: 4, parts: [.energy: "25"],
            limit: .maximum),
        RatingVector(
            "a_min_price_zero_energy", start: "2024-01-15T09:00:00Z", currency: "EUR",
            tariffs: [t("T1", [[c(.energy, "0.5", "21.0", 1)]], minimum: p("1.0", "1.21"))],
            periods: [(0, [v(.energy, "0.0")])],
            net: "1.0000", gross: "1.2100", decimals: 4, parts: [:],
            limit: .minimum),
        RatingVector(
            "a_reservation_unrestricted_only", start: "2024-01-15T08:30:00Z", currency: "EUR",
            tariffs: [t("T1", [[c(.time, "2", "0.0", 1), c(.energy, "0.2", "0.0", 1)]])],
            periods: [(0, [v(.reservationTime, "0.5")]), (1800, [v(.time, "1.0"), v(.energy, "10.0")])],
            net: "4.0000", gross: "4.0000", decimals: 4, parts: [.energy: "2", .time: "2"],
            limit: nil),
        RatingVector(
            "a_step_park_then_charge", start: "2024-01-15T09:00:00Z", currency: "EUR",
            tariffs: [t("T1", [[c(.time, "6", "0.0", 600), c(.parkingTime, "3", "0.0", 600)]])],
            periods: [(0, [v(.parkingTime, "0.05")]), (180, [v(.time, "0.05")])],
            net: "0.8000", gross: "0.8000", decimals: 4, parts: [.time: "0.3", .parkingTime: "0.5"],
            limit: nil),
        RatingVector(
            "a_tariff_end_exclusive", start: "2024-01-15T10:00:00Z", currency: "EUR",
            tariffs: [
                t("old", [[c(.energy, "0.2", "0.0", 1)]], to: "2024-01-15T10:00:00Z"),
                t("new", [[c(.energy, "0.8", "0.0", 1)]], from: "2024-01-15T10:00:00Z"),
            ],
            periods: [(0, [v(.energy, "10.0")])],
            net: "8.0000", gross: "8.0000", decimals: 4, parts: [.energy: "8"],
            limit: nil),
        RatingVector(
            "a_tariff_validity_at_start", start: "2024-01-15T09:30:00Z", currency: "EUR",
            tariffs: [
                t("old", [[c(.energy, "0.2", "0.0", 1)]], to: "2024-01-15T10:00:00Z"),
                t("new", [[c(.energy, "0.8", "0.0", 1)]], from: "2024-01-15T10:00:00Z"),
            ],
            periods: [(0, [v(.energy, "10.0")]), (3600, [v(.energy, "10.0")])],
            net: "4.0000", gross: "4.0000", decimals: 4, parts: [.energy: "4"],
            limit: nil),
        RatingVector(
            "a_tax_included_yes_with_vat", start: "2024-01-15T09:00:00Z", currency: "EUR",
            tariffs: [t("T1", [[c(.energy, "0.605", "21.0", 1)]], tax: .included)],
            periods: [(0, [v(.energy, "10.0")])],
            net: "5.0000", gross: "6.0500", decimals: 4, parts: [.energy: "5"],
            limit: nil),
        RatingVector(
            "a_tax_na", start: "2024-01-15T09:00:00Z", currency: "EUR",
            tariffs: [t("T1", [[c(.energy, "0.5", "21.0", 1)]], tax: .notApplicable)],
            periods: [(0, [v(.energy, "10.0")])],
            net: "5.0000", gross: "5.0000", decimals: 4, parts: [.energy: "5"],
            limit: nil),
        RatingVector(
            "spec_025kwh_v221", start: "2019-01-14T09:00:00Z", currency: "EUR",
            tariffs: [t("16", [[c(.energy, "0.25", "10.0", 1)]])],
            periods: [(0, [v(.energy, "20.0")])],
            net: "5.00", gross: "5.50", decimals: 2, parts: [.energy: "5"],
            limit: nil),
        RatingVector(
            "spec_alt_text_v221", start: "2019-01-14T09:00:00Z", currency: "EUR",
            tariffs: [t("12", [[c(.time, "1.9", "5.2", 300)]])],
            periods: [(0, [v(.time, "2.5")])],
            net: "4.75", gross: "5.00", decimals: 2, parts: [.time: "4.75"],
            limit: nil),
        RatingVector(
            "spec_cdrs_21_16_v221", start: "2019-01-14T09:00:00Z", currency: "EUR",
            tariffs: [t("T1", [[c(.time, "1", "0.0", 600), c(.parkingTime, "2", "0.0", 600)]])],
            periods: [(0, [v(.time, "0.35")]), (1260, [v(.parkingTime, "0.2667")])],
            net: "1.0167", gross: "1.0167", decimals: 4, parts: [.time: "0.35", .parkingTime: "0.6667"],
            limit: nil),
        RatingVector(
            "spec_free_of_charge_v221", start: "2019-01-14T09:00:00Z", currency: "EUR",
            tariffs: [t("15", [[c(.flat, "0.0", nil, 0)]])],
            periods: [(0, [v(.energy, "20.0"), v(.time, "2.0")])],
            net: "0.00", gross: "0.00", decimals: 2, parts: [.flat: "0"],
            limit: nil),
        RatingVector(
            "spec_min_price_above_v221", start: "2019-01-14T09:00:00Z", currency: "EUR",
            tariffs: [t("20", [[c(.energy, "0.25", "10.0", 1)]], minimum: p("0.5", "0.55"))],
            periods: [(0, [v(.energy, "20.0")])],
            net: "5.00", gross: "5.50", decimals: 2, parts: [.energy: "5"],
            limit: nil),
        RatingVector(
            "spec_min_price_below_v221", start: "2019-01-14T09:00:00Z", currency: "EUR",
            tariffs: [t("20", [[c(.energy, "0.25", "10.0", 1)]], minimum: p("0.5", "0.55"))],
            periods: [(0, [v(.energy, "1.0")])],
            net: "0.50", gross: "0.55", decimals: 2, parts: [.energy: "0.25"],
            limit: .minimum),
        RatingVector(
            "spec_na_tax_included", start: "2024-12-09T15:00:00Z", currency: "CAD",
            tariffs: [t("12", [[c(.time, "2.1", nil, 1)]], currency: "CAD", tax: .included)],
            periods: [(0, [v(.time, "2.5")])],
            net: nil, gross: "5.25", decimals: 2, parts: [:],
            limit: nil),
        RatingVector(
            "spec_parking_start_v221", start: "2019-01-14T09:00:00Z", currency: "EUR",
            tariffs: [
                t(
                    "18",
                    [[c(.flat, "0.5", "20.0", 1), c(.energy, "0.25", "10.0", 1), c(.parkingTime, "2.0", "20.0", 900)]])
            ],
            periods: [(0, [v(.energy, "20.0")]), (7200, [v(.parkingTime, "0.6667")])],
            net: "7.00", gross: "7.90", decimals: 2, parts: [.energy: "5", .parkingTime: "1.5", .flat: "0.5"],
            limit: nil),
        RatingVector(
            "spec_step_note_1", start: "2019-01-14T09:00:00Z", currency: "EUR",
            tariffs: [t("T1", [[c(.energy, "0.25", "0.0", 1)]])],
            periods: [(0, [v(.energy, "0.1152")])],
            net: "0.029", gross: "0.029", decimals: 4, parts: [.energy: "0.029"],
            limit: nil),
        RatingVector(
            "spec_step_note_25", start: "2019-01-14T09:00:00Z", currency: "EUR",
            tariffs: [t("T1", [[c(.energy, "0.25", "0.0", 25)]])],
            periods: [(0, [v(.energy, "0.1152")])],
            net: "0.03125", gross: "0.03125", decimals: 4, parts: [.energy: "0.0313"],
            limit: nil),
        RatingVector(
            "spec_step_note_500", start: "2019-01-14T09:00:00Z", currency: "EUR",
            tariffs: [t("T1", [[c(.energy, "0.25", "0.0", 500)]])],
            periods: [(0, [v(.energy, "0.1152")])],
            net: "0.125", gross: "0.125", decimals: 4, parts: [.energy: "0.125"],
            limit: nil),
    ]
}

/// A tariff in few words: elements are lists of components.
func t(
    _ id: String, _ elements: [[PriceComponent]], currency: String = "EUR", minimum: Price? = nil,
    maximum: Price? = nil,
    tax: TaxTreatment = .excluded, from: String? = nil, to: String? = nil
) -> Tariff {
    Tariff(
        owner: PartyID("NL*FAS")!, id: id, currency: Currency(currency)!,
        elements: elements.map { TariffElement(components: $0) }, minimumPrice: minimum, maximumPrice: maximum,
        validFrom: from.flatMap { Timestamp(rfc3339: $0) }, validTo: to.flatMap { Timestamp(rfc3339: $0) }, tax: tax,
        lastUpdated: Timestamp(rfc3339: "2024-01-01T00:00:00Z")!)
}

/// A component: dimension, price, VAT in percent, step size.
func c(_ dimension: TariffDimension, _ price: String, _ vat: String?, _ step: Int) -> PriceComponent {
    PriceComponent(dimension: dimension, price: d(price), vat: vat.map(d), stepSize: step)
}

func v(_ dimension: VolumeDimension, _ amount: String) -> Volume { Volume(dimension, d(amount)) }

func p(_ excluding: String, _ including: String?) -> Price {
    Price(excludingVAT: d(excluding), includingVAT: including.map(d))
}

func d(_ literal: String) -> Decimal4 { Decimal4(literal)! }
