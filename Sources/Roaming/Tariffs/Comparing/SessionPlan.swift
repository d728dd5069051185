/// A session that did not take place: what a driver means to do, in the location's local time.
public struct SessionPlan: Hashable, Sendable {
    /// When charging starts. Where clocks skip it the first moment after counts, where they show it twice the first.
    public var start: LocalTime
    /// kWh.
    public var energy: Decimal4
    public var pace: ChargingPace
    /// How long the car stays plugged in when it is full.
    public var parked: Duration
    /// Comes before `start`.
    public var reservation: PlannedReservation?

    public init(
        start: LocalTime, energy: Decimal4, pace: ChargingPace, parked: Duration = .zero,
        reservation: PlannedReservation? = nil
    ) {
        self.start = start
        self.energy = energy
        self.pace = pace
        self.parked = parked
        self.reservation = reservation
    }
}

/// How fast a planned session charges.
public enum ChargingPace: Hashable, Sendable {
    /// kW all the time.
    case power(Decimal4)
    /// The same power all the time, such that the energy takes this long.
    case lasting(Duration)
    /// kW by time since the start of charging; the last one holds until the energy is reached.
    case curve([PowerStep])
}

/// A power from a moment of a charging curve on.
public struct PowerStep: Hashable, Sendable {
    /// Since the start of charging.
    public var from: Duration
    /// kW.
    public var power: Decimal4

    public init(from: Duration, power: Decimal4) {
        self.from = from
        self.power = power
    }
}

/// A reservation that ends when charging starts or, when it expires, without a session.
public struct PlannedReservation: Hashable, Sendable {
    public var lasting: Duration
    public var expires: Bool

    public init(lasting: Duration, expires: Bool = false) {
        self.lasting = lasting
        self.expires = expires
    }
}

/// Why a plan is no session.
public enum PlanObstacle: Error, Hashable, Sendable, CustomStringConvertible {
    case negative(field: String, value: String)
    /// No charging, no parking and no reservation.
    case nothingPlanned
    /// The power ends before the energy is reached.
    case noPower(Decimal4)
    case badCurve
    case tooLong(Duration)
    case cannotRate(RatingObstacle)

    public static let longest = Duration.seconds(31 * 86_400)

    public var description: String {
        switch self {
        case .negative(let field, let value): "\(field) is \(value), and below zero there is nothing"
        case .nothingPlanned: "neither charging nor parking nor a reservation is planned"
        case .noPower(let energy): "the power does not reach \(energy) kWh"
        case .badCurve: "a charging curve starts at 0 and goes forward in time"
        case .tooLong(let duration): "the session takes \(duration.components.seconds / 3600) hours, at most 744 do"
        case .cannotRate(let obstacle): obstacle.description
        }
    }
}
