import Roaming

/// A country as the simulated CPOs need it: its cities, its VAT, its money.
public struct Country: Hashable, Sendable {
    public struct City: Hashable, Sendable {
        let name: String
        let postalCode: String
        let latitude: String
        let longitude: String
    }

    /// ISO 3166-1 alpha-2 and alpha-3.
    public let code: String
    public let alpha3: String
    public let timeZone: String
    let zone: ZoneRules
    public let currency: Currency
    /// Percent on charging, the standard rate.
    public let vatPercent: Int
    public let cities: [City]

    public static func named(_ code: String) -> Country? {
        all.first { $0.code == code.uppercased() }
    }

    public static let all: [Country] = [
        country(
            "NL", "NLD", "Europe/Amsterdam", "EUR", 21,
            [
                "Delft 2611 52.0116 4.3571", "Utrecht 3511 52.0907 5.1214",
                "Zwolle 8011 52.5168 6.0830", "Eindhoven 5611 51.4416 5.4697",
            ]),
        country(
            "DE", "DEU", "Europe/Berlin", "EUR", 19,
            [
                "Jena 07743 50.9272 11.5892", "Kassel 34117 51.3127 9.4797",
                "Ulm 89073 48.4011 9.9876", "Bremen 28195 53.0793 8.8017",
            ]),
        country(
            "BE", "BEL", "Europe/Brussels", "EUR", 21,
            [
                "Gent 9000 51.0543 3.7174", "Leuven 3000 50.8798 4.7005",
                "Namur 5000 50.4674 4.8720",
            ]),
        country(
            "FR", "FRA", "Europe/Paris", "EUR", 20,
            [
                "Nantes 44000 47.2184 -1.5536", "Annecy 74000 45.8992 6.1294",
                "Lille 59000 50.6292 3.0573",
            ]),
        country(
            "SE", "SWE", "Europe/Stockholm", "SEK", 25,
            [
                "Lund 22350 55.7047 13.1910", "Gävle 80320 60.6749 17.1413",
                "Umeå 90326 63.8258 20.2630",
            ]),
        country("AT", "AUT", "Europe/Vienna", "EUR", 20, ["Graz 8010 47.0707 15.4395", "Linz 4020 48.3069 14.2858"]),
        country(
            "DK", "DNK", "Europe/Copenhagen", "DKK", 25, ["Aarhus 8000 56.1629 10.2039", "Odense 5000 55.4038 10.4024"]),
        country("NO", "NOR", "Europe/Oslo", "NOK", 25, ["Bergen 5003 60.3913 5.3221", "Bodø 8006 67.2804 14.4049"]),
        country(
            "GB", "GBR", "Europe/London", "GBP", 20, ["Leeds LS11UR 53.8008 -1.5491", "Bath BA11LN 51.3811 -2.3590"]),
        country("CH", "CHE", "Europe/Zurich", "CHF", 8, ["Chur 7000 46.8508 9.5320", "Basel 4051 47.5596 7.5886"]),
    ]

    private static func country(
        _ code: String, _ alpha3: String, _ zone: String, _ currency: String, _ vat: Int, _ cities: [String]
    ) -> Country {
        guard let currency = Currency(currency) else { preconditionFailure("\(currency) is no currency") }
        return Country(
            code: code, alpha3: alpha3, timeZone: zone, zone: EuropeanClock.zone(zone, hours: code == "GB" ? 0 : 1),
            currency: currency, vatPercent: vat,
            cities: cities.map { line in
                let words = line.split(separator: " ").map(String.init)
                return City(name: words[0], postalCode: words[1], latitude: words[2], longitude: words[3])
            })
    }
}
