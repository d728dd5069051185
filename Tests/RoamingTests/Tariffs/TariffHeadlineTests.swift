import Testing

@testable import Roaming

@Suite struct TariffHeadlineTests {
    private static func headline(_ tariff: Tariff) -> TariffHeadline {
        TariffHeadline(tariff, now: RuleContext.noon, zone: .utc)
    }

    private static let texts: [(Tariff, net: String, gross: String)] = [
        (tariff([e([kWh("0.5")])]), "0.5/kWh", "0.595/kWh"),
        (
            tariff([
                e([c(.flat, "0.35", "20", 0), c(.parkingTime, "6", "20", 1), c(.time, "3", "20", 1)]),
                e([c(.energy, "0.5", "20", 1)]),
            ]),
            "0.5/kWh + 0.05/min + 0.1/min parking + 0.35 start", "0.6/kWh + 0.06/min + 0.12/min parking + 0.42 start"
        ),
        (
            tariff([e([kWh("0.39")], .init(startMinute: 1320, endMinute: 360)), e([kWh("0.59")])]),
            "0.39–0.59/kWh", "0.4641–0.7021/kWh"
        ),
        (tariff([e([kWh("0.5")], .init(maximumDuration: 3600))]), "0–0.5/kWh", "0–0.595/kWh"),
        (tariff([e([kWh("0.5")]), e([kWh("0.1")])]), "0.5/kWh", "0.595/kWh"),
        (
            tariff([e([kWh("0.5")]), e([c(.time, "60", "19", 1)], .init(reservation: .reservation))]), "0.5/kWh",
            "0.595/kWh"
        ),
        (tariff([e([c(.parkingTime, "5", "0", 1)])]), "5/h parking", "5/h parking"),
        (tariff([e([c(.parkingTime, "0.03", "0", 1)])]), "0.0005/min parking", "0.0005/min parking"),
        (tariff([e([c(.energy, "0.5", nil, 1)])], missingVAT: .unknown), "0.5/kWh", "0.5/kWh"),
        (tariff([e([c(.energy, "0.6", "20", 1)])], tax: .included), "0.5/kWh", "0.6/kWh"),
        (tariff([e([c(.flat, "0", nil, 0)])]), "free", "free"),
        (tariff([]), "free", "free"),
        (tariff([e([kWh("0.5")])], minimum: p("2", "2.38")), "0.5/kWh, at least 2", "0.595/kWh, at least 2.38"),
        (tariff([], minimum: p("2", nil)), "at least 2", "at least 2"),
        (
            tariff([e([c(.energy, "900000000000", "0", 1)])]), "?/kWh", "?/kWh"
        ),
    ]

    @Test(arguments: texts.indices)
    func `a list shows prices per kWh, minute and session`(_ index: Int) {
        let (tariff, net, gross) = Self.texts[index]
        let headline = Self.headline(tariff)
        #expect(headline.text() == net)
        #expect(headline.text(gross: true) == gross)
        #expect(headline.isExact)
    }

    @Test func `a price without VAT is not passed off as one with it`() {
        #expect(Self.headline(tariff([e([kWh()])])).isGrossKnown)
        #expect(!Self.headline(tariff([e([c(.energy, "0.5", nil, 1)])], missingVAT: .unknown)).isGrossKnown)
        #expect(!Self.headline(tariff([e([kWh()])], minimum: p("2", nil))).isGrossKnown)
    }

    @Test func `prices are in the order of the law and exact`() {
        let headline = Self.headline(
            tariff([
                e([c(.time, "2", nil, 1), c(.flat, "1", nil, 0)], .init(reservation: .reservation)),
                e([
                    c(.flat, "0.35", nil, 0), c(.parkingTime, "5", nil, 1), c(.time, "3", nil, 1),
                    c(.energy, "0.5", nil, 1),
                ]),
            ]))
        #expect(
            headline.prices.map(\.kind) == [
                .energy, .chargingMinute, .parkingMinute, .session, .reservationMinute, .reservationFee,
            ])
        let twelfth = ExactNumber(1, over: 12)
        #expect(headline.prices[2].net == twelfth...twelfth)
        #expect(headline.prices.allSatisfy { !$0.varies && !$0.isFreeAtTimes })
    }

    @Test func `a price that is missing at times varies down to nothing`() throws {
        let price = try #require(Self.headline(tariff([e([kWh("0.5")], .init(weekdays: [6]))])).prices.first)
        #expect(price.varies && price.isFreeAtTimes)
        #expect(price.net?.lowerBound == .zero)
    }

    @Test func `a tariff too large to search shows all that it has`() {
        let headline = TariffHeadline(
            tariff([e([kWh("0.5")]), e([kWh("0.1")], .init(maximumEnergy: d("9")))]), now: RuleContext.noon, work: 1)
        #expect(!headline.isExact)
        #expect(headline.text() == "0.1–0.5/kWh")
    }
}
