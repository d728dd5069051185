extension TariffElement {
    /// Its prices, and when they apply.
    var words: String {
        let prices = components.map(\.words).joined(separator: ", ")
        let conditions = TariffPhrases.conditions(restrictions).joined(separator: ", ")
        return (prices.isEmpty ? "no price" : prices) + (conditions.isEmpty ? "" : ": \(conditions)")
    }
}

extension PriceComponent {
    var words: String { "\(dimension.rawValue) at \(price.text)\(dimension.unitWords)" }
}

extension Price {
    var words: String { excludingVAT.text + (includingVAT.map { " (\($0.text) with VAT)" } ?? "") }
}

extension TariffDimension {
    var unitWords: String {
        switch self {
        case .energy: " per kWh"
        case .time, .parkingTime, .sessionTime: " per hour"
        case .flat: " once"
        }
    }

    func stepWords(_ step: Int) -> String { isPerHour ? TariffPhrases.time(seconds: step) : "\(step) Wh" }
}

/// Restrictions that belong together, and change together.
public enum RestrictionKind: CaseIterable, Hashable, Sendable {
    case window, weekdays, dates, energy, power, current, duration, reservation, unknown

    /// An element's restrictions of this kind alone; those that hold always are left out.
    func part(of all: TariffRestrictions) -> TariffRestrictions {
        switch self {
        case .window: TariffRestrictions(startMinute: all.startMinute, endMinute: all.endMinute)
        case .weekdays: TariffRestrictions(weekdays: all.weekdays.isSuperset(of: 1...7) ? [] : all.weekdays)
        case .dates: TariffRestrictions(startDate: all.startDate, endDate: all.endDate)
        case .energy:
            TariffRestrictions(
                minimumEnergy: all.minimumEnergy == .zero ? nil : all.minimumEnergy, maximumEnergy: all.maximumEnergy)
        case .power: TariffRestrictions(minimumPower: all.minimumPower, maximumPower: all.maximumPower)
        case .current: TariffRestrictions(minimumCurrent: all.minimumCurrent, maximumCurrent: all.maximumCurrent)
        case .duration:
            TariffRestrictions(
                minimumDuration: all.minimumDuration == 0 ? nil : all.minimumDuration,
                maximumDuration: all.maximumDuration)
        case .reservation: TariffRestrictions(reservation: all.reservation)
        case .unknown: TariffRestrictions(unknown: all.unknown)
        }
    }

    /// What it is called where nothing of the kind is restricted.
    var unrestricted: String {
        switch self {
        case .window: "any time of day"
        case .weekdays: "any weekday"
        case .dates: "any date"
        case .energy: "any energy"
        case .power: "any power"
        case .current: "any current"
        case .duration: "any duration"
        case .reservation: "for sessions"
        case .unknown: "nothing unknown"
        }
    }

    func words(_ restrictions: TariffRestrictions) -> String {
        let conditions = TariffPhrases.conditions(part(of: restrictions))
        return conditions.isEmpty ? unrestricted : conditions.joined(separator: ", ")
    }
}
