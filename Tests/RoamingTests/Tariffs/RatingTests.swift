import Roaming
import Testing

@Suite struct RatingTests {
    @Test(arguments: RatingVector.all)
    func `a session costs what the tariff says`(_ vector: RatingVector) throws {
        let charge: RatedCharge
        switch Rating.rate(vector.detail, tariffs: vector.detail.tariffs) {
        case .rated(let rated): charge = rated
        case .cannotRate(let obstacle):
            #expect(vector.net == nil, "\(obstacle)")
            return
        }
        let rounded = { (literal: String) in d(literal).exact.text(decimals: vector.decimals) }
        if let net = vector.net { #expect(charge.total.net.text(decimals: vector.decimals) == rounded(net)) }
        if let gross = vector.gross { #expect(charge.total.gross.text(decimals: vector.decimals) == rounded(gross)) }
        for (dimension, cost) in vector.parts {
            #expect((charge.parts[dimension]?.net ?? .zero).text(decimals: vector.decimals) == rounded(cost))
        }
        #expect(charge.limit == vector.limit)
        let sum = try charge.lines.reduce(ExactNumber.zero) { try $0.adding($1.cost.net) }
        #expect(sum == charge.totalBeforeLimit.net)
    }

    @Test func `lines name the element, the component and the period that priced them`() throws {
        let tariff = t("T1", [[c(.flat, "0.62", "19", 0)], [c(.energy, "0.59", "19", 1)]])
        let detail = ChargeDetail.sample(
            tariffs: [tariff],
            periods: [
                ChargePeriod(start: Timestamp(milliseconds: 0), volumes: [v(.time, "1")]),
                ChargePeriod(start: Timestamp(milliseconds: 3_600_000), volumes: [v(.energy, "10")]),
            ])
        guard case .rated(let charge) = Rating.rate(detail, tariffs: [tariff]) else {
            Issue.record("not rated")
            return
        }
        #expect(charge.lines.map(\.dimension) == [.energy, .flat])
        #expect(charge.lines.map(\.element) == [1, 0])
        #expect(charge.lines.map(\.period) == [1, 0])
        #expect(charge.notes == [.unpriced(.time, period: 0)])
        #expect(charge.total.net.text() == "6.52")
    }

    @Test(arguments: [
        ("0.0834", 300, "0.0833"), ("0.0833", 300, "0.0833"), ("0.0836", 300, "0.1667"), ("0.0001", 60, "0.0167"),
        ("0.5", 0, "0.5"),
    ])
    func `hours are read to the second before the step`(_ hours: String, _ step: Int, _ billed: String) {
        let tariff = t("T1", [[c(.time, "6", nil, step)]])
        let detail = ChargeDetail.sample(periods: [
            ChargePeriod(start: Timestamp(milliseconds: 0), volumes: [v(.time, hours)])
        ])
        guard case .rated(let charge) = Rating.rate(detail, tariffs: [tariff]) else {
            Issue.record("not rated")
            return
        }
        #expect(charge.lines.map { $0.quantity.text() } == [billed])
    }

    static let unrateable: [(RatingObstacle, Tariff?, [Volume])] = [
        (.noTariff, nil, [v(.energy, "1")]),
        (
            .noTariffValid(at: Timestamp(rfc3339: "2026-11-20T09:00:00Z")!),
            t("T1", [], to: "2026-11-20T09:00:00Z"), [v(.energy, "1")]
        ),
        (
            .currencyDiffers(tariff: "T1", Currency("SEK")!, session: Currency("EUR")!), t("T1", [], currency: "SEK"),
            [v(.energy, "1")]
        ),
        (.negativeVolume(.time, period: 0), t("T1", [[c(.time, "1", nil, 1)]]), [v(.time, "-1")]),
        (.tooLarge, t("T1", [[c(.energy, "1", nil, 1)]]), [v(.energy, "922337203685477")]),
        (.tooLarge, t("T1", [[c(.energy, "922337203685477", nil, 1)]]), [v(.energy, "1")]),
        (.negativeStep(tariff: "T1"), t("T1", [[c(.energy, "1", nil, -1)]]), [v(.energy, "1")]),
        (.taxRateMissing(tariff: "T1"), t("T1", [[c(.energy, "1", nil, 1)]], tax: .included), [v(.energy, "1")]),
        (
            .restricted(tariff: "T1", element: 0, dimension: .energy, restrictions: ["start_time", "day_of_week"]),
            restricted(TariffRestrictions(startMinute: 480, weekdays: [1])), [v(.energy, "1")]
        ),
        (
            .reservation(tariff: "T1"), restricted(TariffRestrictions(reservation: .reservation)),
            [v(.reservationTime, "1")]
        ),
    ]

    @Test(arguments: unrateable.indices)
    func `what cannot be rated is never guessed and says why`(_ row: Int) {
        let (obstacle, tariff, volumes) = Self.unrateable[row]
        let detail = ChargeDetail.sample(
            periods: [ChargePeriod(start: Timestamp(rfc3339: "2026-11-20T09:00:00Z")!, volumes: volumes)])
        #expect(Rating.rate(detail, tariffs: tariff.map { [$0] } ?? []) == .cannotRate(obstacle))
        #expect(!obstacle.description.isEmpty)
    }

    @Test func `a restricted element behind an unrestricted one, or about reservations, does not matter`() {
        var tariff = t("T1", [[c(.energy, "0.5", nil, 1)], [c(.energy, "9", nil, 1)], [c(.time, "9", nil, 1)]])
        tariff.elements[1].restrictions.minimumEnergy = d("10")
        tariff.elements[2].restrictions.reservation = .expired
        let detail = ChargeDetail.sample(
            periods: [ChargePeriod(start: Timestamp(milliseconds: 0), volumes: [v(.energy, "20"), v(.time, "1")])])
        guard case .rated(let charge) = Rating.rate(detail, tariffs: [tariff]) else {
            Issue.record("not rated")
            return
        }
        #expect(charge.total.net.text() == "10")
    }

    @Test func `a period that names a tariff the CDR does not have is not rated`() {
        var period = ChargePeriod(start: Timestamp(milliseconds: 0), volumes: [v(.energy, "1")])
        period.tariffID = "T9"
        let tariff = t("T1", [[c(.energy, "1", nil, 1)]])
        #expect(
            Rating.rate(.sample(periods: [period]), tariffs: [tariff])
                == .cannotRate(.unknownTariff(id: "T9", period: 0)))
    }

    private static func restricted(_ restrictions: TariffRestrictions) -> Tariff {
        var tariff = t("T1", [[c(.energy, "1", nil, 1)]])
        tariff.elements[0].restrictions = restrictions
        return tariff
    }
}

extension Decimal4 {
    var exact: ExactNumber { ExactNumber(self) }
}
