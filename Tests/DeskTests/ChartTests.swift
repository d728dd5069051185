import Roaming
import Testing

@testable import Desk

/// A day of a tariff, in a zone, seen at a moment.
struct ChartScene: Sendable, CustomTestStringConvertible {
    let name: String
    let tariff: Tariff
    var dimension = TariffDimension.energy
    var date = "2026-11-24"
    var zone = Fixture.amsterdam
    var now = "2026-11-24T13:03:00Z"
    var state = PriceState(power: Fixture.kwh("50"))
    var testDescription: String { name }

    static let all: [ChartScene] = [
        ChartScene(name: "day-night", tariff: ChartFixture.dayAndNight),
        ChartScene(
            name: "spring", tariff: ChartFixture.smallHours, date: "2026-03-29", now: "2026-03-29T10:00:00Z"),
        ChartScene(
            name: "autumn", tariff: ChartFixture.smallHours, date: "2026-10-25", now: "2026-10-25T01:30:00Z"),
        ChartScene(
            name: "lord-howe-back", tariff: ChartFixture.smallHours, date: "2026-04-05", zone: ChartFixture.lordHowe,
            now: "2026-04-05T00:00:00Z"),
        ChartScene(
            name: "lord-howe-forward", tariff: ChartFixture.smallHours, date: "2026-10-04", zone: ChartFixture.lordHowe,
            now: "2026-10-04T00:00:00Z"),
        ChartScene(
            name: "tiers", tariff: ChartFixture.tiers,
            state: PriceState(energy: Fixture.kwh("30"), power: Fixture.kwh("50"))
        ),
        ChartScene(name: "free", tariff: ChartFixture.free),
        ChartScene(name: "no-parking-fee", tariff: ChartFixture.smallHours, dimension: .parkingTime),
        ChartScene(name: "empty", tariff: ChartFixture.empty),
        ChartScene(
            name: "ends",
            tariff: ChartFixture.tariff("ENDS", ChartFixture.dayAndNight.elements, to: "2026-11-24T15:20:00Z")),
        ChartScene(
            name: "dynamic",
            tariff: ChartFixture.tariff(
                "DYNAMIC",
                (0..<24).map { hour in
                    ChartFixture.element(
                        Fixture.price(.energy, "0.\(20 + (hour * 7) % 24)"),
                        when: TariffRestrictions(startMinute: hour * 60, endMinute: (hour + 1) * 60 % 1440))
                })),
        ChartScene(
            name: "below-zero",
            tariff: ChartFixture.tariff(
                "BELOW",
                [
                    ChartFixture.element(
                        Fixture.price(.energy, "-0.10"), when: TariffRestrictions(startMinute: 720, endMinute: 900)),
                    ChartFixture.element(Fixture.price(.energy, "0.30")),
                ])),
    ]

    func day(width: Int, height: Int) -> String {
        let curve = PriceCurve(
            tariff: tariff, dimension: dimension, date: ChartFixture.date(date), zone: zone, state: state)
        let chart = DayChart(curve: curve, currency: tariff.currency, zone: zone, now: ChartFixture.moment(now))
        let list = StretchList(
            stretches: curve.stretches, reasons: PriceReasons(tariff: tariff, id: "NL*FAS/X", version: 1), zone: zone)
        return text(chart.lines(width: width, height: height) + list.lines)
    }

    func week(width: Int) -> String {
        let date = ChartFixture.date(self.date)
        let monday = CivilDate(daysSince1970: date.daysSince1970 - Int64(date.weekday - 1))
        let curve = WeekCurve(tariff: tariff, dimension: dimension, monday: monday, zone: zone, state: state)
        return text(
            WeekMap(curve: curve, currency: tariff.currency, zone: zone, now: ChartFixture.moment(now)).lines(
                width: width))
    }

    private func text(_ lines: [Line]) -> String {
        lines.map { $0.spans.map(\.text.string).joined() }.joined(separator: "\n") + "\n"
    }
}

@Suite struct `Charts of prices` {
    @Test(arguments: ChartScene.all)
    func `a day is as its golden has it`(scene: ChartScene) {
        Golden.expect(scene.day(width: 78, height: 11), "chart-day-\(scene.name).78.txt")
        Golden.expect(scene.day(width: 158, height: 18), "chart-day-\(scene.name).158.txt")
    }

    @Test(arguments: ChartScene.all)
    func `a week is as its golden has it`(scene: ChartScene) {
        Golden.expect(scene.week(width: 78), "chart-week-\(scene.name).78.txt")
        Golden.expect(scene.week(width: 158), "chart-week-\(scene.name).158.txt")
    }
}
