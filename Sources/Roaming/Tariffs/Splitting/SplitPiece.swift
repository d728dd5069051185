/// A part of a session that one set of components prices.
struct SplitPiece {
    private let state: MeterState
    private let tariffID: String?
    private let start: MeterStretch.Point
    private var end: MeterStretch.Point
    private let components: [ComponentPlace?]
    private let bands: [Int]
    private var power: ClosedRange<Decimal4>
    private var current: ClosedRange<Decimal4>?

    init(
        _ stretch: MeterStretch, from start: MeterStretch.Point, to end: MeterStretch.Point,
        components: [ComponentPlace?], bands: [Int]
    ) {
        state = stretch.state
        tariffID = stretch.tariffID
        self.start = start
        self.end = end
        self.components = components
        self.bands = bands
        power = stretch.power...stretch.power
        current = stretch.current.map { $0...$0 }
    }

    func continues(with next: SplitPiece) -> Bool {
        state == next.state && tariffID == next.tariffID && components == next.components && bands == next.bands
            && (current == nil) == (next.current == nil)
    }

    mutating func extend(by next: SplitPiece) {
        end = next.end
        power = min(power.lowerBound, next.power.lowerBound)...max(power.upperBound, next.power.upperBound)
        if let current, let other = next.current {
            self.current = min(current.lowerBound, other.lowerBound)...max(current.upperBound, other.upperBound)
        }
    }

    /// - Parameter showsIdlePower: whether power is stated outside of charging too, because a tariff asks for it.
    static func periods(_ pieces: [SplitPiece], showsIdlePower: Bool) -> [ChargePeriod] {
        var elapsed: [MeterState: Int64] = [:]
        return pieces.map { piece in
            let before = elapsed[piece.state] ?? 0
            let after = before + (piece.end.instant.milliseconds - piece.start.instant.milliseconds)
            elapsed[piece.state] = after
            let hours = Decimal4(tenThousandths: ClockHours.rounded(after) - ClockHours.rounded(before))
            return ChargePeriod(
                start: piece.start.instant, volumes: piece.volumes(hours, showsIdlePower: showsIdlePower),
                tariffID: piece.tariffID)
        }
    }

    private func volumes(_ hours: Decimal4, showsIdlePower: Bool) -> [Volume] {
        var volumes: [Volume] = []
        let energy = end.energy.tenThousandths - start.energy.tenThousandths
        if energy != 0 { volumes.append(Volume(.energy, Decimal4(tenThousandths: energy))) }
        switch state {
        case .reserved: volumes.append(Volume(.reservationTime, hours))
        case .charging: volumes.append(Volume(.time, hours))
        case .parking: volumes.append(Volume(.parkingTime, hours))
        }
        if state == .charging || showsIdlePower && state == .parking {
            volumes += [Volume(.minimumPower, power.lowerBound), Volume(.maximumPower, power.upperBound)]
        }
        if let current {
            volumes += [Volume(.minimumCurrent, current.lowerBound), Volume(.maximumCurrent, current.upperBound)]
        }
        return volumes
    }
}

/// Milliseconds as hours with four decimals.
enum ClockHours {
    /// Ten-thousandths of an hour, half up.
    static func rounded(_ milliseconds: Int64) -> Int64 { (milliseconds + 180) / 360 }
}
