import Roaming

@testable import Desk

/// Tariffs and zones for charts.
enum ChartFixture {
    /// Clocks there change by half an hour.
    static let lordHowe = zone(
        "Australia/Lord_Howe", [("2026-04-04T15:00:00Z", 37_800), ("2026-10-03T15:30:00Z", 39_600)], 39_600)

    static func moment(_ text: String) -> Timestamp {
        guard let moment = Timestamp(rfc3339: text) else { preconditionFailure("\(text) is no time") }
        return moment
    }

    static func date(_ text: String) -> CivilDate {
        guard let date = CivilDate(text) else { preconditionFailure("\(text) is no date") }
        return date
    }

    private static func zone(_ name: String, _ changes: [(String, Int)], _ first: Int) -> ZoneRules {
        let moments = changes.map { moment($0.0).milliseconds / 1000 }
        guard let zone = ZoneRules(name: name, changes: moments, offsets: [first] + changes.map(\.1)) else {
            preconditionFailure("\(name) has no such changes")
        }
        return zone
    }

    static func tariff(
        _ id: String, _ elements: [TariffElement], currency: String = "EUR", type: String? = nil,
        missingVAT: MissingVAT = .none, from: String? = nil, to: String? = nil, most: Price? = nil
    ) -> Tariff {
        guard let currency = Currency(currency) else { preconditionFailure("\(currency) is no currency") }
        return Tariff(
            owner: Fixture.party("NL*FAS"), id: id, currency: currency, type: type, elements: elements,
            maximumPrice: most,
            validFrom: from.map(moment), validTo: to.map(moment), missingVAT: missingVAT)
    }

    static func element(_ prices: PriceComponent..., when: TariffRestrictions = .none) -> TariffElement {
        TariffElement(components: prices, restrictions: when)
    }

    /// Night, day, and an evening peak that begins and ends at odd minutes.
    static let dayAndNight = tariff(
        "DAY-NIGHT",
        [
            element(
                Fixture.price(.energy, "0.62", step: 100),
                when: TariffRestrictions(startMinute: 1027, endMinute: 1215, weekdays: [1, 2, 3, 4, 5])),
            element(Fixture.price(.energy, "0.29"), when: TariffRestrictions(startMinute: 1380, endMinute: 420)),
            element(
                Fixture.price(.energy, "0.45"), Fixture.price(.flat, "0.50"),
                Fixture.price(.parkingTime, "6", step: 300)),
        ])

    /// An hour of its own while clocks change, each night.
    static let smallHours = tariff(
        "SMALL-HOURS",
        [
            element(Fixture.price(.energy, "0.19"), when: TariffRestrictions(startMinute: 90, endMinute: 180)),
            element(Fixture.price(.energy, "0.49")),
        ])

    static let tiers = tariff(
        "TIERS",
        [
            element(Fixture.price(.energy, "0.35"), when: TariffRestrictions(maximumEnergy: Fixture.kwh("10"))),
            element(
                Fixture.price(.energy, "0.55"), Fixture.price(.time, "3.60", step: 900),
                when: TariffRestrictions(minimumEnergy: Fixture.kwh("10"))),
            element(Fixture.price(.parkingTime, "12", step: 60), when: TariffRestrictions(minimumDuration: 14_400)),
        ], most: Price(excludingVAT: Fixture.kwh("40"), includingVAT: Fixture.kwh("48.40")))

    static let free = tariff("FREE", [element(Fixture.price(.energy, "0"))])
    static let empty = tariff("EMPTY", [])
}
