import Roaming
import Testing

@Suite struct TariffPhrasesTests {
    private static let conditions: [(TariffRestrictions, String)] = [
        (.none, ""),
        (
            .init(
                startMinute: 1200, endMinute: 900, maximumEnergy: d("10"), maximumPower: d("50"),
                minimumDuration: 3600, weekdays: [1, 2, 3, 4, 5], reservation: .expired),
            "Mon–Fri 20:00–15:00 (+1), first 10 kWh, below 50 kW, from 1 h on, for a reservation that expires"
        ),
        (.init(startMinute: 480, endMinute: 1080), "08:00–18:00"),
        (.init(startMinute: 480), "08:00–24:00"),
        (.init(startMinute: 480, endMinute: 0), "08:00–24:00"),
        (.init(endMinute: 360), "00:00–06:00"),
        (.init(endMinute: 0), "00:00–24:00"),
        (.init(startMinute: 480, endMinute: 480), "08:00–08:00 (all day)"),
        (.init(weekdays: [6, 7]), "Sat, Sun"),
        (.init(weekdays: [1, 3, 4, 5, 7]), "Mon, Wed–Fri, Sun"),
        (.init(weekdays: [1, 2, 3, 4, 5, 6, 7]), ""),
        (
            .init(startDate: CivilDate("2026-06-01"), endDate: CivilDate("2026-09-01")),
            "from 2026-06-01 and before 2026-09-01"
        ),
        (.init(startDate: CivilDate("2026-06-01")), "from 2026-06-01"),
        (.init(endDate: CivilDate("2026-09-01")), "before 2026-09-01"),
        (.init(minimumEnergy: d("10"), maximumEnergy: d("30.5")), "from 10 kWh to 30.5 kWh"),
        (.init(minimumEnergy: d("0"), maximumEnergy: d("10")), "first 10 kWh"),
        (.init(minimumEnergy: d("10")), "from 10 kWh on"),
        (.init(minimumPower: d("50")), "from 50 kW"),
        (.init(minimumPower: d("22"), maximumPower: d("50")), "from 22 to below 50 kW"),
        (.init(maximumCurrent: d("32")), "below 32 A"),
        (.init(minimumDuration: 5400, maximumDuration: 7265), "from 1 h 30 min to 2 h 1 min 5 s"),
        (.init(maximumDuration: 1800), "first 30 min"),
        (.init(reservation: .reservation), "for a reservation"),
        (.init(unknown: ["moon"]), "moon (not understood)"),
    ]

    @Test(arguments: conditions.indices)
    func `restrictions are said in words`(_ index: Int) {
        let (restrictions, words) = Self.conditions[index]
        #expect(TariffPhrases.conditions(restrictions).joined(separator: ", ") == words)
    }

    @Test(
        arguments: [
            (c(.energy, "1", nil, 1), nil), (c(.energy, "1", nil, 0), nil),
            (c(.energy, "1", nil, 500), "in steps of 500 Wh"),
            (c(.energy, "1", nil, 2000), "in steps of 2 kWh"), (c(.time, "1", nil, 900), "in steps of 15 min"),
            (c(.parkingTime, "1", nil, 90), "in steps of 1 min 30 s"), (c(.flat, "1", nil, 900), nil),
        ] as [(PriceComponent, String?)])
    func `steps are said in words where they are felt`(_ component: PriceComponent, _ words: String?) {
        #expect(TariffPhrases.step(component) == words)
    }

    @Test func `limits name the amount with VAT where it is known`() {
        let tariff = t("T1", [], minimum: p("1", "1.19"), maximum: p("50", nil))
        #expect(TariffPhrases.limits(tariff) == ["at least 1 EUR (1.19 with VAT)", "at most 50 EUR"])
        #expect(TariffPhrases.limits(t("T1", [])) == [])
    }
}
