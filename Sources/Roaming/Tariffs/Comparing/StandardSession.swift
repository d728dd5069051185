/// One of a fixed set of sessions that make the cost under different tariffs comparable.
public struct StandardSession: Hashable, Sendable {
    /// `S1` to `S8`, and `S7x`.
    public let id: String
    public let title: String
    /// 1 (Monday) to 7 (Sunday).
    private let weekday: Int
    /// Since local midnight.
    private let minute: Int
    private let energy: Decimal4
    private let pace: ChargingPace
    private let parked: Duration
    private let reservation: PlannedReservation?

    private init(
        _ id: String, _ title: String, weekday: Int, minute: Int, energy: Int64, _ pace: ChargingPace,
        parked: Duration = .zero, reservation: PlannedReservation? = nil
    ) {
        self.id = id
        self.title = title
        self.weekday = weekday
        self.minute = minute
        self.energy = Decimal4(tenThousandths: energy)
        self.pace = pace
        self.parked = parked
        self.reservation = reservation
    }

    /// The session in the week that begins on `monday`, in the location's local time.
    public func plan(monday: CivilDate) -> SessionPlan {
        let date = CivilDate(daysSince1970: monday.daysSince1970 + Int64(weekday - 1))
        return SessionPlan(
            start: LocalTime(date, minute: minute), energy: energy, pace: pace, parked: parked,
            reservation: reservation)
    }

    public static let all: [StandardSession] = [
        StandardSession(
            "S1", "20 min at 50 kW, Tue 12:00", weekday: 2, minute: 720, energy: 166_700, .lasting(.seconds(1200))),
        StandardSession("S2", "30 kWh at 22 kW, Tue 18:00", weekday: 2, minute: 1080, energy: 300_000, power(220_000)),
        StandardSession(
            "S3", "40 kWh at 11 kW, Tue 19:00, stays until 07:00", weekday: 2, minute: 1140, energy: 400_000,
            power(110_000), parked: .seconds(12 * 3600 - 13_091)),
        StandardSession(
            "S4", "45 kWh in 25 min, Sat 14:00", weekday: 6, minute: 840, energy: 450_000, .lasting(.seconds(1500))),
        StandardSession("S5", "5 kWh at 11 kW, Sun 10:00", weekday: 7, minute: 600, energy: 50_000, power(110_000)),
        StandardSession(
            "S6", "15 kWh in 41 min, stays 3 h, Sat 11:00", weekday: 6, minute: 660, energy: 150_000,
            .lasting(.seconds(2460)), parked: .seconds(3 * 3600 - 2460)),
        StandardSession(
            "S7", "reserved for 15 min, then S2", weekday: 2, minute: 1080, energy: 300_000, power(220_000),
            reservation: PlannedReservation(lasting: .seconds(900))),
        StandardSession(
            "S7x", "reserved for 60 min until Tue 18:00, never used", weekday: 2, minute: 1080, energy: 0,
            power(220_000), reservation: PlannedReservation(lasting: .seconds(3600), expires: true)),
        StandardSession("S8", "20 kWh at 3.7 kW, Wed 09:00", weekday: 3, minute: 540, energy: 200_000, power(37_000)),
    ]

    /// In ten-thousandths of a kW.
    private static func power(_ tenThousandths: Int64) -> ChargingPace {
        .power(Decimal4(tenThousandths: tenThousandths))
    }
}
