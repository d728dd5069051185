import AdminAPI
import Roaming
import Testing

@testable import Hub

@Suite struct PricingDocumentsTests {
    private static func price(_ text: String) -> PriceComponent {
        PriceComponent(dimension: .energy, price: Decimal4(text)!, stepSize: 1)
    }

    /// 0.70 before 10 kWh, else 0.50.
    private static let tariff = Tariff(
        owner: .fas, id: "T1", currency: Currency("EUR")!,
        elements: [
            TariffElement(
                components: [price("0.7")],
                restrictions: TariffRestrictions(maximumEnergy: Decimal4(tenThousandths: 100_000))),
            TariffElement(components: [price("0.5")]),
        ])

    private static func detail(_ periods: [(minute: Int64, kwh: Int64)]) -> ChargeDetail {
        ChargeDetail(
            key: CDRKey(cpo: .fas, id: "C1"), start: .minute(0), end: .minute(60), sessionID: nil,
            token: TokenReference(owner: .emp, uid: "1", type: "RFID", contractID: "C"),
            place: ChargePlace(locationID: "L", evseUID: "E", connectorID: "1"), currency: Currency("EUR")!,
            tariffs: [tariff],
            periods: periods.map {
                ChargePeriod(
                    start: .minute($0.minute), volumes: [Volume(.energy, Decimal4(tenThousandths: $0.kwh * 10_000))])
            },
            claim: Claim(
                total: Price(excludingVAT: Decimal4("21")!), energy: Decimal4("30")!, time: Decimal4("1")!),
            lastUpdated: .minute(60))
    }

    private static func run(_ periods: [(minute: Int64, kwh: Int64)]) -> PricingRun {
        PricingDocuments.run(
            detail(periods), [PricingTariff(id: "NL*FAS/T1", document: TariffDocument(tariff))], zone: nil,
            policy: .hub1, compares: true)
    }

    @Test func `a period that spans a price says what it could have cost`() {
        let run = Self.run([(0, 30)])
        #expect(run.parts?.total.net == Decimal4("21"))
        #expect(run.periods.map(\.spansPriceChange) == [true])
        #expect(run.interval?.cheapest.net == Decimal4("15"))
        #expect(run.interval?.dearest.net == Decimal4("21"))
        #expect(run.divergences.isEmpty)
    }

    @Test func `periods that are cut where the price changes are certain`() {
        let run = Self.run([(0, 10), (20, 20)])
        #expect(run.parts?.total.net == Decimal4("17"))
        #expect(run.interval == nil)
        #expect(run.lines.map(\.element) == [0, 1])
        #expect(run.lines.map(\.amount.net) == [Decimal4("7"), Decimal4("10")])
        #expect(run.periods.map(\.end) == [.minute(20), .minute(60)])
        #expect(run.divergences == ["total_cost.excl:+4.00"])
    }

    @Test func `periods are told in order of time, as lines count them`() {
        let run = Self.run([(20, 20), (0, 10)])
        #expect(run.periods.map(\.start) == [.minute(0), .minute(20)])
        #expect(run.lines.map(\.period) == [0, 1])
        #expect(run.notes.map(\.code).contains("periods_out_of_order"))
    }
}
