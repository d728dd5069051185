import Roaming

/// What a session that starts now is asked for first, and when that changes by the clock.
///
/// Assumed is a session's first moment: no energy, no time, no known power. Prices of later moments are in the tariff.
struct CurrentPrice: Hashable, Sendable {
    /// In AFIR's order; a dimension that is free now is missing.
    let prices: [Part]
    /// The first moment within a week at which one of them changes.
    let nextChange: Timestamp?

    struct Part: Hashable, Sendable {
        let dimension: TariffDimension
        /// Per kWh, per hour, or once.
        let price: ExactPrice
    }

    static let dimensions: [TariffDimension] = [.energy, .time, .parkingTime, .flat]
    private static let horizon = Duration.seconds(8 * 86_400)

    init(_ tariff: Tariff, at now: Timestamp, zone: ZoneRules?, policy: RatingPolicy = .hub1) {
        let lookup = TariffLookup(tariff, policy: policy)
        func places(_ moment: Timestamp) -> [ComponentPlace?] {
            Self.dimensions.map { lookup.place(of: $0, at: PriceMoment(instant: moment), zone: zone) }
        }
        let present = places(now)
        prices = zip(Self.dimensions, present).compactMap { dimension, place in
            place.map {
                Part(
                    dimension: dimension,
                    price: tariff.unitPrice(of: tariff.elements[$0.element].components[$0.component]))
            }
        }
        let clock = tariff.boundaries(from: now, to: now + Self.horizon, zone: zone).first { places($0) != present }
        let ends = [tariff.validFrom, tariff.validTo].compactMap { $0 }.filter { now < $0 }
        nextChange = ([clock].compactMap { $0 } + ends).min()
    }
}
