import Roaming
import Testing

@Suite struct RatingTests {
    @Test(arguments: RatingVector.all)
    func `a session costs what the tariff says`(_ vector: RatingVector) throws {
        let charge: RatedCharge
        switch Rating.rate(vector.detail, tariffs: vector.detail.tariffs, zone: .utc) {
        case .rated(let rated): charge = rated
        case .cannotRate(let obstacle):
            #expect(vector.net == nil, "\(obstacle)")
            return
        }
        let rounded = { (literal: String) in d(literal).exact.text(decimals: vector.decimals) }
        if let net = vector.net { #expect(charge.total.net?.text(decimals: vector.decimals) == rounded(net)) }
        if let gross = vector.gross { #expect(charge.total.gross?.text(decimals: vector.decimals) == rounded(gross)) }
        for (dimension, cost) in vector.parts {
            #expect((charge.part(dimension)?.net ?? .zero).text(decimals: vector.decimals) == rounded(cost))
        }
        #expect(charge.limit == vector.limit)
        let sum = try charge.lines.reduce(ExactNumber.zero) { try $0.adding($1.cost.net ?? .zero) }
        if let net = charge.totalBeforeLimit.net { #expect(sum == net) }
    }

    @Test func `lines name the element, the component and the period that priced them`() throws {
        let tariff = t("T1", [[c(.flat, "0.62", "19", 0)], [c(.energy, "0.59", "19", 1)]])
        let detail = ChargeDetail.sample(
            tariffs: [tariff],
            periods: [
                ChargePeriod(start: Timestamp(milliseconds: 0), volumes: [v(.time, "1")]),
                ChargePeriod(start: Timestamp(milliseconds: 3_600_000), volumes: [v(.energy, "10")]),
            ])
        guard case .rated(let charge) = Rating.rate(detail, tariffs: [tariff], zone: nil) else {
            Issue.record("not rated")
            return
        }
        #expect(charge.lines.map(\.family) == [.energy, .flat])
        #expect(charge.lines.map(\.element) == [1, 0])
        #expect(charge.lines.map(\.period) == [1, 0])
        #expect(charge.notes == [.periodsOutsideSession, .unpriced(.time, period: 0)])
        #expect(charge.total.net?.text() == "6.52")
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
        guard case .rated(let charge) = Rating.rate(detail, tariffs: [tariff], zone: nil) else {
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
        (.negativeStep(tariff: "T1", element: 0), t("T1", [[c(.energy, "1", nil, -1)]]), [v(.energy, "1")]),
        (
            .unknownRestriction(tariff: "T1", element: 0, names: ["weather"]),
            restricted(TariffRestrictions(unknown: ["weather"])), [v(.energy, "1")]
        ),
        (.noTimeZone(tariff: "T1"), restricted(TariffRestrictions(startMinute: 480)), [v(.energy, "1")]),
    ]

    @Test(arguments: unrateable.indices)
    func `what cannot be rated is never guessed and says why`(_ row: Int) {
        let (obstacle, tariff, volumes) = Self.unrateable[row]
        let detail = ChargeDetail.sample(
            periods: [ChargePeriod(start: Timestamp(rfc3339: "2026-11-20T09:00:00Z")!, volumes: volumes)])
        #expect(Rating.rate(detail, tariffs: tariff.map { [$0] } ?? [], zone: nil) == .cannotRate(obstacle))
        #expect(!obstacle.description.isEmpty)
    }

    @Test func `a restricted element behind an unrestricted one, or about reservations, does not matter`() {
        var tariff = t("T1", [[c(.energy, "0.5", nil, 1)], [c(.energy, "9", nil, 1)], [c(.time, "9", nil, 1)]])
        tariff.elements[1].restrictions.minimumEnergy = d("10")
        tariff.elements[2].restrictions.reservation = .expired
        let detail = ChargeDetail.sample(
            periods: [ChargePeriod(start: Timestamp(milliseconds: 0), volumes: [v(.energy, "20"), v(.time, "1")])])
        guard case .rated(let charge) = Rating.rate(detail, tariffs: [tariff], zone: nil) else {
            Issue.record("not rated")
            return
        }
        #expect(charge.total.net?.text() == "10")
    }

    @Test func `a period that names a tariff the CDR does not have is priced with the standard one, and noted`() {
        var period = ChargePeriod(start: Timestamp(milliseconds: 0), volumes: [v(.energy, "1")])
        period.tariffID = "T9"
        let tariff = t("T1", [[c(.energy, "1", nil, 1)]])
        let charge = Rating.rate(.sample(periods: [period]), tariffs: [tariff], zone: nil).charge
        #expect(charge?.notes.contains(.tariffIDUnknown(period: 0)) == true)
        #expect(charge?.total.net?.text() == "1")
    }

    @Test(arguments: [("0.1667", 6, 60, "1"), ("0.0834", 3, 300, "0.25"), ("0.0834", 3, 0, "0.2502")])
    func `the seconds of each period are read before they are summed up`(
        _ hours: String, _ periods: Int, _ step: Int, _ billed: String
    ) {
        let tariff = t("T1", [[c(.time, "6", nil, step)]])
        let detail = ChargeDetail.sample(
            periods: (0..<periods).map {
                ChargePeriod(start: Timestamp(milliseconds: Int64($0) * 1000), volumes: [v(.time, hours)])
            })
        #expect(Rating.rate(detail, tariffs: [tariff], zone: nil).charge?.billed.time?.text() == billed)
    }

    @Test(arguments: [([v(.time, "1"), v(.energy, "0")], "1"), ([v(.time, "1")], "2"), ([v(.parkingTime, "1")], "2")])
    func `an average power needs a measured energy, and zero is one`(_ volumes: [Volume], _ total: String) {
        var tariff = t(
            "T1",
            [
                [c(.time, "1", nil, 0), c(.parkingTime, "1", nil, 0)],
                [c(.time, "2", nil, 0), c(.parkingTime, "2", nil, 0)],
            ])
        tariff.elements[0].restrictions.maximumPower = d("16")
        let detail = ChargeDetail.sample(periods: [ChargePeriod(start: Timestamp(milliseconds: 0), volumes: volumes)])
        #expect(Rating.rate(detail, tariffs: [tariff], zone: nil).charge?.total.net?.text() == total)
    }

    @Test func `a tariff that every period names needs not be valid at the start`() {
        let tariff = t("T1", [[c(.energy, "1", nil, 0)]], to: "2000-01-01T00:00:00Z")
        var period = ChargePeriod(start: Timestamp(rfc3339: "2026-11-20T09:00:00Z")!, volumes: [v(.energy, "10")])
        let unnamed = Rating.rate(.sample(periods: [period]), tariffs: [tariff], zone: nil)
        #expect(unnamed == .cannotRate(.noTariffValid(at: Timestamp(rfc3339: "2026-11-20T09:00:00Z")!)))
        period.tariffID = "t1"
        #expect(Rating.rate(.sample(periods: [period]), tariffs: [tariff], zone: nil).charge?.total.net?.text() == "10")
    }

    @Test(arguments: [("T2", "7"), ("t2", "7"), (nil, "5")])
    func `a period's tariff is the version that was valid when the session started`(_ id: String?, _ total: String) {
        let start = "2026-11-20T09:00:00Z"
        let tariffs = [
            t("T1", [[c(.energy, "5", nil, 1)]]), t("T2", [[c(.energy, "6", nil, 1)]], to: start),
            t("t2", [[c(.energy, "7", nil, 1)]], from: start), t("T2", [[c(.energy, "8", nil, 1)]]),
        ]
        let period = ChargePeriod(start: Timestamp(rfc3339: start)!, volumes: [v(.energy, "1")], tariffID: id)
        let charge = Rating.rate(.sample(periods: [period]), tariffs: tariffs, zone: nil).charge
        #expect(charge?.total.net?.text() == total)
    }

    @Test func `a price with tax in it and no rate leaves the amount without tax unknown`() {
        let tariff = t("T1", [[c(.energy, "1", nil, 1)]], tax: .included)
        let period = ChargePeriod(start: Timestamp(milliseconds: 0), volumes: [v(.energy, "2")])
        let charge = Rating.rate(.sample(periods: [period]), tariffs: [tariff], zone: nil).charge
        #expect(charge?.total.net == nil)
        #expect(charge?.total.gross?.text() == "2")
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

extension RatedCharge {
    func part(_ dimension: TariffDimension) -> ExactPrice? {
        switch dimension {
        case .energy: energy
        case .time, .sessionTime: time
        case .parkingTime: parking
        case .flat: fixed
        }
    }
}
