import Roaming

/// One tariff as its pages show it: the version chosen, in a zone, for the state that was chosen.
struct TariffView {
    let tariff: Tariff
    let reasons: PriceReasons
    let zone: ZoneRules
    /// UTC stands in for a zone that is not known.
    let isZoneKnown: Bool
    let choice: TariffChoice
    let now: Timestamp

    var currency: Currency { tariff.currency }

    /// `Europe/Amsterdam`; the name is a partner's text.
    var zoneName: SafeText {
        isZoneKnown ? SafeText(untrusted: zone.name) : "UTC, for its locations' time zone is not known"
    }

    /// `at 0 kWh, 0 min, 50 kW`: what prices are shown for.
    var assumption: SafeText {
        let energy = SafeText(untrusted: choice.energySoFar.text)
        let power = SafeText(untrusted: choice.power.text)
        return "at \(energy) kWh, \(choice.minutesSoFar) min, \(power) kW"
    }
}

extension DetailContext {
    /// What a page of one tariff is drawn from, or what stands in its place.
    func view(_ sections: (TariffView) -> [Section]) -> [Section] {
        guard let (book, version) = tariff else { return [] }
        let notice = notice(book)
        guard let tariff = version.tariff else {
            return [Section("", .full, [Line("version \(version.number) cannot be read; see source", .bad)] + notice)]
        }
        let zone = book.zone(choice.zoneIndex)
        let view = TariffView(
            tariff: tariff, reasons: PriceReasons(tariff: tariff, id: book.id, version: version.number),
            zone: zone ?? .utc, isZoneKnown: zone != nil, choice: choice, now: presentation.now)
        return sections(view) + (notice.isEmpty ? [] : [Section("", .full, notice)])
    }
}
