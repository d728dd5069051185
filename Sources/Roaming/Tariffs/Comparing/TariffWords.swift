extension TariffElement {
    /// Its prices, and when they apply.
    var words: String {
        let prices = components.map(\.words).joined(separator: ", ")
        let when = RestrictionWords.Kind.allCases.compactMap { kind in
            RestrictionWords(restrictions)[kind].map { "\(kind.words) \($0)" }
        }
        return (prices.isEmpty ? "no price" : prices) + (when.isEmpty ? "" : ", when \(when.joined(separator: ", "))")
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

    func stepWords(_ step: Int) -> String {
        switch self {
        case .energy: "\(step) Wh"
        case .time, .parkingTime, .sessionTime: "\(step) s"
        case .flat: "\(step)"
        }
    }
}

/// An element's restrictions, each as one text; what belongs together is one.
public struct RestrictionWords: Hashable, Sendable {
    public enum Kind: CaseIterable, Hashable, Sendable {
        case window, weekdays, dates, energy, power, current, duration, reservation, unknown

        public var words: String {
            switch self {
            case .window: "the time of day"
            case .weekdays: "the weekdays"
            case .dates: "the dates"
            case .energy: "the kWh so far"
            case .power: "the power in kW"
            case .current: "the current in A"
            case .duration: "the seconds so far"
            case .reservation: "the reservation"
            case .unknown: "restrictions unknown here"
            }
        }
    }

    private let restrictions: TariffRestrictions

    public init(_ restrictions: TariffRestrictions) {
        self.restrictions = restrictions
    }

    /// Nil where nothing of the kind is restricted.
    public subscript(kind: Kind) -> String? {
        let own = restrictions
        switch kind {
        case .window: return range(own.startMinute.map(clock), own.endMinute.map(clock))
        case .weekdays:
            let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
            return own.weekdays.isEmpty
                ? nil
                : own.weekdays.sorted().map { (1...7).contains($0) ? names[$0 - 1] : "\($0)" }.joined(separator: " ")
        case .dates: return range(own.startDate?.description, own.endDate?.description)
        case .energy: return range(own.minimumEnergy?.text, own.maximumEnergy?.text)
        case .power: return range(own.minimumPower?.text, own.maximumPower?.text)
        case .current: return range(own.minimumCurrent?.text, own.maximumCurrent?.text)
        case .duration: return range(own.minimumDuration.map(String.init), own.maximumDuration.map(String.init))
        case .reservation: return own.reservation?.rawValue
        case .unknown: return own.unknown.isEmpty ? nil : own.unknown.joined(separator: ", ")
        }
    }

    private func range(_ low: String?, _ high: String?) -> String? {
        switch (low, high) {
        case (nil, nil): nil
        case (let low?, nil): "from \(low)"
        case (nil, let high?): "until \(high)"
        case (let low?, let high?): "\(low) to \(high)"
        }
    }

    private func clock(_ minute: Int) -> String { "\(Digits.padded(minute / 60, 2)):\(Digits.padded(minute % 60, 2))" }
}
