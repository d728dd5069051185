@testable import Roaming

extension RuleCase {
    /// Each nearly breaks the rule.
    static let kept: [RuleCase] = [
        .init(.energyPriceMissing, "below 50 kW", .on(tariff([e([c(.time, "6", "19", 1)])]), at: [.at(49)])),
        .init(
            .energyPriceMissing, "not public",
            .on(tariff([e([c(.time, "6", "19", 1)])]), at: [.at(50, isPublic: false)])),
        .init(.energyPriceMissing, "outside the EU", .on(tariff([e([c(.time, "6", "19", 1)])]), at: [.at(50, "CHE")])),
        .init(
            .energyPriceMissing, "with a contract",
            .on(tariff([e([c(.time, "6", "19", 1)])], type: "REGULAR"), at: [.at(50)])),
        .init(.energyPriceMissing, "free of charge", .on(tariff([e([c(.flat, "0", nil, 0)])]), at: [.at(50)])),
        .init(
            .energyPriceMissing, "the gap is above the connector's power",
            .on(tariff([e([kWh()], .init(maximumPower: d("150.0001")))]), at: [.at(150)])),
        .init(
            .energyPriceMissing, "two elements that cover all",
            .on(
                tariff([e([kWh()], .init(maximumDuration: 3600)), e([kWh()], .init(minimumDuration: 3600))]),
                at: [.at(150)])),
        .init(.timePrice, "occupancy", .on(tariff([e([kWh(), c(.parkingTime, "6", "19", 1)])]), at: [.at(50)])),
        .init(
            .timePrice, "a reservation",
            .on(tariff([e([c(.time, "6", "19", 1)], .init(reservation: .reservation)), e([kWh()])]), at: [.at(50)])),
        .init(.timePrice, "at no cost", .on(tariff([e([kWh(), c(.time, "0", "19", 1)])]), at: [.at(50)])),
        .init(.flatPrice, "22 kW", .on(tariff([e([kWh(), c(.flat, "0.35", "19", 0)])]), at: [.at(22)])),
        .init(.minutePrice, "six an hour", .on(tariff([e([kWh(), c(.parkingTime, "6", "19", 1)])]), at: [.at(11)])),
        .init(
            .adHocMissing, "another is ad hoc",
            .on(
                tariff([e([kWh()])], type: "REGULAR"),
                at: [.at(11, others: [.init(id: "T2", type: "AD_HOC_PAYMENT")])])),
        .init(.adHocMissing, "at home", .on(tariff([e([kWh()])], type: "REGULAR"), at: [.at(11, isPublic: false)])),
        .init(
            .typeOverlap, "one after the other",
            .on(
                tariff([e([kWh()])], to: "2027-01-01T00:00:00Z"),
                at: [
                    .at(
                        11,
                        others: [
                            .init(
                                id: "T2", type: "AD_HOC_PAYMENT",
                                validFrom: Timestamp(rfc3339: "2027-01-01T00:00:00Z"))
                        ])
                ])),
        .init(
            .typeOverlap, "itself, another type",
            .on(
                tariff([e([kWh()])]),
                at: [
                    .at(
                        11,
                        others: [.init(id: "t1", type: "AD_HOC_PAYMENT"), .init(id: "T2", type: "REGULAR")])
                ])),
        .init(
            .germanEnergyPrice, "kWh beside the hour",
            .on(tariff([e([kWh(), c(.time, "3", "19", 1)])]), at: [.at(11, "DEU")])),
        .init(
            .germanEnergyPrice, "by the hour in Austria",
            .on(tariff([e([c(.time, "3", "19", 1)])]), at: [.at(11, "AUT")])),
        .init(.grossUnknown, "0 % is a rate", .on(tariff([e([c(.energy, "0.59", "0", 1)])]))),
        .init(.grossUnknown, "tax included", .on(tariff([e([c(.energy, "0.59", nil, 1)])], tax: .included))),
        .init(.grossUnknown, "for contracts", .on(tariff([e([c(.energy, "0.59", nil, 1)])], type: "REGULAR"))),
        .init(.priceInText, "the net price", .on(tariff([e([kWh()])]), texts: ["0,59 €/kWh netto"])),
        .init(.priceInText, "the gross price, rounded", .on(tariff([e([kWh()])]), texts: ["70 ct per kWh"])),
        .init(
            .priceInText, "an hour's price as a minute's",
            .on(tariff([e([kWh(), c(.parkingTime, "6", "0", 1)])]), texts: ["0.10 €/min"])),
        .init(
            .priceInText, "numbers that are no prices",
            .on(tariff([e([kWh()])]), texts: ["from 01.01.2026, 24/7, 10 kWh at 50 kW, call 0800 123"])),
        .init(.bigStep, "one watt-hour", .on(tariff([e([kWh()])]))),
        .init(
            .unpriced, "nights are free on purpose",
            .on(tariff([e([kWh()], .init(startMinute: 360, endMinute: 1320)), e([kWh("0")])]))),
        .init(
            .unpriced, "a window over midnight and the rest of the day",
            .on(
                tariff([
                    e([kWh()], .init(startMinute: 1320, endMinute: 360)),
                    e([kWh()], .init(startMinute: 360, endMinute: 1320)),
                ]))),
        .init(.unpriced, "the gap is over", .on(tariff([e([kWh()], .init(startDate: CivilDate("2026-11-28")))]))),
        .init(
            .unpriced, "the gap is before the tariff begins",
            .on(
                tariff(
                    [e([kWh()], .init(startDate: CivilDate("2027-01-01")))], from: "2027-01-01T00:00:00Z"))),
        .init(
            .unpriced, "a start fee at night only",
            .on(tariff([e([c(.flat, "1", "19", 0)], .init(startMinute: 1320)), e([kWh()])]))),
        .init(
            .unreachable, "the tiers leave 10 kWh out",
            .on(
                tariff([
                    e([kWh()], .init(maximumEnergy: d("10"))), e([kWh("0.49")], .init(minimumEnergy: d("10.0001"))),
                    e([kWh("0.39")]),
                ]))),
        .init(.unreachable, "another dimension", .on(tariff([e([kWh()]), e([c(.flat, "1", "19", 0)])]))),
        .init(
            .unreachable, "what may not apply hides nothing",
            .on(tariff([e([kWh()], .init(unknown: ["moon"])), e([kWh("0.49")])]))),
        .init(
            .unreachable, "a reservation that expires falls back",
            .on(
                tariff([
                    e([c(.time, "3", "19", 1)], .init(reservation: .reservation)),
                    e([c(.time, "6", "19", 1)], .init(reservation: .expired)), e([kWh()]),
                ]))),
        .init(
            .neverActive, "until today",
            .on(tariff([e([kWh("0.49")], .init(endDate: CivilDate("2026-11-29"))), e([kWh()])]))),
        .init(
            .neverActive, "a Wednesday of two days",
            .on(
                tariff([
                    e(
                        [kWh("0.49")],
                        .init(
                            startDate: CivilDate("2026-12-01"), endDate: CivilDate("2026-12-03"), weekdays: [3])),
                    e([kWh()]),
                ]))),
        .init(.undecided, "a month of hourly prices", .on(.hourly(days: 31))),
        .init(.duplicateDimension, "two dimensions", .on(tariff([e([kWh(), c(.flat, "1", "19", 0)])]))),
        .init(
            .impossible, "kWh", .on(tariff([e([kWh()], .init(minimumEnergy: d("10"), maximumEnergy: d("10.0001")))]))),
        .init(
            .impossible, "one day",
            .on(
                tariff([e([kWh()], .init(startDate: CivilDate("2027-01-01"), endDate: CivilDate("2027-01-02")))]))),
        .init(.wholeDay, "08:00 to 08:01", .on(tariff([e([kWh()], .init(startMinute: 480, endMinute: 481))]))),
        .init(.wholeDay, "from 08:00 on", .on(tariff([e([kWh()], .init(startMinute: 480, endMinute: 0))]))),
        .init(.emptyRestrictions, "six days", .on(tariff([e([kWh()], .init(weekdays: [1, 2, 3, 4, 5, 6]))]))),
        .init(.emptyRestrictions, "none", .on(tariff([e([kWh()])]))),
        .init(.emptyRestrictions, "unknown", .on(tariff([e([kWh()], .init(unknown: ["moon"]))]))),
        .init(
            .reservationDimension, "time and a fee",
            .on(
                tariff([
                    e([c(.time, "6", "19", 1), c(.flat, "1", "19", 0)], .init(reservation: .expired)), e([kWh()]),
                ]))),
        .init(.limitsCross, "equal", .on(tariff([e([kWh()])], minimum: p("5", "6"), maximum: p("5", "6")))),
        .init(
            .vatRange, "none and all that is allowed",
            .on(tariff([e([c(.energy, "0.59", "30", 1), c(.flat, "1", "0", 0)])]))),
        .init(.vatWithoutTax, "N/A without", .on(tariff([e([c(.energy, "0.59", nil, 1)])], tax: .notApplicable))),
        .init(.vatWithoutTax, "NO with", .on(tariff([e([kWh()])]))),
        .init(
            .staleReference, "in other letters", .on(tariff([e([kWh()])]), at: [.at(11, ids: ["t1"])], known: ["T1"])),
        .init(.staleReference, "nothing known", .on(tariff([e([kWh()])]), at: [.at(11, ids: ["T9"])])),
        .init(.changeUnderway, "no session", .on(tariff([e([kWh()])]), before: tariff([e([kWh("0.58")])]))),
        .init(
            .changeUnderway, "the same prices",
            .on(tariff([e([kWh()])]), before: tariff([e([kWh()])], type: nil), open: 3)),
        .init(.priceJump, "a quarter", .on(tariff([e([kWh("0.50")])]), before: tariff([e([kWh("0.40")])]))),
        .init(.priceJump, "free", .on(tariff([e([kWh("0")])]))),
        .init(.priceJump, "a currency without limits", .on(tariff([e([kWh("59")])], currency: "JPY"))),
        .init(
            .priceJump, "elements that changed places",
            .on(
                tariff([e([kWh("0.20")], .init(weekdays: [7])), e([kWh("0.80")], .init(weekdays: [6])), e([kWh()])]),
                before: tariff([
                    e([kWh("0.80")], .init(weekdays: [6])), e([kWh("0.20")], .init(weekdays: [7])), e([kWh()]),
                ]))),
        .init(.publicDifference, "a tenth more", .on(tariff([e([kWh()])]), comparisons: [.of("10", "11")])),
        .init(.publicDifference, "no ad hoc tariff", .on(tariff([e([kWh()])]), comparisons: [.of(nil, "12")])),
        .init(
            .partnerSpread, "a tenth more",
            .on(tariff([e([kWh()])]), comparisons: [.of(nil, "10"), .of(nil, "11", "FR*B")])),
        .init(
            .abovePublic, "the same under a cap",
            .on(tariff([e([kWh()])]), comparisons: [.of("10", "10", isCapped: true)])),
        .init(.abovePublic, "more without a cap", .on(tariff([e([kWh()])]), comparisons: [.of("10", "12")])),
    ]
}
