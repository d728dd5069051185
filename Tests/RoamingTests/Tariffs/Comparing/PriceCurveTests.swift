import Roaming
import Testing

@Suite struct PriceCurveTests {
    /// Cheap at night, dearer on weekday evenings from 18:10, and 0.05 less from 10 kWh on.
    private let tariff = Samples.tariff([
        (Samples.window("23:00", "06:00"), [c(.energy, "0.25", "19", 1)]),
        (Samples.window("18:10", "21:00", weekdays: [1, 2, 3, 4, 5]), [c(.energy, "0.60", "19", 1)]),
        (TariffRestrictions(minimumEnergy: d("10")), [c(.energy, "0.35", "19", 1)]),
        (TariffRestrictions(minimumPower: d("50")), [c(.time, "6", "19", 1)]),
        (.none, [c(.energy, "0.40", "19", 1)]),
    ])

    private func curve(
        _ date: String, _ dimension: TariffDimension = .energy, state: PriceState = PriceState(),
        zone: ZoneRules = Samples.amsterdam
    ) -> PriceCurve {
        PriceCurve(tariff: tariff, dimension: dimension, date: Samples.date(date), zone: zone, state: state)
    }

    /// Local time from which a price holds, net.
    private func short(_ curve: PriceCurve, _ zone: ZoneRules = Samples.amsterdam) -> [String] {
        curve.stretches.map { stretch in
            let minute = zone.local(stretch.start).minute
            return "\(minute / 60):\(minute % 60 < 10 ? "0" : "")\(minute % 60) "
                + (stretch.price?.price.net?.text() ?? (stretch.isInForce ? "free" : "none"))
        }
    }

    @Test func `a day is cut where the price changes`() {
        let day = curve("2026-11-20")
        #expect(short(day) == ["0:00 0.25", "6:00 0.4", "18:10 0.6", "21:00 0.4", "23:00 0.25"])
        #expect(day.changes.map(\.rfc3339)[1] == "2026-11-20T17:10:00Z")
        #expect(day.basis == .gross)
        #expect(day.lowest?.text() == "0.2975" && day.highest?.text() == "0.714")
    }

    @Test func `a slot in which the price changes holds both prices`() throws {
        let day = curve("2026-11-20")
        #expect(day.slots.count == 96)
        let both = day.slots.filter(\.changesInside)
        #expect(both.map(\.local) == [LocalTime(Samples.date("2026-11-20"), minute: 18 * 60)])
        let slot = try #require(both.first)
        #expect(slot.stretches.map { $0.price?.price.net?.text() } == ["0.4", "0.6"])
        #expect(slot.stretches.map { ($0.end - $0.start) } == [.seconds(600), .seconds(300)])
    }

    @Test(arguments: [("2026-03-29", 92), ("2026-10-25", 100), ("2026-11-20", 96)])
    func `slots are real quarters of an hour from midnight to midnight`(_ date: String, _ count: Int) {
        let day = curve(date)
        #expect(day.slots.count == count)
        #expect(
            day.slots.allSatisfy { slot in
                slot.stretches.first?.start == slot.start && slot.stretches.last?.end == slot.start + .seconds(900)
            })
    }

    @Test func `half an hour more or less is two slots`() {
        #expect(curve("2026-04-05", zone: Samples.lordHowe).slots.count == 98)
        #expect(curve("2026-10-04", zone: Samples.lordHowe).slots.count == 94)
    }

    @Test func `the state decides which tier is shown`() {
        let tenth = PriceState(energy: d("10"))
        #expect(short(curve("2026-11-21", state: tenth)) == ["0:00 0.25", "6:00 0.35", "23:00 0.25"])
        #expect(short(curve("2026-11-21", .time, state: PriceState(power: d("49.9999")))) == ["0:00 free"])
        #expect(short(curve("2026-11-21", .time, state: PriceState(power: d("50")))) == ["0:00 6"])
    }

    @Test func `levels rank the different prices`() {
        #expect(curve("2026-11-20").stretches.map(\.level) == [0, 2, 4, 2, 0])
        #expect(curve("2026-11-21", .flat).stretches.map(\.level) == [2])
    }

    @Test func `outside its dates a tariff has no price`() {
        var late = tariff
        late.validFrom = Samples.at("2026-11-20T11:00:00Z")
        let day = PriceCurve(
            tariff: late, dimension: .energy, date: Samples.date("2026-11-20"), zone: Samples.amsterdam)
        #expect(short(day) == ["0:00 none", "12:00 0.4", "18:10 0.6", "21:00 0.4", "23:00 0.25"])
        #expect(day.stretches[0].level == nil)
    }

    @Test func `tax that is not known leaves the net price`() {
        var american = Samples.tariff([(.none, [c(.energy, "0.30", nil, 1)])])
        american.missingVAT = .unknown
        let day = PriceCurve(
            tariff: american, dimension: .energy, date: Samples.date("2026-11-20"), zone: Samples.amsterdam)
        #expect(day.basis == .net)
        #expect(day.stretches[0].price?.price.gross == nil)
    }

    @Test func `an hour that comes twice is two hours long, one that is skipped is empty`() {
        let october = week("2026-10-19")
        #expect(october.days[6][2].isRepeated && october.days[6][2].length == .seconds(7200))
        #expect(october.days[6][2].stretches.count == 1)
        let march = week("2026-03-23")
        #expect(march.days[6][2].isSkipped && march.days[6][2].length == .zero)
        #expect(march.days[6].filter { $0.length == .seconds(3600) }.count == 23)
    }

    @Test func `a week is seven days of 24 hours, with both prices where one changes inside`() {
        let week = week("2026-11-16")
        #expect(week.days.map(\.count) == Array(repeating: 24, count: 7))
        #expect(
            week.days.map { $0[18].stretches.map { $0.price?.price.net?.text() } }
                == Array(repeating: ["0.4", "0.6"], count: 5) + [["0.4"], ["0.4"]])
        #expect(week.days[4][18].changesInside && !week.days[5][18].changesInside)
        #expect(week.days[2][3].stretches.map(\.level) == [0])
    }

    private func week(_ monday: String) -> WeekCurve {
        WeekCurve(tariff: tariff, dimension: .energy, monday: Samples.date(monday), zone: Samples.amsterdam)
    }
}
