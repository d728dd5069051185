/// A tariff's prices in the order that AFIR wants them shown: per kWh, per minute, per session, then any other.
public struct TariffHeadline: Hashable, Sendable {
    /// Only what some session or reservation is asked for; a price of 0 is there.
    public let prices: [HeadlinePrice]
    /// False when the tariff was too large to see which prices are reachable: then all that it has count.
    public let isExact: Bool
    /// What a session costs at least, where that is more than nothing.
    public let minimum: Price?

    /// - Parameter work: Element tests that may be spent; see `TariffStates`.
    public init(
        _ tariff: Tariff, now: Timestamp, zone: ZoneRules? = nil, policy: RatingPolicy = .hub1,
        work: Int = RuleSettings.standard.work
    ) {
        let states = TariffStates(tariff, now: now, zone: zone, policy: policy, work: work)
        isExact = states.isDecided
        minimum = tariff.minimumPrice.flatMap { $0.excludingVAT > .zero ? $0 : nil }
        var ranges: [HeadlinePrice.Kind: HeadlinePrice] = [:]
        for (index, element) in tariff.elements.enumerated() {
            for (position, component) in element.components.enumerated()
            where (states.isUsed[index][position] || !states.isDecided) && policy.prices(component.dimension) {
                guard let kind = HeadlinePrice.Kind(component.dimension, element.restrictions.reservation) else {
                    continue
                }
                let price = tariff.unitPrice(of: component, perMinute: true)
                ranges[kind] = ranges[kind].map { $0.including(price) } ?? HeadlinePrice(kind, price)
            }
        }
        for dimension in TariffDimension.allCases where states.unpriced[dimension] != nil {
            guard let kind = HeadlinePrice.Kind(dimension, nil), let priced = ranges[kind] else { continue }
            ranges[kind] = priced.freeAtTimes
        }
        prices = HeadlinePrice.Kind.allCases.compactMap { ranges[$0] }
    }

    /// Whether `text(gross: true)` is with VAT; otherwise it is without, and should say so.
    public var isGrossKnown: Bool {
        prices.allSatisfy { $0.kind.isReservation || $0.isFree || $0.gross != nil }
            && (minimum.map { $0.includingVAT != nil } ?? true)
    }

    /// For a list: `0.39–0.59/kWh + 0.05/min parking + 0.35 start, at least 2`, with VAT where `gross` is asked for and
    /// known of all; reservations are left out. `free` when nothing costs money.
    public func text(gross: Bool = false) -> String {
        let charged = prices.filter { !$0.kind.isReservation && !$0.isFree }
        let isGross = gross && isGrossKnown
        let sum = charged.map { $0.text(gross: isGross) }.joined(separator: " + ")
        let least = minimum.map { "at least \(isGross ? $0.includingVAT ?? $0.excludingVAT : $0.excludingVAT)" }
        let parts = [sum.isEmpty ? nil : sum, least].compactMap { $0 }
        return parts.isEmpty ? "free" : parts.joined(separator: ", ")
    }
}

/// What one thing costs over all the situations that a tariff distinguishes.
public struct HeadlinePrice: Hashable, Sendable {
    /// In the order in which they are shown.
    public enum Kind: Int, CaseIterable, Hashable, Sendable {
        case energy, chargingMinute, parkingMinute, connectedMinute, session, reservationMinute, reservationFee

        public var isReservation: Bool { self == .reservationMinute || self == .reservationFee }

        var isPerMinute: Bool {
            switch self {
            case .chargingMinute, .parkingMinute, .connectedMinute, .reservationMinute: true
            case .energy, .session, .reservationFee: false
            }
        }

        func unit(perHour: Bool) -> String {
            let time = perHour ? "/h" : "/min"
            return switch self {
            case .energy: "/kWh"
            case .chargingMinute: time
            case .parkingMinute: "\(time) parking"
            case .connectedMinute: "\(time) connected"
            case .session: " start"
            case .reservationMinute: "\(time) reserved"
            case .reservationFee: " reservation"
            }
        }

        /// Nil for what reservations cannot have.
        init?(_ dimension: TariffDimension, _ reservation: ReservationPhase?) {
            switch (dimension, reservation) {
            case (.energy, nil): self = .energy
            case (.time, nil): self = .chargingMinute
            case (.parkingTime, nil): self = .parkingMinute
            case (.sessionTime, nil): self = .connectedMinute
            case (.flat, nil): self = .session
            case (.time, .some): self = .reservationMinute
            case (.flat, .some): self = .reservationFee
            case (.energy, .some), (.parkingTime, .some), (.sessionTime, .some): return nil
            }
        }
    }

    public let kind: Kind
    /// Exact, an hour's price divided by 60; nil when the tax in some price is unknown.
    public let net: ClosedRange<ExactNumber>?
    public let gross: ClosedRange<ExactNumber>?
    /// There are situations without any such price, which then costs nothing; the ranges have 0 in them.
    public let isFreeAtTimes: Bool

    /// The price depends on the situation.
    public var varies: Bool { [net, gross].contains { $0.map { $0.lowerBound != $0.upperBound } ?? false } }

    /// Never above 0; false when it is not known.
    public var isFree: Bool { (net ?? gross).map { $0.upperBound <= .zero } ?? false }

    init(_ kind: Kind, _ price: ExactPrice) {
        self.init(
            kind: kind, net: price.net.map { $0...$0 }, gross: price.gross.map { $0...$0 }, isFreeAtTimes: false)
    }

    private init(
        kind: Kind, net: ClosedRange<ExactNumber>?, gross: ClosedRange<ExactNumber>?, isFreeAtTimes: Bool
    ) {
        self.kind = kind
        self.net = net
        self.gross = gross
        self.isFreeAtTimes = isFreeAtTimes
    }

    func including(_ price: ExactPrice) -> HeadlinePrice {
        HeadlinePrice(
            kind: kind, net: HeadlinePrice.spanning(net, price.net), gross: HeadlinePrice.spanning(gross, price.gross),
            isFreeAtTimes: isFreeAtTimes)
    }

    var freeAtTimes: HeadlinePrice {
        HeadlinePrice(
            kind: kind, net: HeadlinePrice.spanning(net, .zero), gross: HeadlinePrice.spanning(gross, .zero),
            isFreeAtTimes: true)
    }

    private static func spanning(
        _ range: ClosedRange<ExactNumber>?, _ value: ExactNumber?
    ) -> ClosedRange<ExactNumber>? {
        guard let range, let value else { return nil }
        return min(range.lowerBound, value)...max(range.upperBound, value)
    }

    /// `0.39–0.59/kWh`; a price per minute that cannot be written out is given per hour.
    public func text(gross: Bool) -> String {
        guard let range = (gross ? self.gross : net) ?? net ?? self.gross else {
            return "?\(kind.unit(perHour: false))"
        }
        let isWritable = [range.lowerBound, range.upperBound].allSatisfy { 1_000_000 % $0.reduced.denominator == 0 }
        let shown: (ExactNumber) -> String = { price in
            guard !isWritable, kind.isPerMinute, let hour = try? price.multiplied(by: ExactNumber(60)) else {
                return price.text(decimals: isWritable ? 6 : 4)
            }
            return hour.text()
        }
        let unit = kind.unit(perHour: !isWritable)
        let (low, high) = (shown(range.lowerBound), shown(range.upperBound))
        return (low == high ? low : "\(low)–\(high)") + unit
    }
}
