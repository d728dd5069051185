/// A session as its meter saw it, before it is cut into charging periods.
public struct MeteredSession: Hashable, Sendable {
    /// In order of time, energy from 0; the last one only ends the session.
    public let samples: [MeterSample]

    /// Nil unless there are two samples at least, every one is later than the one before, and no energy is beyond
    /// 100 GWh. What the meter shows at the first is taken off all.
    public init?(samples: [MeterSample]) {
        guard samples.count >= 2, zip(samples, samples.dropFirst()).allSatisfy({ $0.instant < $1.instant }),
            samples.allSatisfy({ $0.energy.tenThousandths.magnitude <= RatingLimits.volume.magnitude })
        else { return nil }
        let first = samples[0].energy.tenThousandths
        self.samples = samples.map {
            var sample = $0
            sample.energy = Decimal4(tenThousandths: $0.energy.tenThousandths - first)
            return sample
        }
    }

    public var start: Timestamp { samples[0].instant }
    public var end: Timestamp { samples[samples.count - 1].instant }

    /// When the reservation is over, if there was one; the end for a reservation that nobody used.
    public var chargingStart: Timestamp { samples.first { $0.state != .reserved }?.instant ?? end }

    /// From when restrictions on duration count.
    func durationBase(_ policy: RatingPolicy) -> Timestamp {
        switch policy.durationBase {
        case .chargingStart: chargingStart
        case .sessionStart: start
        }
    }
}

/// What the meter showed at a moment, and what the session does from then on until the next sample.
public struct MeterSample: Hashable, Sendable {
    public var instant: Timestamp
    /// kWh, counted from whenever the meter does; it grows evenly until the next sample.
    public var energy: Decimal4
    public var state: MeterState
    /// kW from here on; nil for the average until the next sample.
    public var power: Decimal4?
    /// Ampere from here on, summed over the phases; nil where it was not measured.
    public var current: Decimal4?
    /// The tariff that prices from here on; nil for the one valid at the start of the session.
    public var tariffID: String?

    public init(
        _ instant: Timestamp, energy: Decimal4, state: MeterState, power: Decimal4? = nil, current: Decimal4? = nil,
        tariffID: String? = nil
    ) {
        self.instant = instant
        self.energy = energy
        self.state = state
        self.power = power
        self.current = current
        self.tariffID = tariffID
    }
}

/// What a station does for a driver: each has a time of its own that tariffs price.
public enum MeterState: Hashable, Sendable {
    case reserved
    case charging
    /// Plugged in without asking for power.
    case parking
}
