import Roaming
import Testing

/// A claim that a known mistake leads to; totals derived by hand.
struct MistakenClaim: Sendable, CustomTestStringConvertible {
    let deviation: Deviation
    let tariffs: [Tariff]
    let periods: [(seconds: Int, volumes: [Volume], tariffID: String?)]
    let claim: Price
    let other: [[Tariff]]

    init(
        _ deviation: Deviation, _ tariffs: [Tariff], _ periods: [(Int, [Volume])], _ claim: Price,
        ids: [String?] = [], other: [[Tariff]] = []
    ) {
        self.deviation = deviation
        self.tariffs = tariffs
        self.periods = periods.enumerated().map { ($1.0, $1.1, ids.isEmpty ? nil : ids[$0]) }
        self.claim = claim
        self.other = other
    }

    var testDescription: String { deviation.rawValue }

    /// In Amsterdam's summer, from 22:30 local time (20:30 UTC) on; an hour after the last period starts it ends.
    var detail: ChargeDetail {
        let start = Timestamp(rfc3339: "2026-07-14T20:30:00Z")!
        var detail = ChargeDetail.sample(
            start: start, lasting: .seconds((periods.map(\.seconds).max() ?? 0) + 3600), tariffs: tariffs,
            periods: periods.map {
                ChargePeriod(start: start + .seconds($0.seconds), volumes: $0.volumes, tariffID: $0.tariffID)
            }, total: claim)
        detail.claim.time = Decimal4(tenThousandths: (detail.end - start).wholeMilliseconds / 360)
        return detail
    }

    private static func element(_ components: [PriceComponent], _ restrictions: TariffRestrictions) -> TariffElement {
        TariffElement(components: components, restrictions: restrictions)
    }

    private static func restricted(_ elements: [TariffElement]) -> Tariff {
        var tariff = t("T1", [])
        tariff.elements = elements
        return tariff
    }

    /// 0.20 from 22:00 to 06:00, else 0.40.
    private static let night = restricted([
        element([c(.energy, "0.2", "0", 1)], TariffRestrictions(startMinute: 1320, endMinute: 360)),
        element([c(.energy, "0.4", "0", 1)], .none),
    ])

    /// 0.50 until 10 kWh, then 0.30.
    private static let tiers = restricted([
        element([c(.energy, "0.5", "0", 1)], TariffRestrictions(maximumEnergy: d("10"))),
        element([c(.energy, "0.3", "0", 1)], .none),
    ])

    static let all: [MistakenClaim] = [
        // 1.2 and 1.3 kWh in blocks of 1: 3 kWh once, 2 + 2 by period.
        MistakenClaim(
            .stepPerPeriod, [t("T1", [[c(.energy, "1", "0", 1000)]])],
            [(0, [v(.energy, "1.2")]), (60, [v(.energy, "1.3")])], p("4", nil)),
        MistakenClaim(
            .stepIgnored, [t("T1", [[c(.energy, "1", "0", 1000)]])], [(0, [v(.energy, "2.5")])], p("2.5", nil)),
        // 3 min of each in blocks of 10: 0.30 + 0.50 when only parking is rounded, 1.00 + 0.50 when both are.
        MistakenClaim(
            .stepOnTimeAndParking, [t("T1", [[c(.time, "6", "0", 600), c(.parkingTime, "3", "0", 600)]])],
            [(0, [v(.time, "0.05")]), (180, [v(.parkingTime, "0.05")])], p("1.5", nil)),
        // 0.4 kWh are free at night; 0.3 of the day make a block of 0.5, 0.7 would make one of 1 with 0.4 to spare.
        MistakenClaim(
            .unpricedInBlock,
            [restricted([element([c(.energy, "1", "0", 500)], TariffRestrictions(minimumDuration: 3600))])],
            [(0, [v(.energy, "0.4")]), (3600, [v(.energy, "0.3")])], p("0.6", nil)),
        MistakenClaim(.utc, [night], [(0, [v(.energy, "10")])], p("4", nil)),
        // 22:30 to 23:30 local; with standard time all year it would be 21:30: the dearer price for the first period.
        MistakenClaim(
            .wrongOffset,
            [
                restricted([
                    element([c(.energy, "0.2", "0", 1)], TariffRestrictions(startMinute: 1310, endMinute: 360)),
                    element([c(.energy, "0.4", "0", 1)], TariffRestrictions(startMinute: 1260, endMinute: 1310)),
                    element([c(.energy, "0.7", "0", 1)], .none),
                ])
            ], [(0, [v(.energy, "10")])], p("4", nil)),
        // The element with the start fee matches first and has no energy price.
        MistakenClaim(
            .wholeElement, [t("T1", [[c(.flat, "0.5", "0", 1)], [c(.energy, "0.4", "0", 1)]])],
            [(0, [v(.energy, "10")])], p("0.5", nil)),
        // The second period starts at exactly 10 kWh.
        MistakenClaim(
            .maximumInclusive, [tiers], [(0, [v(.energy, "10")]), (60, [v(.energy, "5")])], p("7.5", nil)),
        MistakenClaim(
            .flatPerPeriod, [t("T1", [[c(.flat, "1", "0", 1), c(.energy, "0.4", "0", 1)]])],
            [(0, [v(.energy, "5")]), (60, [v(.energy, "5")])], p("6", nil)),
        MistakenClaim(
            .limitIgnored, [t("T1", [[c(.energy, "0.5", "0", 1)]], maximum: p("10", nil))],
            [(0, [v(.energy, "40")])], p("20", nil)),
        // 20.00 with 19 % is 23.80; the maximum is 10.00 without and 13.00 with VAT, 11.90 when only the first counts.
        MistakenClaim(
            .limitNetOnly, [t("T1", [[c(.energy, "0.5", "19", 1)]], maximum: p("10", "13"))],
            [(0, [v(.energy, "40")])], p("10", "11.9")),
        MistakenClaim(
            .vatOnGross, [t("T1", [[c(.energy, "0.5", "20", 1)]])], [(0, [v(.energy, "10")])], p("6", "7.2")),
        MistakenClaim(
            .vatMissing, [t("T1", [[c(.energy, "0.5", "20", 1)]])], [(0, [v(.energy, "10")])], p("5", "5")),
        MistakenClaim(
            .taxMisread, [t("T1", [[c(.energy, "0.6", "20", 1)]])], [(0, [v(.energy, "10")])], p("5", "6")),
        MistakenClaim(
            .otherVersion, [t("T1", [[c(.energy, "0.5", "0", 1)]])], [(0, [v(.energy, "10")])], p("4.5", nil),
            other: [[t("T1", [[c(.energy, "0.45", "0", 1)]])]]),
        MistakenClaim(
            .otherVersion,
            [
                t("T1", [[c(.energy, "0.5", "0", 1)]]),
                t("t1", [[c(.energy, "0.45", "0", 1)]], to: "2020-01-01T00:00:00Z"),
            ],
            [(0, [v(.energy, "10")])], p("4.5", nil)),
        MistakenClaim(
            .tariffIDIgnored, [t("T1", [[c(.energy, "0.5", "0", 1)]]), t("T2", [[c(.energy, "0.7", "0", 1)]])],
            [(0, [v(.energy, "10")])], p("5", nil), ids: ["T2"]),
        MistakenClaim(
            .tariffIDStrict, [t("T1", [[c(.energy, "0.5", "0", 1)]])],
            [(0, [v(.energy, "10")]), (60, [v(.energy, "10")])], p("5", nil), ids: ["T1", nil]),
        // 0.3333 kWh at 0.3333, sixty times: 6.67 in all, 0.11 each and 6.60 in all when each is rounded.
        MistakenClaim(
            .roundedPerPeriod, [t("T1", [[c(.energy, "0.3333", "0", 0)]])],
            (0..<60).map { ($0 * 60, [v(.energy, "0.3333")]) }, p("6.6", nil)),
        MistakenClaim(.unsorted, [tiers], [(60, [v(.energy, "10")]), (0, [v(.energy, "12")])], p("8.6", nil)),
    ]
}

@Suite struct ExplanationTests {
    private static let zone = ZoneRules(
        name: "Europe/Amsterdam", changes: [1_774_746_000, 1_792_890_000], offsets: [3600, 7200, 3600])

    @Test(arguments: MistakenClaim.all)
    func `a claim that a known mistake leads to is explained by its name`(_ mistake: MistakenClaim) {
        let found = ExplanationSearch.find(
            mistake.detail, tariffs: mistake.tariffs, zone: Self.zone, otherVersions: mistake.other)
        #expect(found.contains { $0.deviations == [mistake.deviation] }, "\(found.map(\.deviations))")
        #expect(found.allSatisfy { !$0.description.isEmpty })
    }

    @Test func `every deviation but cutting off has a claim it explains, and each says what went wrong`() {
        let explained = Set(MistakenClaim.all.map(\.deviation))
        // What is cut off is at most a cent, which a comparison takes for rounding.
        #expect(Set(Deviation.allCases).subtracting(explained) == [.truncated])
        #expect(Set(Deviation.allCases.map(\.explanation)).count == Deviation.allCases.count)
    }

    @Test func `two mistakes at once are found as a pair, and only where one will not do`() {
        // 2.2 kWh in blocks of 1 at 1.00 plus 20 %: 3.00 and 3.60; without blocks and VAT it is 2.20 and 2.20.
        let tariff = t("T1", [[c(.energy, "1", "20", 1000)]])
        let detail = MistakenClaim(.stepIgnored, [tariff], [(0, [v(.energy, "2.2")])], p("2.2", "2.2")).detail
        let found = ExplanationSearch.find(detail, tariffs: [tariff], zone: nil)
        #expect(found.first?.deviations == [.stepIgnored, .vatMissing])
    }

    @Test func `a claim that agrees needs no explanation, and an arbitrary one has none`() {
        let tariff = t("T1", [[c(.energy, "0.5", "0", 1)]])
        let right = MistakenClaim(.utc, [tariff], [(0, [v(.energy, "10")])], p("5", nil)).detail
        let wrong = MistakenClaim(.utc, [tariff], [(0, [v(.energy, "10")])], p("123.45", nil)).detail
        #expect(ExplanationSearch.find(right, tariffs: [tariff], zone: Self.zone) == [])
        #expect(ExplanationSearch.find(wrong, tariffs: [tariff], zone: Self.zone) == [])
    }

    @Test(arguments: [
        ("5", "1", "5", true), ("5.01", "1", "5", true), ("5.02", "1", "5", false), ("4.997", "1", "4.997", true),
        ("5.00", "1", "4.997", true), ("0.0313", "0.125", "0.25", true), ("0.03", "0.125", "0.25", true),
        ("0.04", "0.125", "0.25", true), ("0.06", "0.125", "0.25", false),
    ])
    func `a claim agrees within one unit of the last place that it shows`(
        _ claimed: String, _ energy: String, _ price: String, _ agrees: Bool
    ) throws {
        let tariff = t("T1", [[c(.energy, price, nil, 0)]])
        let period = ChargePeriod(start: Timestamp(milliseconds: 0), volumes: [v(.energy, energy)])
        let detail = ChargeDetail.sample(periods: [period], total: p(claimed, nil))
        let charge = try #require(Rating.rate(detail, tariffs: [tariff], zone: nil).charge)
        let costs = Comparison(of: detail, with: charge).divergences.filter { $0.figure == .totalCost }
        #expect(costs.isEmpty == agrees, "\(costs)")
    }

    /// FLAT 2.00 + 20 %, PARKING_TIME 6.00 + 20 %: what a CPO claims as parking and as fixed cost.
    @Test(arguments: [
        (p("6", "7.2"), p("2", "2.4"), []), (p("8", "9.6"), p("0", "0"), []),
        (
            p("5", "6"), p("3", "3.6"),
            [
                "total_parking_cost.excl:-1.00", "total_parking_cost.incl:-1.20", "total_fixed_cost.excl:+1.00",
                "total_fixed_cost.incl:+1.20",
            ]
        ),
        (p("6", "6"), p("2", "2.4"), ["total_parking_cost.incl:-1.20"]),
        (p("6", "7.2"), p("2", "3.4"), ["total_fixed_cost.incl:+1.00"]),
    ])
    func `a flat fee counts as fixed or with parking, and nothing in between`(
        _ parking: Price, _ fixed: Price, _ divergences: [String]
    ) throws {
        let tariff = t("T1", [[c(.flat, "2", "20", 0), c(.parkingTime, "6", "20", 0)]])
        let period = ChargePeriod(
            start: Timestamp(rfc3339: "2026-11-20T09:00:00Z")!, volumes: [v(.parkingTime, "1")])
        var detail = ChargeDetail.sample(periods: [period], total: p("8", "9.6"))
        (detail.claim.parkingCost, detail.claim.fixed) = (parking, fixed)
        let charge = try #require(Rating.rate(detail, tariffs: [tariff], zone: nil).charge)
        #expect(Comparison(of: detail, with: charge).divergences.map(\.description) == divergences)
    }
}
