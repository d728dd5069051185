/// A component as the engine multiplies it.
struct PlanComponent: Sendable {
    let dimension: TariffDimension
    let tax: TaxTreatment
    let missingVAT: MissingVAT
    let hasVAT: Bool
    /// Ten-thousandths of a percent.
    let vat: Int32
    let tariff: Int32
    let element: Int32
    let index: Int32
    let price: Int64
    /// In ten-thousandths of a kWh or 25ths of a second; 0 for none, below zero when it was.
    let step: Int64

    @inline(__always)
    func asksTheSame(as other: PlanComponent) -> Bool {
        price == other.price && vat == other.vat && hasVAT == other.hasVAT && tax == other.tax && step == other.step
    }

    /// What makes price × quantity whole in units of 1/(9 × 10^8).
    @inline(__always)
    static func scale(_ family: ChargeFamily) -> Int64 {
        switch family {
        case .energy: 9
        case .flat, .reservationFlat: 90_000
        default: 1
        }
    }
}

/// A quantity that a component prices in one period.
struct PlanSegment: Sendable {
    /// Ten-thousandths of a kWh, 25ths of a second, or 1.
    var raw: Int64
    let component: Int32
    let period: Int32
    let family: ChargeFamily
}

/// An element: what must hold, and its first component of each dimension.
struct PlanElement: Sendable {
    var bounds = PlanBounds()
    var energy: Int32 = -1
    var time: Int32 = -1
    var parking: Int32 = -1
    var session: Int32 = -1
    var flat: Int32 = -1
    /// 0 for sessions, 1 for reservations, 2 for expired ones.
    var reservation: UInt8 = 0
    /// Bits of `PlanDimension` that it has a component of.
    var dimensions: UInt8 = 0
    var index: Int32 = 0

    @inline(__always)
    func component(_ bit: UInt8) -> Int32 {
        switch bit {
        case PlanDimension.energy: energy
        case PlanDimension.time: time
        case PlanDimension.parking: parking
        case PlanDimension.session: session
        default: flat
        }
    }
}

/// The dimensions of a look-up, as bits.
enum PlanDimension {
    static let energy: UInt8 = 1
    static let time: UInt8 = 2
    static let parking: UInt8 = 4
    static let session: UInt8 = 8
    static let flat: UInt8 = 16
}

/// The restrictions of an element as ranges; what is not restricted has the widest range.
struct PlanBounds: Sendable {
    /// Which of the groups below are restricted at all.
    var isAlways = true
    var hasClock = false
    var hasPower = false
    var hasCurrent = false
    var isUnknown = false
    /// Minutes of the day: inside when `low <= minute < high`, or outside of that when it wraps.
    var lowMinute: Int32 = 0
    var highMinute: Int32 = 1440
    var wraps = false
    var weekdays: UInt8 = 0xFF
    var firstDay = Int64.min
    var lastDay = Int64.max
    var minimumEnergy = Int64.min
    var maximumEnergy = Int64.max
    var minimumPower = Int64.min
    var maximumPower = Int64.max
    var minimumCurrent = Int64.min
    var maximumCurrent = Int64.max
    /// Milliseconds.
    var minimumDuration = Int64.min
    var maximumDuration = Int64.max

    /// Whether all restrictions hold; unknown ones are the caller's.
    @inline(__always)
    func hold(_ state: PlanState) -> Bool {
        if isAlways { return true }
        if hasClock {
            let inside = lowMinute <= state.minute && state.minute < highMinute
            if inside == wraps || weekdays & state.weekdayBit == 0 || state.day < firstDay || state.day >= lastDay {
                return false
            }
        }
        if state.energy < minimumEnergy || state.energy >= maximumEnergy || state.duration < minimumDuration
            || state.duration >= maximumDuration
        {
            return false
        }
        if hasPower, !state.hasPower || state.lowPower < minimumPower || state.highPower >= maximumPower {
            return false
        }
        if hasCurrent, !state.hasCurrent || state.lowCurrent < minimumCurrent || state.highCurrent >= maximumCurrent {
            return false
        }
        return true
    }
}

/// What restrictions are compared with at one moment of a session.
struct PlanState: Sendable {
    var minute: Int32 = 0
    var weekdayBit: UInt8 = 0
    var day: Int64 = 0
    /// Ten-thousandths of a kWh so far.
    var energy: Int64 = 0
    /// Milliseconds so far.
    var duration: Int64 = 0
    var hasPower = false
    var hasCurrent = false
    var lowPower: Int64 = 0
    var highPower: Int64 = 0
    var lowCurrent: Int64 = 0
    var highCurrent: Int64 = 0

    @inline(__always)
    mutating func setClock(localMilliseconds local: Int64) {
        var rest = local % 86_400_000
        if rest < 0 { rest += 86_400_000 }
        day = (local - rest) / 86_400_000
        minute = Int32(truncatingIfNeeded: rest / 60_000)
        // 1970-01-01 was a Thursday, the fourth day from Monday.
        var weekday = (day + 3) % 7
        if weekday < 0 { weekday += 7 }
        weekdayBit = 1 << UInt8(truncatingIfNeeded: weekday)
    }
}

/// A tariff's part of the tables.
struct PlanTariff: Sendable {
    let firstElement: Int32
    let endElement: Int32
    let validFrom: Int64
    let validTo: Int64
    let currency: Currency
    let usesClock: Bool
    /// Whether a price can change within a session at all.
    let isRestricted: Bool
    let usesBands: Bool
    let hasReservations: Bool
    let isBroken: Bool

    @inline(__always)
    func isValid(at moment: Int64) -> Bool { validFrom <= moment && moment < validTo }
}
