/// A period's volumes by dimension, in ten-thousandths.
struct PeriodVolumes {
    var energy: Int64 = 0
    var time: Int64 = 0
    var parking: Int64 = 0
    var reserved: Int64 = 0
    /// Whether the dimension is there at all, be it with 0.
    private var hasEnergy = false
    private(set) var hasReserved = false
    private var lowPower: Int64?
    private var highPower: Int64?
    private var power: Int64?
    private var lowCurrent: Int64?
    private var highCurrent: Int64?
    private var current: Int64?

    /// False when a volume is beyond every session.
    @inline(__always)
    mutating func read(_ period: ChargePeriod) -> Bool {
        for index in period.volumes.indices {
            let volume = period.volumes[index]
            let amount = volume.amount.tenThousandths
            guard amount.magnitude <= RatingLimits.volume.magnitude else { return false }
            switch volume.dimension {
            case .energy:
                energy += amount
                hasEnergy = true
            case .time: time += amount
            case .parkingTime: parking += amount
            case .reservationTime:
                reserved += amount
                hasReserved = true
            case .minimumPower: lowPower = amount
            case .maximumPower: highPower = amount
            case .power: power = amount
            case .minimumCurrent: lowCurrent = amount
            case .maximumCurrent: highCurrent = amount
            case .current: current = amount
            case .energyExport, .energyImport, .stateOfCharge, .other: break
            }
        }
        return energy.magnitude <= RatingLimits.volume.magnitude && time <= RatingLimits.volume
            && parking <= RatingLimits.volume && reserved <= RatingLimits.volume
    }

    /// The error about a time below zero, which one is.
    func negative(_ period: Int) -> RatingObstacle {
        .negativeVolume(time < 0 ? .time : parking < 0 ? .parkingTime : .reservationTime, period: period)
    }

    /// `volume` × `length` / `whole`, cut off.
    static func part(_ volume: Int64, _ length: Int64, of whole: Int64) -> Int64 {
        let (product, overflow) = volume.multipliedReportingOverflow(by: length)
        return overflow ? Int64(clamping: Int128(volume) * Int128(length) / Int128(whole)) : product / whole
    }

    @inline(__always)
    var isBillable: Bool { energy != 0 || time != 0 || parking != 0 }

    /// Bits of `PlanDimension` that need a price.
    @inline(__always)
    var dimensions: UInt8 {
        (energy != 0 ? PlanDimension.energy : 0) | (time != 0 ? PlanDimension.time : 0)
            | (parking != 0 ? PlanDimension.parking : 0)
    }

    /// Power and current of the period: as stated; of two bounds one stands for both; power also as the average.
    func setBands(_ state: inout PlanState, length: Int64, _ missing: RatingPolicy.MissingPower) {
        let low = lowPower ?? highPower ?? power
        let high = highPower ?? lowPower ?? power
        if let low, let high {
            (state.hasPower, state.lowPower, state.highPower) = (true, low, high)
        } else if missing == .average, let average = averagePower(length: length) {
            (state.hasPower, state.lowPower, state.highPower) = (true, average, average)
        } else {
            (state.hasPower, state.lowPower, state.highPower) = (false, 0, 0)
        }
        let least = lowCurrent ?? highCurrent ?? current
        let most = highCurrent ?? lowCurrent ?? current
        (state.hasCurrent, state.lowCurrent, state.highCurrent) = (least != nil, least ?? 0, most ?? 0)
    }

    /// Ten-thousandths of a kW, rounded down, which compares with whole bounds as the exact value does; nil when the
    /// period does not say how much energy it took, or in what time.
    private func averagePower(length: Int64) -> Int64? {
        guard hasEnergy else { return nil }
        // kWh over hours, or over the length of the period in milliseconds.
        let (factor, below): (Int64, Int64) = time > 0 ? (10_000, time) : (3_600_000, length)
        guard below > 0 else { return nil }
        // A volume is at most 10^12, so that this is at most 4 × 10^18.
        let (quotient, rest) = (energy * factor).quotientAndRemainder(dividingBy: below)
        return rest < 0 ? quotient - 1 : quotient
    }
}

extension ChargePeriod {
    /// Whether the period measures reserved time and nothing else that is billed.
    var isReservationOnly: Bool {
        var isReserved = false
        for volume in volumes {
            switch volume.dimension {
            case .energy, .time, .parkingTime: if volume.amount.tenThousandths != 0 { return false }
            case .reservationTime: isReserved = true
            default: continue
            }
        }
        return isReserved
    }
}
