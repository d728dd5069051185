/// What lies between two meter samples: energy grows evenly, everything else stays.
struct MeterStretch {
    /// A moment, and the energy so far.
    struct Point {
        let instant: Timestamp
        let energy: Decimal4
    }

    let start: Point
    let end: Point
    let state: MeterState
    /// kW.
    let power: Decimal4
    let current: Decimal4?
    let tariffID: String?

    init(_ sample: MeterSample, until next: MeterSample) {
        start = Point(instant: sample.instant, energy: sample.energy)
        end = Point(instant: next.instant, energy: next.energy)
        state = sample.state
        power = sample.power ?? MeterStretch.average(from: sample, to: next)
        current = sample.current
        tariffID = sample.tariffID
    }

    /// kW, half away from zero.
    static func average(from sample: MeterSample, to next: MeterSample) -> Decimal4 {
        let energy = Int128(next.energy.tenThousandths) - Int128(sample.energy.tenThousandths)
        let time = Int128(next.instant.milliseconds - sample.instant.milliseconds)
        let twice = energy.magnitude * 7_200_000 / time.magnitude
        let power = Int64(clamping: (twice + 1) / 2)
        return Decimal4(tenThousandths: energy < 0 ? -power : power)
    }

    /// How restrictions see a point; a reservation takes no power that could be compared.
    func moment(_ point: Point, duration: Duration) -> PriceMoment {
        PriceMoment(
            instant: point.instant, energy: point.energy, duration: duration,
            power: state == .reserved ? nil : power...power, current: current.map { $0...$0 })
    }

    private var length: Int128 { Int128(end.instant.milliseconds) - Int128(start.instant.milliseconds) }
    private var growth: Int128 { Int128(end.energy.tenThousandths) - Int128(start.energy.tenThousandths) }

    /// Whether a moment lies inside, neither at the start nor at the end.
    func contains(_ instant: Timestamp) -> Bool { start.instant < instant && instant < end.instant }

    /// The energy at a moment inside, rounded down.
    func point(at instant: Timestamp) -> Point {
        let time = Int128(instant.milliseconds) - Int128(start.instant.milliseconds)
        let (quotient, rest) = (growth * time).quotientAndRemainder(dividingBy: length)
        let grown = rest < 0 ? quotient - 1 : quotient
        return Point(
            instant: instant,
            energy: Decimal4(tenThousandths: Int64(clamping: Int128(start.energy.tenThousandths) + grown)))
    }

    /// Where energy passes a threshold inside the stretch; nil when it does not.
    ///
    /// The first millisecond at or above the threshold, with exactly that energy; energy that flows back passes it a
    /// ten-thousandth below, because lower bounds are inclusive.
    func crossing(of threshold: Int64) -> Point? {
        let (from, to) = (start.energy.tenThousandths, end.energy.tenThousandths)
        let target = from < to ? threshold : threshold - 1
        guard from < to ? from < target && target < to : from > target && target > to else { return nil }
        let distance = (Int128(target) - Int128(from)).magnitude
        let time = (distance * length.magnitude + growth.magnitude - 1) / growth.magnitude
        let instant = Timestamp(milliseconds: start.instant.milliseconds + Int64(time))
        return contains(instant) ? Point(instant: instant, energy: Decimal4(tenThousandths: target)) : nil
    }
}
