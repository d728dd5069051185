/// The one time zone of a country that has one, under ISO 3166-1 alpha-3.
///
/// A country is missing where clocks differ within it, or where its code is also used for places far away (France, Spain,
/// Portugal): a guess would be wrong for somebody. Source: tz database, zone1970.tab.
public enum CountryZone {
    /// IANA name; nil for a country with several zones or an unknown one.
    public static func name(country: String) -> String? { zones[country.uppercased()] }

    private static let zones = [
        "AND": "Europe/Andorra", "AUT": "Europe/Vienna", "BEL": "Europe/Brussels", "BGR": "Europe/Sofia",
        "CHE": "Europe/Zurich", "CZE": "Europe/Prague", "DEU": "Europe/Berlin", "DNK": "Europe/Copenhagen",
        "EST": "Europe/Tallinn", "FIN": "Europe/Helsinki", "GBR": "Europe/London", "GRC": "Europe/Athens",
        "HRV": "Europe/Zagreb", "HUN": "Europe/Budapest", "IRL": "Europe/Dublin", "ISL": "Atlantic/Reykjavik",
        "ITA": "Europe/Rome", "LIE": "Europe/Vaduz", "LTU": "Europe/Vilnius", "LUX": "Europe/Luxembourg",
        "LVA": "Europe/Riga", "MCO": "Europe/Monaco", "MLT": "Europe/Malta", "NLD": "Europe/Amsterdam",
        "NOR": "Europe/Oslo", "POL": "Europe/Warsaw", "ROU": "Europe/Bucharest", "SVK": "Europe/Bratislava",
        "SVN": "Europe/Ljubljana", "SWE": "Europe/Stockholm",
    ]
}
