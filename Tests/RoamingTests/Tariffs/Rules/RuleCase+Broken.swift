@testable import Roaming

extension RuleCase {
    /// At least one for every rule on tariffs.
    static let broken: [RuleCase] = [
        .init(
            .energyPriceMissing, "50 kW and nothing but time", .on(tariff([e([c(.time, "6", "19", 1)])]), at: [.at(50)])
        ),
        .init(
            .energyPriceMissing, "no price per kWh after an hour",
            .on(tariff([e([kWh()], .init(maximumDuration: 3600)), e([c(.time, "6", "19", 1)])]), at: [.at(150)])),
        .init(
            .energyPriceMissing, "the price per kWh has a restriction that nobody knows",
            .on(tariff([e([kWh()], .init(unknown: ["moon"]))]), at: [.at(50)])),
        .init(.timePrice, "charging time at 50 kW", .on(tariff([e([kWh(), c(.time, "6", "19", 1)])]), at: [.at(50)])),
        .init(
            .timePrice, "an untyped tariff",
            .on(tariff([e([kWh(), c(.time, "6", "19", 1)])], type: nil), at: [.at(50)])),
        .init(.flatPrice, "a start fee at 50 kW", .on(tariff([e([kWh(), c(.flat, "0.35", "19", 0)])]), at: [.at(50)])),
        .init(.minutePrice, "five an hour", .on(tariff([e([kWh(), c(.parkingTime, "5", "19", 1)])]), at: [.at(11)])),
        .init(.adHocMissing, "only for contracts", .on(tariff([e([kWh()])], type: "REGULAR"), at: [.at(11)])),
        .init(
            .adHocMissing, "the ad hoc tariff has ended",
            .on(
                tariff([e([kWh()])], type: "REGULAR"),
                at: [
                    .at(11, others: [.init(id: "T2", type: nil, validTo: Timestamp(rfc3339: "2026-11-28T12:00:00Z"))])
                ])),
        .init(
            .typeOverlap, "two ad hoc tariffs",
            .on(tariff([e([kWh()])]), at: [.at(11, others: [.init(id: "T2", type: "AD_HOC_PAYMENT")])])),
        .init(
            .typeOverlap, "the second begins later",
            .on(
                tariff([e([kWh()])]),
                at: [
                    .at(
                        11,
                        others: [
                            .init(
                                id: "T2", type: "AD_HOC_PAYMENT",
                                validFrom: Timestamp(rfc3339: "2030-01-01T00:00:00Z"))
                        ])
                ])),
        .init(
            .germanEnergyPrice, "by the hour in Germany",
            .on(tariff([e([c(.time, "3", "19", 1)])]), at: [.at(11, "deu")])),
        .init(.grossUnknown, "no VAT", .on(tariff([e([c(.energy, "0.59", nil, 1)])]))),
        .init(
            .grossUnknown, "VAT unknown", .on(tariff([e([c(.energy, "0.59", nil, 1)])], missingVAT: .unknown))),
        .init(.priceInText, "another price", .on(tariff([e([kWh()])]), texts: ["Nur 0,49 €/kWh!"])),
        .init(.priceInText, "one unit", .on(tariff([e([kWh()])]), texts: ["1 €/kWh"])),
        .init(.priceInText, "cents", .on(tariff([e([kWh()])]), texts: ["49ct per kWh"])),
        .init(.priceInText, "currency in front", .on(tariff([e([kWh()])]), texts: ["EUR 0.49 flat"])),
        .init(.bigStep, "2 kWh", .on(tariff([e([c(.energy, "0.59", "19", 2000)])]))),
        .init(.unpriced, "nights cost nothing", .on(tariff([e([kWh()], .init(startMinute: 360, endMinute: 1320))]))),
        .init(
            .unpriced, "power tiers with a gap",
            .on(
                tariff([
                    e([kWh(), c(.flat, "1", "19", 0)], .init(maximumPower: d("22"))),
                    e([kWh()], .init(minimumPower: d("50"))), e([c(.flat, "0", nil, 0)]),
                ]))),
        .init(.unpriced, "no elements", .on(tariff([]))),
        .init(.unreachable, "the second of the same", .on(tariff([e([kWh()]), e([kWh("0.49")])]))),
        .init(
            .unreachable, "two tiers cover all",
            .on(
                tariff([
                    e([kWh()], .init(maximumEnergy: d("10"))), e([kWh("0.49")], .init(minimumEnergy: d("10"))),
                    e([kWh("0.39")]),
                ]))),
        .init(
            .unreachable, "weekdays and weekend cover all",
            .on(
                tariff([
                    e([kWh()], .init(weekdays: [1, 2, 3, 4, 5])), e([kWh("0.49")], .init(weekdays: [6, 7])),
                    e([kWh("0.39")], .init(startMinute: 60, endMinute: 120)),
                ]))),
        .init(
            .unreachable, "one component of two",
            .on(tariff([e([kWh()]), e([kWh("0.49"), c(.parkingTime, "6", "19", 1)])]))),
        .init(
            .unreachable, "a reservation's second price",
            .on(
                tariff([
                    e([c(.time, "3", "19", 1)], .init(reservation: .reservation)),
                    e([c(.time, "6", "19", 1)], .init(reservation: .reservation)), e([kWh()]),
                ]))),
        .init(
            .neverActive, "last year", .on(tariff([e([kWh()]), e([kWh()], .init(endDate: CivilDate("2026-01-01")))]))),
        .init(
            .neverActive, "a Sunday in two days that have none",
            .on(
                tariff([
                    e(
                        [kWh("0.49")],
                        .init(
                            startDate: CivilDate("2026-12-01"), endDate: CivilDate("2026-12-03"), weekdays: [7])),
                    e([kWh()]),
                ]))),
        .init(
            .neverActive, "after the tariff's end",
            .on(
                tariff(
                    [e([kWh("0.49")], .init(startDate: CivilDate("2027-01-01"))), e([kWh()])],
                    to: "2027-01-01T00:00:00Z"))),
        .init(.neverActive, "ended", .on(tariff([e([kWh()])], to: "2026-01-01T00:00:00Z"))),
        .init(.undecided, "thousands of tiers", .on(.hostile(elements: 5000))),
        .init(.duplicateDimension, "two prices per kWh", .on(tariff([e([kWh(), kWh("0.49")])]))),
        .init(.impossible, "kWh", .on(tariff([e([kWh()], .init(minimumEnergy: d("10"), maximumEnergy: d("10")))]))),
        .init(.impossible, "power", .on(tariff([e([kWh()], .init(minimumPower: d("50"), maximumPower: d("22")))]))),
        .init(.impossible, "current", .on(tariff([e([kWh()], .init(maximumCurrent: d("0")))]))),
        .init(.impossible, "duration", .on(tariff([e([kWh()], .init(minimumDuration: 60, maximumDuration: 60))]))),
        .init(
            .impossible, "dates",
            .on(
                tariff([e([kWh()], .init(startDate: CivilDate("2027-01-01"), endDate: CivilDate("2027-01-01")))]))),
        .init(.wholeDay, "08:00 to 08:00", .on(tariff([e([kWh()], .init(startMinute: 480, endMinute: 480))]))),
        .init(.wholeDay, "midnight to midnight", .on(tariff([e([kWh()], .init(startMinute: 0, endMinute: 0))]))),
        .init(.wholeDay, "to 23:59", .on(tariff([e([kWh()], .init(startMinute: 0, endMinute: 1439)), e([kWh()])]))),
        .init(
            .emptyRestrictions, "all days from 0 kWh on",
            .on(tariff([e([kWh()], .init(minimumEnergy: .zero, weekdays: [1, 2, 3, 4, 5, 6, 7]))]))),
        .init(
            .reservationDimension, "energy of a reservation",
            .on(tariff([e([kWh()], .init(reservation: .reservation)), e([kWh()])]))),
        .init(.limitsCross, "net", .on(tariff([e([kWh()])], minimum: p("5", nil), maximum: p("4", nil)))),
        .init(.limitsCross, "gross", .on(tariff([e([kWh()])], minimum: p("4", "6"), maximum: p("5", "5")))),
        .init(.vatRange, "42 %", .on(tariff([e([c(.energy, "0.59", "42", 1)])]))),
        .init(.vatRange, "a fraction", .on(tariff([e([c(.energy, "0.59", "0.19", 1)])]))),
        .init(.vatWithoutTax, "N/A with 19 %", .on(tariff([e([kWh()])], tax: .notApplicable))),
        .init(
            .staleReference, "an unknown id",
            .on(tariff([e([kWh()])]), at: [.at(11, ids: ["T1", "T9"])], known: ["T1"])),
        .init(
            .staleReference, "a tariff that ended",
            .on(tariff([e([kWh()])], to: "2026-11-28T12:00:00Z"), at: [.at(11, ids: ["T1"])], known: ["T1"])),
        .init(
            .changeUnderway, "three sessions", .on(tariff([e([kWh()])]), before: tariff([e([kWh("0.58")])]), open: 3)),
        .init(.priceJump, "half as much again", .on(tariff([e([kWh("0.75")])]), before: tariff([e([kWh("0.50")])]))),
        .init(.priceJump, "cents", .on(tariff([e([kWh("59")])]))),
        .init(.priceJump, "a tenth", .on(tariff([e([kWh("0.059")])]))),
        .init(
            .priceJump, "minutes",
            .on(
                tariff([e([kWh(), c(.parkingTime, "0.0833", "19", 1)])]),
                before: tariff([e([kWh(), c(.parkingTime, "5", "19", 1)])]))),
        .init(.priceJump, "another currency", .on(tariff([e([kWh()])]), before: tariff([e([kWh()])], currency: "CHF"))),
        .init(
            .publicDifference, "a fifth more", .on(tariff([e([kWh()])]), comparisons: [.of("10", "12")])),
        .init(
            .partnerSpread, "one partner pays more",
            .on(tariff([e([kWh()])]), comparisons: [.of(nil, "10"), .of(nil, "12", "FR*B")])),
        .init(
            .abovePublic, "a cent more under a cap",
            .on(tariff([e([kWh()])]), comparisons: [.of("10", "10.01", isCapped: true)])),
    ]
}
