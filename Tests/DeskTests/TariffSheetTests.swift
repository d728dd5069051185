import Roaming
import Testing

@testable import Desk

/// A session under a tariff, as its page shows it.
struct CostScene: Sendable, CustomTestStringConvertible {
    let name: String
    let tariff: Tariff
    let plan: SessionPlan
    var testDescription: String { name }

    private static let tuesday = LocalTime(ChartFixture.date("2026-11-24"), minute: 16 * 60 + 30)

    static let all: [CostScene] = [
        CostScene(
            name: "across-a-change", tariff: ChartFixture.dayAndNight,
            plan: SessionPlan(
                start: tuesday, energy: Fixture.kwh("20"), pace: .power(Fixture.kwh("11")), parked: .seconds(1800))),
        CostScene(
            name: "tiers", tariff: ChartFixture.tiers,
            plan: SessionPlan(start: tuesday, energy: Fixture.kwh("9.5"), pace: .power(Fixture.kwh("22")))),
        CostScene(
            name: "most", tariff: ChartFixture.tiers,
            plan: SessionPlan(
                start: tuesday, energy: Fixture.kwh("40"), pace: .power(Fixture.kwh("11")), parked: .seconds(10_800))),
        CostScene(
            name: "free", tariff: ChartFixture.free,
            plan: SessionPlan(start: tuesday, energy: Fixture.kwh("10"), pace: .lasting(.seconds(1200)))),
        CostScene(
            name: "unknown-vat",
            tariff: ChartFixture.tariff(
                "NET", [ChartFixture.element(Fixture.price(.energy, "0.41", vat: nil))], missingVAT: .unknown),
            plan: SessionPlan(start: tuesday, energy: Fixture.kwh("12.345"), pace: .power(Fixture.kwh("50")))),
        CostScene(
            name: "nothing", tariff: ChartFixture.tiers,
            plan: SessionPlan(start: tuesday, energy: .zero, pace: .power(Fixture.kwh("11")))),
    ]

    func text(width: Int) -> String {
        var choice = TariffChoice()
        choice.ownPlan = plan
        let view = TariffView(
            tariff: tariff, reasons: PriceReasons(tariff: tariff, id: "NL*FAS/X", version: 1), zone: Fixture.amsterdam,
            isZoneKnown: true, choice: choice, now: Fixture.now)
        let sections = DetailPage.costs(view)
        return sections.map { section in
            "[\(section.title.string)]\n" + section.lines.map { $0.text(width: width) + "\n" }.joined()
        }.joined()
    }
}

extension Line {
    /// As it stands in so many columns.
    func text(width: Int) -> String {
        let left = spans.map(\.text.string).joined()
        let right = right.map(\.text.string).joined()
        return left + String(repeating: " ", count: max(1, width - left.count - right.count)) + right
    }
}

@Suite struct `Sheets of tariffs` {
    @Test(arguments: CostScene.all)
    func `the cost of a session is as its golden has it`(scene: CostScene) {
        Golden.expect(scene.text(width: 78), "session-cost-\(scene.name).78.txt")
    }

    private static let adHoc = ChartFixture.tariff(
        "ADHOC", [ChartFixture.element(Fixture.price(.energy, "0.59"), Fixture.price(.flat, "1"))],
        type: "AD_HOC_PAYMENT")

    private func sheet(_ tariffs: [Tariff]) -> ComparisonSheet {
        ComparisonSheet(
            entries: tariffs.enumerated().map { index, tariff in
                ComparisonSheet.Entry(
                    letter: SafeText(storage: .ascii(["A", "B", "C", "D", "E", "F"][index])), id: "NL*FAS/\(tariff.id)",
                    tariff: tariff, summary: nil)
            }, zone: Fixture.amsterdam, isZoneKnown: true, choice: TariffChoice(), now: Fixture.now)
    }

    @Test func `two tariffs have a column for their difference`() {
        let sheet = sheet([ChartFixture.dayAndNight, ChartFixture.tiers])
        Golden.expect(text(MatrixTable(sheet).lines(width: 78)), "matrix-two.78.txt")
    }

    @Test func `six tariffs fit in 80 columns, and ad hoc stands against a contract`() {
        let sheet = sheet([
            ChartFixture.dayAndNight, ChartFixture.tiers, ChartFixture.smallHours, ChartFixture.free, Self.adHoc,
            Fixture.night,
        ])
        Golden.expect(text(MatrixTable(sheet).lines(width: 78)), "matrix-six.78.txt")
        Golden.expect(text(MatrixTable(sheet).lines(width: 158)), "matrix-six.158.txt")
    }

    @Test func `break-even points are found once and belong to their session`() throws {
        let sheet = sheet([ChartFixture.tiers, Self.adHoc])
        let found = BreakEvens(try #require(sheet.question))
        Golden.expect(text(sheet.breakEvens(found)), "break-even.78.txt")
        var other = TariffChoice()
        other.standardIndex = 1
        let later = ComparisonSheet(
            entries: sheet.entries, zone: sheet.zone, isZoneKnown: true, choice: other, now: sheet.now)
        #expect(later.breakEvens(found).count == 1)
    }

    private func text(_ lines: [Line]) -> String {
        lines.map { $0.text(width: 78) + "\n" }.joined()
    }
}
