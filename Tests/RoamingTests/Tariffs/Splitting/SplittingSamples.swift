import Roaming

/// Zones, moments and tariffs for tests of splitting and comparing.
enum Samples {
    /// Summer time from 29 March to 25 October 2026.
    static let amsterdam = ZoneRules(
        name: "Europe/Amsterdam", changes: [at("2026-03-29T01:00:00Z"), at("2026-10-25T01:00:00Z")].map(seconds),
        offsets: [3600, 7200, 3600])!
    /// Changes by half an hour: back on 5 April, forward on 4 October 2026.
    static let lordHowe = ZoneRules(
        name: "Australia/Lord_Howe", changes: [at("2026-04-04T15:00:00Z"), at("2026-10-03T15:30:00Z")].map(seconds),
        offsets: [39_600, 37_800, 39_600])!

    static func at(_ text: String) -> Timestamp { Timestamp(rfc3339: text)! }
    static func date(_ text: String) -> CivilDate { CivilDate(text)! }

    /// 09:00 and `20:00` as minutes.
    static func minute(_ text: String) -> Int {
        let parts = text.split(separator: ":").compactMap { Int($0) }
        return parts[0] * 60 + parts[1]
    }

    static func window(_ start: String?, _ end: String?, weekdays: Set<Int> = []) -> TariffRestrictions {
        TariffRestrictions(startMinute: start.map(minute), endMinute: end.map(minute), weekdays: weekdays)
    }

    static func tariff(_ elements: [(TariffRestrictions, [PriceComponent])], id: String = "T1") -> Tariff {
        Tariff(
            owner: PartyID("NL*FAS")!, id: id, currency: Currency("EUR")!,
            elements: elements.map { TariffElement(components: $0.1, restrictions: $0.0) })
    }

    private static func seconds(_ moment: Timestamp) -> Int64 { moment.milliseconds / 1000 }
}
